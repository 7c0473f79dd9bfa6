// Pressing twice sends a form once. The server keeps its own watch; this spares the second press an error.
const AGAIN_AFTER = 5000; // milliseconds: should the page still be there, the first press came to nothing

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, AGAIN_AFTER);
});

// A page that the back button brings again may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
