// What was typed stays on this device until it is sent or thrown away; names and telephone numbers do not.
const form = document.querySelector("form[data-draft]");
const note = document.querySelector("[data-draft-note]");
const sent = document.querySelector("[data-draft-sent]");

const shelf = {
  name: (draft) => `kayoiba-draft-${draft}`,
  read(draft) {
    try {
      return JSON.parse(localStorage.getItem(this.name(draft))) ?? [];
    } catch {
      return []; // a browser that keeps nothing, or something that is no draft
    }
  },
  write(draft, typed) {
    try {
      if (typed.length) localStorage.setItem(this.name(draft), JSON.stringify(typed));
      else localStorage.removeItem(this.name(draft));
    } catch {
      return false;
    }
    return typed.length > 0;
  },
};

const boxes = () =>
  [...form.elements].filter((box) => box.name && box.type !== "hidden" && !box.closest("[data-undrafted], [aria-hidden]"));
const isTick = (box) => box.type === "checkbox" || box.type === "radio";
const typed = () => boxes().filter((box) => (isTick(box) ? box.checked && box.value : box.value)).map((box) => [box.name, box.value]);

function fill(draft) {
  for (const box of boxes()) {
    const values = draft.filter(([name]) => name === box.name).map(([, value]) => value);
    if (box.type === "radio") box.checked = box.value === (values[0] ?? ""); // of 「わからない」 a draft says nothing
    else if (box.type === "checkbox") box.checked = values.includes(box.value);
    else box.value = values[0] ?? "";
  }
}

if (sent) shelf.write(sent.dataset.draftSent, []);

if (form) {
  const kept = shelf.read(form.dataset.draft);
  if (kept.length && !("filled" in form.dataset)) fill(kept);
  note.hidden = !shelf.read(form.dataset.draft).length;
  form.addEventListener("input", () => {
    note.hidden = !shelf.write(form.dataset.draft, typed());
  });
  note.querySelector("[data-draft-drop]").addEventListener("click", () => {
    fill([]);
    shelf.write(form.dataset.draft, []);
    note.hidden = true;
    form.querySelector("legend").focus();
  });
}
