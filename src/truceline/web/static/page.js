// What the pages can do beyond plain HTML: explain marked words where they stand. Without it the marks lead to the
// list below the text.
"use strict";

const panel = document.querySelector(".explain");
const text = document.querySelector(".read .text");

if (panel && text) {
  const rest = [...panel.childNodes];
  panel.hidden = false;
  let held = null;

  const explain = (run) => {
    const notes = (run.dataset.notes || "").split(" ").map((n) => document.getElementById("note-" + n)).filter(Boolean);
    panel.replaceChildren(...notes.map((note) => {
      const copy = document.createElement("p");
      copy.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
      return copy;
    }));
    if (!notes.length) panel.replaceChildren(...rest);
  };
  const runOf = (event) => event.target.closest(".run[data-notes]");

  text.addEventListener("focusin", (event) => { held = runOf(event); if (held) explain(held); });
  text.addEventListener("mouseover", (event) => { const run = runOf(event); if (run) explain(run); });
  text.addEventListener("click", (event) => {
    const run = runOf(event);
    if (run && run.tagName === "A") { event.preventDefault(); held = run; explain(run); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.replaceChildren(...rest); });
  const asked = document.getElementById("at");
  if (asked && asked.dataset.notes) explain(asked);
}

// Review: one key for each button, where no text is being written.
const keys = document.querySelectorAll("[data-key]");

if (keys.length) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    const button = [...keys].find((one) => one.dataset.key === key);
    const field = document.querySelector(`[data-focus="${CSS.escape(key)}"]`);
    if (!button && !field || key === "enter" && event.target.matches("a, button, summary")) return;
    event.preventDefault();
    if (button) button.click(); else field.focus();
  });
}
