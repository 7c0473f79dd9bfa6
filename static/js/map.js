// What was found, on a map: tiles of 国土地理院, and a mark for every place that may be shown at a point.
// `L` is Leaflet with its markercluster. What a place says becomes text of elements, never markup.
const { L } = window;
const NEAREST = 10; // the map opens on so many of those around the reader
const PATIENCE = 10_000; // milliseconds until tiles count as missing
const MISSING = "地図を とりよせられませんでした。場所は 下の一覧に あります。";
const MARK = 48; // pixels: a finger

const box = document.getElementById("map");
const says = document.getElementById("map-says");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

if (L) draw(JSON.parse(document.getElementById("pins").textContent));
else says.textContent = MISSING;

function draw(pins) {
  document.getElementById("map-part").hidden = false;
  const here = box.dataset.near && box.dataset.near.split(",").map(Number);
  const shown = here ? [here, ...nearest(here, pins.map(point))] : pins.map(point);
  const map = spread();
  map.fitBounds(shown, { maxZoom: 15, padding: [MARK / 2, MARK / 2], animate: false });
  layTiles(map);
  putMarks(map, pins);
  if (here) L.marker(here, { icon: mark("here", word("いまいる場所")), interactive: false, keyboard: false }).addTo(map);
}

function spread() {
  const map = L.map(box, {
    attributionControl: false, // stands below the map, in letters that can be read
    zoomControl: false,
    scrollWheelZoom: false,
    minZoom: 5,
    maxZoom: 18,
    zoomAnimation: !still,
    markerZoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
  });
  if (still) map.panBy = (by) => L.Map.prototype.panBy.call(map, by, { animate: false }); // for which there is no option
  // A page that is being scrolled past stays a page; a map that is being used zooms.
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  L.control.zoom({ position: "bottomright", zoomInTitle: "拡大", zoomOutTitle: "縮小" }).addTo(map);
  return map;
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
  const layers = ["pale", "std"].map((style) => L.tileLayer(`${box.dataset.tiles}/xyz/${style}/{z}/{x}/{y}.png`));
  const detailed = document.getElementById("map-detailed");
  const choose = () => {
    const [chosen, other] = detailed.checked ? [...layers].reverse() : layers;
    map.removeLayer(other).addLayer(chosen);
  };
  layers.forEach(watch);
  detailed.addEventListener("change", choose);
  choose();
}

function watch(layer) {
  let arrived = false;
  const tell = () => (says.textContent = arrived ? "" : MISSING);
  layer.on("tileload", () => {
    arrived = true;
    tell();
  });
  layer.on("tileerror", tell);
  layer.once("loading", () => setTimeout(tell, PATIENCE));
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

function mark(kind, ...content) {
  const anchor = kind === "place" ? [MARK / 2, MARK - 4] : [MARK / 2, MARK / 2]; // a pin stands on its tip
  const html = element("span", "mark-face", ...content);
  return L.divIcon({ html, className: `mark mark-${kind}`, iconSize: [MARK, MARK], iconAnchor: anchor, popupAnchor: [0, -MARK / 2] });
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

// elements

function word(text) {
  return element("span", "unseen", text);
}

function sight(text) {
  const made = element("span", "", text);
  made.ariaHidden = "true";
  return made;
}

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}
