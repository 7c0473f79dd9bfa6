// The numbers follow the choices: what each option would leave, and what the button finds.
const PAUSE = 250; // milliseconds after the last choice

document.querySelectorAll("form[data-counts]").forEach(follow);

function follow(form) {
  let waiting, asking;
  const ask = () => {
    asking?.abort();
    asking = new AbortController();
    count(form, asking.signal);
  };
  form.dataset.live = "yes";
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  // A page that the back button brings again has the choices and not their numbers.
  addEventListener("pageshow", () => isChanged(form) && ask());
}

function isChanged(form) {
  return [...form.querySelectorAll("input")].some((one) => one.checked !== one.defaultChecked || one.value !== one.defaultValue);
}

async function count(form, signal) {
  const told = [...new FormData(form)].filter(([, value]) => value);
  try {
    const answer = await fetch(`${form.dataset.counts}?${new URLSearchParams(told)}`, { signal });
    show(form, await answer.json());
    form.dataset.live = "yes";
  } catch (error) {
    if (error.name !== "AbortError") delete form.dataset.live; // the style sheet then hides what is no longer true
  }
}

function show(form, { total, options }) {
  form.querySelector("[data-total]").textContent = total;
  form.querySelector("[data-said]").textContent = `${total}か所 見つかります`;
  for (const input of form.querySelectorAll("input[type=checkbox], input[type=radio]")) {
    const left = options[input.name]?.[input.value];
    if (left === undefined) continue;
    input.parentElement.querySelector(".chip-count").textContent = left;
    input.parentElement.toggleAttribute("data-none", left === 0);
  }
}
