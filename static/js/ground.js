// What every map of ours stands on: Leaflet (`L`) without its letters and its haste, tiles of 国土地理院, and our marks.
const { L } = window;
export const MARK = 48; // pixels: a finger
export const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const PATIENCE = 10_000; // milliseconds until tiles count as missing

export function spread(box) {
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

// The layer of that style; `says` is told whether its tiles arrive.
export function tiles(box, style, says) {
  const layer = L.tileLayer(`${box.dataset.tiles}/xyz/${style}/{z}/{x}/{y}.png`);
  let arrived = false;
  const tell = () => says(arrived);
  layer.on("tileload", () => {
    arrived = true;
    tell();
  });
  layer.on("tileerror", tell);
  layer.once("loading", () => setTimeout(tell, PATIENCE));
  return layer;
}

export function mark(kind, ...content) {
  const anchor = kind === "place" ? [MARK / 2, MARK - 4] : [MARK / 2, MARK / 2]; // a pin stands on its tip
  const html = element("span", "mark-face", ...content);
  return L.divIcon({ html, className: `mark mark-${kind}`, iconSize: [MARK, MARK], iconAnchor: anchor, popupAnchor: [0, -MARK / 2] });
}

export function word(text) {
  return element("span", "unseen", text);
}

export function sight(text) {
  const made = element("span", "", text);
  made.ariaHidden = "true";
  return made;
}

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}
