// A town and a school district lie in a district: choosing one proposes it, and what a person chose themselves stays.
const form = document.querySelector("form[data-hints]");
const { towns, schools } = JSON.parse(document.getElementById("areas").textContent);
const { district, school_district: school, town } = form.elements;
let proposed = "";

function propose(key) {
  if (!key || (district.value && district.value !== proposed)) return;
  if (![...district.options].some(({ value }) => value === String(key))) return;
  district.value = proposed = String(key);
  district.dispatchEvent(new Event("change", { bubbles: true }));
}

if (district) {
  town.addEventListener("change", () => propose(towns[town.value]?.[2]));
  school.addEventListener("change", () => propose(schools[school.value]));
}
