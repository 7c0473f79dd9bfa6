// While a place is written down: whether it is there already, how its name is read, and how the sentence of when is.
const PAUSE = 300; // milliseconds after the last letter
const ASKED = { name: "name", town: "town", group_name: "group", schedule_text: "schedule" };
const TICKED = "「くわしく えらぶ」で えらんだ きまりを つかいます。";

const form = document.querySelector("form[data-hints]");
const rules = form.querySelector("[data-rules]");
const { reading } = form.elements;
let waiting, asking;
let filledIn = null; // the reading that came from here; what a person typed stays

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const said = Object.entries(ASKED).map(([box, name]) => [name, form.elements[box].value]);
  const body = new URLSearchParams([...said, ["besides", form.dataset.besides]].filter(([, value]) => value));
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  try {
    const answer = await fetch(form.dataset.hints, { method: "POST", headers, body, signal: asking.signal });
    show(await answer.json());
  } catch {
    // out of reach, or asked anew: hints are a comfort and no more
  }
}

function show(hints) {
  say("likely", hints.likely);
  say("when", areTicked() ? `<p>${TICKED}</p>` : hints.when);
  if (reading.value !== (filledIn ?? "")) return;
  filledIn = reading.value = hints.reading;
}

// Only what is new is read aloud. The server wrote it, with every letter that somebody typed escaped.
function say(hint, html) {
  const slot = form.querySelector(`[data-hint="${hint}"]`);
  if (slot.dataset.said === html) return;
  slot.dataset.said = slot.innerHTML = html;
}

function areTicked() {
  const boxes = [...rules.querySelectorAll("input:not([type=hidden])")];
  return "rulesOther" in rules.dataset || boxes.some(isTouched);
}

function isTouched(box) {
  return box.type === "checkbox" ? box.checked !== box.defaultChecked : box.value !== box.defaultValue;
}

function askSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
}

form.addEventListener("input", ({ target }) => (target.name in ASKED || rules.contains(target)) && askSoon());
form.addEventListener("filled", askSoon);
