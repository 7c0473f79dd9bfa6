// One step of a long form at a time. Without this script the form is one page; with errors it stays one.
const form = document.querySelector("form[data-steps]");
const steps = form ? [...form.querySelectorAll(".step")] : [];

function show(step) {
  for (const one of steps) one.classList.toggle("is-now", one === step);
  step.querySelector("legend").focus();
}

function current() {
  return steps.find((step) => `#${step.id}` === location.hash) ?? steps[0];
}

function move(word, kind, target) {
  const link = document.createElement("a");
  link.className = kind;
  link.href = `#${target.id}`;
  link.textContent = word;
  return link;
}

steps.forEach((step, at) => {
  const moves = step.querySelector(".step-moves") ?? step.appendChild(document.createElement("p"));
  moves.className = "step-moves";
  if (at > 0) moves.prepend(move("もどる", "button-plain", steps[at - 1]));
  if (at < steps.length - 1) moves.append(move("つぎへ", "button", steps[at + 1]));
});

if (steps.length) {
  form.classList.add("stepping");
  const start = steps.find((step) => step.id === `step-${form.dataset.steps}`);
  if (start) history.replaceState(null, "", `#${start.id}`);
  for (const one of steps) one.classList.toggle("is-now", one === current());
  addEventListener("hashchange", () => show(current()));
  // Enter in a box goes on to the next step; only the last one sends.
  form.addEventListener("submit", (event) => {
    const next = steps[steps.indexOf(current()) + 1];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation(); // nothing was sent: once.js need not hold back the next press
    location.hash = next.id;
  });
}
