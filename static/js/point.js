// Where a place lies: a mark that a finger or the arrow keys set and move. What is sent are the two numbers below it.
import { mark, spread, tiles, word } from "./ground.js";

const { L } = window;
const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 }; // milliseconds
const DIGITS = 6; // of a degree: a hand's breadth
const [HOUSES, TOWN, CITY] = [17, 15, 11]; // zooms
const STEP = 8; // pixels that an arrow key moves the mark by
const ARROWS = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
const VENUE = ["venue_name", "address", "building"];
const MISSING = "地図の絵を とりよせられませんでした。電波の よいところで もう一度 ひらくと 出てきます。";
const MOVED = "会場が かわったので、位置を 消しました。新しい会場を 地図で しめしてください。";
const ASKING = "いまいる場所を しらべています…";
const FAILED = {
  1: "いまいる場所を 知らせない設定に なっています。地図を おして しめしてください。",
  2: "いまいる場所が わかりませんでした。地図を おして しめしてください。",
  3: "いまいる場所を しらべるのに 時間が かかっています。もう一度 おすか、地図で しめしてください。",
};

const part = document.querySelector("[data-point]");
const box = document.getElementById("point");
const says = part.querySelector(".map-says");
const here = part.querySelector("[data-here]");
const clear = part.querySelector("[data-clear]");
const { elements } = part.closest("form");
const { lat, lng, town, district } = elements;
const { towns } = JSON.parse(document.getElementById("areas").textContent);
let map, pin;

if (L) draw();

function draw() {
  part.querySelector(".point-map").hidden = false;
  map = spread(box);
  pin = L.marker([0, 0], { icon: mark("place", word("会場のしるし")), draggable: true, autoPan: true });
  map.addLayer(tiles(part, "std", tellOfTiles));
  look();
  // A map whose step is not shown has no size, and does not know what to show.
  new ResizeObserver(() => {
    map.invalidateSize({ pan: false });
    look();
  }).observe(box);
  listen();
}

function listen() {
  map.on("click", ({ latlng }) => put(latlng));
  pin.on("dragend", () => put(pin.getLatLng()));
  box.addEventListener("keydown", pressed, true);
  for (const number of [lat, lng]) number.addEventListener("change", look);
  for (const area of [town, district]) area?.addEventListener("change", () => typed() ?? look());
  for (const name of VENUE) elements[name].addEventListener("change", leave);
  lat.form.addEventListener("filled", look);
  clear.addEventListener("click", () => {
    write("", "");
    look();
    box.focus();
  });
  here.hidden = !navigator.geolocation;
  here.addEventListener("click", ask);
}

// Where nothing more important is being said.
function tellOfTiles(arrived) {
  if (["", MISSING].includes(says.textContent)) says.textContent = arrived ? "" : MISSING;
}

function typed() {
  const point = [lat, lng].map(({ value }) => parseFloat(value));
  return point.some(Number.isNaN) ? null : point;
}

function write(...numbers) {
  [lat.value, lng.value] = numbers;
  lat.dispatchEvent(new Event("input", { bubbles: true })); // a draft is kept of it
}

function put(point) {
  write(point.lat.toFixed(DIGITS), point.lng.toFixed(DIGITS));
  says.textContent = "";
  pin.setLatLng(point).addTo(map);
  clear.hidden = false;
}

// The map at the point that is typed, else around what is known of where it lies.
function look() {
  const point = typed();
  clear.hidden = !point;
  if (point) pin.setLatLng(point).addTo(map);
  else pin.remove();
  const [centre, zoom] = point ? [point, HOUSES] : around();
  map.setView(centre, zoom, { animate: false });
}

function around() {
  const lie = Object.values(towns).filter(([north]) => north !== null);
  if (towns[town.value]?.[0]) return [towns[town.value].slice(0, 2), TOWN];
  const near = lie.filter(([, , one]) => String(one) === district?.value);
  const all = near.length ? near : lie;
  if (!all.length) return [[36, 138], 5]; // nothing is known but the country
  return [[0, 1].map((side) => all.reduce((sum, one) => sum + one[side], 0) / all.length), CITY];
}

// The point of another venue is not this one's.
function leave() {
  if (!typed() || lat.value !== lat.defaultValue || lng.value !== lng.defaultValue) return;
  write("", "");
  look();
  says.textContent = MOVED;
}

function pressed(event) {
  if (event.target === box && event.key === "Enter") {
    event.preventDefault();
    put(map.getCenter());
    pin.getElement().focus();
  } else if (event.target === pin.getElement() && ARROWS[event.key]) {
    event.preventDefault();
    event.stopPropagation(); // the map stays where it is
    put(map.containerPointToLatLng(map.latLngToContainerPoint(pin.getLatLng()).add(ARROWS[event.key])));
    map.panInside(pin.getLatLng(), { padding: [STEP, STEP] });
  }
}

function ask() {
  says.textContent = ASKING;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      put(L.latLng(coords.latitude, coords.longitude));
      look();
    },
    ({ code }) => (says.textContent = FAILED[code]),
    PATIENCE,
  );
}
