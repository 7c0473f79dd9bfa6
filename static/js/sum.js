// The sum of the boxes that are filled in; it is only said.
const digits = (text) => Number(text.normalize("NFKC").match(/\d+/)?.[0] ?? NaN);

for (const table of document.querySelectorAll("[data-sum]")) {
  const boxes = [...table.querySelectorAll("input")];
  const sum = table.querySelector("[data-sum-of]");
  const say = () => {
    const counts = boxes.map((box) => digits(box.value)).filter(Number.isFinite);
    sum.value = counts.reduce((all, count) => all + count, 0);
    sum.parentElement.hidden = !counts.length;
  };
  table.addEventListener("input", say);
  say();
}
