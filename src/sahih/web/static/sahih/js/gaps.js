import { focusFirst, gaps, isAnswered } from "./shared/gap.js";

// [data-next-gap] jumps to the next empty answer after the focus, round to the first; an answer takes its tint away.
const nextGap = () => {
  const all = gaps();
  const here = document.activeElement;
  const after = all.find((gap) => here.compareDocumentPosition(gap) & Node.DOCUMENT_POSITION_FOLLOWING && !gap.contains(here));
  return document.body.contains(here) && here !== document.body && !here.matches("[data-next-gap]") ? after ?? all[0] : all[0];
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-next-gap]");
  const gap = button && nextGap();
  if (!gap) return;
  event.preventDefault();
  focusFirst(gap);
});

document.addEventListener("change", (event) => {
  const field = event.target.closest(".field[data-gap]");
  if (field && isAnswered(field)) field.removeAttribute("data-gap");
  const row = event.target.closest(".kuk.gap");
  if (row && !row.querySelector(".field[data-gap]") && isAnswered(row)) row.classList.remove("gap");
});
