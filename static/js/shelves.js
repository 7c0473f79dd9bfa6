// What keep.js left on this device goes after 30 days, and all of a person's when they sign out.
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
const KEPT = "kayoiba-kept-";

function drop(isDue) {
  try {
    for (const shelf of Object.keys(localStorage)) {
      if (shelf.startsWith(KEPT) && isDue(shelf)) localStorage.removeItem(shelf);
    }
  } catch {
    // a browser that keeps nothing
  }
}

function isOld(shelf) {
  try {
    return !(JSON.parse(localStorage.getItem(shelf)).at > Date.now() - KEPT_FOR);
  } catch {
    return true; // no draft
  }
}

drop(isOld);
document.querySelector("form[data-leaves]").addEventListener("submit", ({ target }) => {
  if (navigator.onLine) drop((shelf) => shelf.startsWith(`${KEPT}${target.dataset.leaves}-`)); // else nobody leaves
});
