// How many digits a telephone number has, told when its box is left: a slip is seen while the number is still at hand.
const BETWEEN = /[-‐‒–—―−ー() ]/gu; // as in tools/saying.py

for (const slot of document.querySelectorAll("[data-digits-of]")) {
  const box = document.querySelector(`form [name="${slot.dataset.digitsOf}"]`);
  box.addEventListener("change", () => {
    const said = document.createElement("p");
    said.textContent = slip(box.value);
    slot.replaceChildren(...(said.textContent ? [said] : []));
  });
}

function slip(written) {
  const digits = written.normalize("NFKC").replace(BETWEEN, "");
  const isSlip = /^[0-9]+$/u.test(digits) && ![10, 11].includes(digits.length);
  return isSlip ? `市外局番から 10けたか 11けたです（いま ${digits.length}けた）` : "";
}
