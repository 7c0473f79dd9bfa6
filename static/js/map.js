// What was found, on a map: tiles of 国土地理院, and a mark for every place that may be shown at a point.
// `L` is Leaflet with its markercluster. What a place says becomes text of elements, never markup.
import { MARK, element, mark, sight, spread, still, tiles, word } from "./ground.js";

const { L } = window;
const NEAREST = 10; // the map opens on so many of those around the reader
const MISSING = "地図を とりよせられませんでした。場所は 下の一覧に あります。";

const box = document.getElementById("map");
const says = document.getElementById("map-says");

if (L) draw(JSON.parse(document.getElementById("pins").textContent));
else says.textContent = MISSING;

function draw(pins) {
  document.getElementById("map-part").hidden = false;
  const here = box.dataset.near && box.dataset.near.split(",").map(Number);
  const shown = here ? [here, ...nearest(here, pins.map(point))] : pins.map(point);
  const map = spread(box);
  map.fitBounds(shown, { maxZoom: 15, padding: [MARK / 2, MARK / 2], animate: false });
  layTiles(map);
  putMarks(map, pins);
  if (here) L.marker(here, { icon: mark("here", word("いまいる場所")), interactive: false, keyboard: false }).addTo(map);
}

function nearest(here, points) {
  const away = ([lat, lng]) => L.latLng(here).distanceTo([lat, lng]);
  return points.sort((one, other) => away(one) - away(other)).slice(0, NEAREST);
}

function point({ lat, lng }) {
  return [lat, lng];
}

// tiles

function layTiles(map) {
  const tell = (arrived) => (says.textContent = arrived ? "" : MISSING);
  const layers = ["pale", "std"].map((style) => tiles(box, style, tell));
  const detailed = document.getElementById("map-detailed");
  const choose = () => {
    const [chosen, other] = detailed.checked ? [...layers].reverse() : layers;
    map.removeLayer(other).addLayer(chosen);
  };
  detailed.addEventListener("change", choose);
  choose();
}

// marks

function putMarks(map, pins) {
  const marks = L.markerClusterGroup({
    maxClusterRadius: MARK * 1.5,
    showCoverageOnHover: false,
    animate: !still,
    iconCreateFunction: (many) => markOfMany(many.getChildCount()),
  });
  marks.addLayers(pins.map((pin) => markOf(pin, map)));
  // Who opened them by keyboard goes on among them.
  marks.on("spiderfied", ({ markers: [first] }) => first.getElement().focus());
  map.addLayer(marks);
  listenToKeys();
}

function markOf(pin, map) {
  const icon = pin.exact ? mark("place", word(pin.name)) : mark("town", sight("町"), word(`${pin.name}（町の中心）`));
  const marker = L.marker(point(pin), { icon, title: pin.name });
  const close = () => {
    map.closePopup();
    marker.getElement()?.focus({ preventScroll: true });
  };
  const maxWidth = Math.min(280, box.clientWidth - 1.5 * MARK);
  marker.bindPopup(() => card(pin, close), { closeButton: false, maxWidth, minWidth: 200, autoPanPadding: [MARK / 4, MARK / 4] });
  marker.on("popupopen", ({ popup }) => popup.getElement().querySelector("a").focus({ preventScroll: true }));
  return marker;
}

function markOfMany(count) {
  return mark("many", sight(count), word(`${count}か所の まとまり。ひらく`));
}

function card(pin, close) {
  const name = element("a", "map-name", pin.name);
  name.href = pin.href;
  const where = pin.exact ? "" : "しるしは 町の中心です";
  const sentences = [pin.next, pin.what, where].filter(Boolean).map((sentence) => element("p", "", sentence));
  const away = element("button", "button-quiet", "とじる");
  away.type = "button";
  away.addEventListener("click", close);
  const made = element("div", "map-card", name, ...sentences, away);
  made.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  return made;
}

// A mark is a button: Enter and the space bar press it.
function listenToKeys() {
  box.addEventListener("keydown", (event) => {
    const pressed = event.target.closest(".mark");
    if (!pressed || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    pressed.click();
    if (pressed.matches(".mark-many")) box.focus({ preventScroll: true }); // it is about to fall apart
  });
}
