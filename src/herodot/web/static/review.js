// Keys for the Report page, and selected words into its forms. One rule: every key presses a button that is there anyway.
"use strict";
(() => {
  const links = [...document.querySelectorAll(".margin .claim")];
  const at = links.findIndex((link) => link.parentElement.hasAttribute("aria-current"));
  const help = document.getElementById("help");
  const switched = document.getElementById("keys-on");
  const KEPT = "herodot-keys-off";
  let selected = null;

  // Keeps the last words that were selected in the text: a click into a form ends the selection itself.
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start !== null && end !== null && start < end) selected = { start, end, words: range.toString() };
  });

  // Where a point of the page is in the report's text, counted in code points as the program does.
  function place(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = element.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.start) + [...before.toString()].length;
  }

  function take(form, name) {
    if (!selected || !form || !form.elements[name]) return;
    const field = form.elements[name];
    const words = `${selected.start}-${selected.end}: ${selected.words.replace(/\s+/g, " ").trim()}`;
    field.value = name === "links" && field.value ? `${field.value}\n${words}` : words;
  }

  // Without a name there are no forms: the first thing to do is to give it.
  const by = () => document.getElementById("by")?.focus();

  function open(details, field) {
    if (!details || !details.querySelector("form")) return by();
    details.open = true;
    (details.querySelector(field) || details.querySelector("input:not([type=hidden])")).focus();
  }

  function press(form) {
    form ? form.requestSubmit() : at >= 0 && by();
  }

  const acts = {
    j: () => links.length && links[Math.min(at + 1, links.length - 1)].click(),
    k: () => links.length && links[Math.max(at - 1, 0)].click(),
    a: () => press(document.querySelector('form[data-key="a"]')),
    d: () => press(document.querySelector('form[data-key="d"]')),
    u: () => {
      const form = document.querySelector('[data-undo="done"]') || document.querySelector('[data-undo="last"]');
      if (form) press(form);
    },
    x: () => at >= 0 && open(document.querySelector('[data-open="x"]'), "input[type=radio]:checked"),
    e: () => at >= 0 && open(document.querySelector('[data-open="e"]'), "[name=subject]"),
    n: () => { take(document.querySelector(".add form"), "evidence"); open(document.querySelector(".add"), "[name=subject]"); },
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || help.open) return;
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && typing) { const d = typing.closest("details[data-open], .add"); if (d) { d.open = false; d.querySelector("summary").focus(); } return; }
    if (typing || !switched.checked || !Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });

  switched.checked = localStorage.getItem(KEPT) === null;
  switched.addEventListener("change", () => switched.checked ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, "1"));
  for (const button of document.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", () => take(button.form, button.dataset.take));
  }
  const shows = document.querySelector("[data-help]");
  shows.hidden = false;
  shows.addEventListener("click", () => help.showModal());
})();
