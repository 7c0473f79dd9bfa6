// 「いまいる場所の近く」: a button with data-near asks where its reader stands and goes on to that search.
const PATIENCE = { timeout: 15_000, maximumAge: 300_000 }; // milliseconds
const ASKING = "いまいる場所を しらべています…";
const FAILED = {
  1: "いまいる場所を 知らせない設定に なっています。地区から さがしてください。",
  2: "いまいる場所が わかりませんでした。地区から さがしてください。",
  3: "いまいる場所を しらべるのに 時間が かかっています。もう一度 おすか、地区から さがしてください。",
};
const REPLACED = ["district", "school", "order", "page"]; // by being near

if (navigator.geolocation) document.querySelectorAll("button[data-near]").forEach(offer);

function offer(button) {
  const says = document.createElement("p");
  says.className = "near-says";
  says.setAttribute("role", "status");
  button.after(says);
  button.addEventListener("click", () => {
    says.textContent = ASKING;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => location.assign(searchNear(button, coords)),
      ({ code }) => (says.textContent = FAILED[code]),
      PATIENCE,
    );
  });
  button.hidden = false;
}

// What the form around the button has chosen goes along, as if it had been sent.
function searchNear(button, { latitude, longitude }) {
  const address = new URL(button.dataset.near, location);
  const { searchParams: asked } = address;
  for (const [name, value] of button.form ? new FormData(button.form) : []) if (value) asked.append(name, value);
  for (const name of REPLACED) asked.delete(name);
  asked.set("near", [latitude, longitude].map((degrees) => degrees.toFixed(3)).join()); // some hundred metres, no nearer
  return address;
}
