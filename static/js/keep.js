// What staff have typed and not sent: kept on the server, and on this device for as long as that cannot be reached.
// One form of a page says how it is called, by templates/directory/workbench/draft.html.
const PAUSE = 1000; // milliseconds after the last letter
const NOT_TYPED = ["csrfmiddlewaretoken", "draft"];
const AWAY = "下書きを 送れません。電波が ないか、サインインが 切れています。書いたものは この端末に のこしてあります。";
const NOT_SENT =
  "まだ 送っていません。書いたものは この端末に のこしてあります。電波の よいところで もう一度 おすか、サインインしなおしてください。";
const MOVED_ON = "そのあと この記録は なおされています。保存するときに、見くらべられます。";

const note = document.querySelector("[data-draft]");
const form = note.closest("form");
const says = note.querySelector("[data-draft-says]");
const drop = note.querySelector("button");
const stamp = document.createElement("p");
const shelf = `kayoiba-kept-${note.dataset.draftOf}-${note.dataset.draft}`;
const kept = JSON.parse(document.getElementById("draft").textContent);
const fresh = typed();
let known = JSON.stringify("filled" in form.dataset ? [] : fresh); // what the server has, as far as anybody knows
let waiting, asking;
let isSafe = false; // to be sent as it is

function typed() {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name));
}

function fill(pairs) {
  for (const box of form.elements) {
    if (!box.name || NOT_TYPED.includes(box.name) || box.type === "file" || box.type === "submit") continue;
    const values = pairs.filter(([name]) => name === box.name).map(([, value]) => value);
    if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
    else box.value = values[0] ?? "";
  }
  form.dispatchEvent(new CustomEvent("filled")); // the map and the hints follow
}

function tell(words) {
  says.textContent = words;
  note.hidden = !words;
}

// on this device

function onDevice() {
  try {
    return JSON.parse(localStorage.getItem(shelf));
  } catch {
    return null; // a browser that keeps nothing, or something that is no draft
  }
}

function keepOnDevice(pairs) {
  try {
    if (pairs) localStorage.setItem(shelf, JSON.stringify({ typed: pairs, at: Date.now() }));
    else localStorage.removeItem(shelf);
  } catch {
    // then it is kept on the page alone
  }
}

// on the server

// Answers whether the server has all that is typed.
async function save() {
  clearTimeout(waiting);
  waiting = undefined;
  const pairs = typed();
  const written = JSON.stringify(pairs);
  if (written === known && !onDevice()) return true;
  asking?.abort();
  asking = new AbortController();
  try {
    const saved = await send(written === JSON.stringify(fresh) && !("filled" in form.dataset) ? [] : pairs);
    known = written;
    keepOnDevice(null);
    if (says.textContent === AWAY) tell("");
    stamp.textContent = saved && `下書き ${saved}`;
    return true;
  } catch (error) {
    if (error.name === "AbortError") return false;
    keepOnDevice(pairs);
    stamp.textContent = "";
    drop.hidden = true;
    tell(AWAY);
    return false;
  }
}

async function send(pairs) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const body = new URLSearchParams([["csrfmiddlewaretoken", token], ...pairs]);
  const answer = await fetch(note.dataset.draftTo, { method: "POST", body, signal: asking.signal });
  return (await answer.json()).saved; // the page of signing in is no answer
}

// What waits on the device goes to the server first: a form sent into the void would lose it.
async function sendSafely(event) {
  if (event.defaultPrevented) return;
  clearTimeout(waiting);
  if (isSafe || (navigator.onLine && !onDevice())) return void asking?.abort();
  event.preventDefault();
  event.stopPropagation(); // nothing was sent: once.js need not hold back the next press
  keepOnDevice(typed());
  isSafe = await save();
  if (isSafe) return form.requestSubmit(event.submitter);
  drop.hidden = true;
  tell(NOT_SENT);
  note.scrollIntoView({ block: "center" });
}

// what was kept comes back

function bringBack() {
  const device = onDevice();
  const newest = device && !(kept.at > device.at) ? device : kept;
  if (!newest.typed) return;
  const before = form.elements.edited_at?.value;
  fill(newest.typed);
  const said = newest === device ? "この端末に のこっていた" : `${kept.said}の`;
  tell(`${said} 書きかけを もどしました。${before === form.elements.edited_at?.value ? "" : MOVED_ON}`);
  drop.hidden = false;
  if (newest === device) save();
  else known = JSON.stringify(typed());
}

function throwAway() {
  fill(fresh);
  tell("書きかけを すてました。");
  drop.hidden = true;
  save();
  form.querySelector("legend, label").focus();
}

stamp.className = "savebar-saved";
form.querySelector(".savebar")?.append(stamp);
if (!("filled" in form.dataset)) bringBack();
else save();
drop.addEventListener("click", throwAway);
for (const event of ["input", "change"]) {
  form.addEventListener(event, () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
}
addEventListener("online", save);
form.addEventListener("submit", sendSafely);
