// One step of a long form at a time. Without this script the form is one page.
const form = document.querySelector("form[data-steps]");
const steps = form ? [...form.querySelectorAll(".step")] : [];

// what the address points at: a step or, from the list of what has to be put right, a question in it
const target = () => document.getElementById(location.hash.slice(1));
const start = steps.find((step) => step.id === `step-${form.dataset.steps}`) ?? steps[0];
const current = () => steps.find((step) => step.contains(target())) ?? start;

function show(step) {
  form.querySelector(".step-index")?.removeAttribute("open");
  for (const one of steps) one.classList.toggle("is-now", one === step);
  const question = target()?.closest(".field");
  (question?.querySelector("input, textarea") ?? step.querySelector("legend")).focus();
}

function move(word, kind, step) {
  const link = document.createElement("a");
  link.className = kind;
  link.href = `#${step.id}`;
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
  for (const one of steps) one.classList.toggle("is-now", one === current());
  addEventListener("hashchange", () => show(current()));
  // A button that is pressed sends; Enter in a box, which presses it unseen, goes on to the next step.
  let isPressed;
  form.addEventListener("click", ({ detail, target }) => (isPressed = detail > 0 || target === document.activeElement));
  form.addEventListener("submit", (event) => {
    const next = steps[steps.indexOf(current()) + 1];
    if (isPressed || !next || next.checkVisibility()) return; // on a desk all steps are seen
    event.preventDefault();
    event.stopPropagation(); // nothing was sent: once.js need not hold back the next press
    location.hash = next.id;
  });
}
