import { focusFirst } from "./shared/gap.js";

// Keys on a KUK row that has the focus: arrows move between rows, Y and T answer, C goes to the note.
// They act only inside a row and never in a text field (WCAG 2.1.4).
const rowKeys = {
  ArrowDown: (row) => moveFrom(row, 1),
  ArrowUp: (row) => moveFrom(row, -1),
  y: (row) => answer(row, 0),
  t: (row) => answer(row, 1),
  c: (row) => openNote(row),
};

const openNote = (row) => {
  for (const fold of row.querySelectorAll("details")) fold.open = true;
  row.querySelector("textarea, input[type=text]")?.focus();
};

const moveFrom = (row, step) => {
  const rows = [...document.querySelectorAll(".kuk")].filter((one) => one.querySelector("input, textarea, select"));
  const target = rows[rows.indexOf(row) + step];
  if (target) focusFirst(target);
};

const answer = (row, index) => {
  const choice = row.querySelectorAll(".yn input[type=radio]")[index];
  if (!choice || choice.disabled) return;
  choice.focus();
  choice.click();
};

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".kuk");
  const isText = event.target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
  const act = rowKeys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!row || isText || !act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act(row);
});
