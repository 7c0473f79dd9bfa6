// A tick is kept at once, and the button says what it would take in now. Without this the buttons of the form keep it.
const form = document.querySelector("[data-choosing]");
let kept = Promise.resolve();

if (form) {
  form.addEventListener("change", ({ target }) => isTick(target) && keepAfterwards());
  // Whoever was quicker than this script, or came back to the page, has ticked already.
  if ([...form.elements].some((box) => isTick(box) && box.checked !== box.defaultChecked)) keepAfterwards();
}

function isTick(box) {
  return box.type === "checkbox";
}

function keepAfterwards() {
  kept = kept.then(keep, keep);
}

async function keep() {
  const told = new FormData(form);
  for (const name of [...told.keys()]) if (name.startsWith("is_")) told.delete(name); // said with a button alone
  told.set("do", "save");
  const answer = await fetch(form.action, { method: "POST", body: told });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["[data-tallies]", "[data-savebar]"]) {
    const now = page.querySelector(part);
    if (now) document.querySelector(part).replaceWith(now);
  }
}
