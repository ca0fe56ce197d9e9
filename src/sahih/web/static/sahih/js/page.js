import { focusFirst } from "./shared/gap.js";

// Small manners of every page: menus close outside, an error summary takes the focus, [data-print] prints.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest("[data-print]")) print();
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

const focusErrors = (root) => (root.matches?.("[data-focus]") ? root : root.querySelector("[data-focus]"))?.focus();
document.addEventListener("htmx:load", (event) => focusErrors(event.detail.elt));
focusErrors(document);

// One refused field, as an upload, is shown again itself: its sentence stands beside it.
const refused = document.getElementById(document.querySelector("[data-focus-at]")?.dataset.focusAt ?? "");
if (refused) {
  focusFirst(refused);
}
