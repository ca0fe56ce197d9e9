// The head of a sheet follows what the LSP has received: count, bar, and the address of the first gap.
document.addEventListener("sahih:received", ({ detail }) => {
  if (!("total" in detail)) return;
  for (const text of document.querySelectorAll("[data-progress-text]")) text.textContent = text.textContent.replace(/\d+(\D+)\d+/, `${detail.done}$1${detail.total}`);
  for (const bar of document.querySelectorAll("[data-sheet-head] > progress")) Object.assign(bar, { value: detail.done, max: detail.total });
  for (const link of document.querySelectorAll("a[data-next-gap]")) {
    link.hidden = !detail.first_gap;
    link.setAttribute("href", `#${detail.first_gap ?? ""}`);
  }
});
