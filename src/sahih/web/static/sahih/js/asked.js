import { isAnswered } from "./shared/gap.js";

// An answer may ask for another, as Ya for its means: the LSP says which with each save, and that box opens by itself.
const askedPaths = new Set(Array.from(document.querySelectorAll("[data-asked] [name]"), (control) => control.name));

const fieldAt = (path) => document.querySelector(`[name="${CSS.escape(path)}"]`)?.closest(".field");

const askFor = (path, isAsked) => {
  const field = fieldAt(path);
  if (!field || isAnswered(field)) return;
  field.toggleAttribute("data-gap", isAsked);
  field.querySelector(".optional")?.toggleAttribute("hidden", isAsked);
  const fold = field.closest("details");
  if (fold) fold.open = isAsked;
};

document.addEventListener("sahih:received", ({ detail }) => {
  const asked = new Set(detail.asked ?? []);
  for (const path of askedPaths) if (!asked.has(path)) askFor(path, false);
  for (const path of asked) if (!askedPaths.has(path)) askFor(path, true);
  askedPaths.clear();
  for (const path of asked) askedPaths.add(path);
});
