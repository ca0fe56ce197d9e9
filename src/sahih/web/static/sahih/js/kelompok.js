import { isAnswered } from "./shared/gap.js";

// [data-kelompok=n] counts the rows under the n-th first-level head as they are answered, and leads to the first that is not.
const rowsByHead = () => {
  const groups = [];
  for (const one of document.querySelectorAll("h2.kuk-head, .kuk")) {
    if (one.matches("h2")) groups.push([]);
    else groups.at(-1)?.push(one);
  }
  return groups;
};

document.addEventListener("change", () => {
  const lines = document.querySelectorAll("[data-kelompok]");
  if (!lines.length) return;
  const groups = rowsByHead();
  for (const line of lines) {
    const rows = groups[line.dataset.kelompok];
    const done = rows.filter(isAnswered).length;
    line.querySelector("progress").value = done;
    const count = line.querySelector("[data-count]");
    count.textContent = count.textContent.replace(/\d+/, done);
    line.querySelector("a").href = `#${(rows.find((row) => !isAnswered(row)) ?? rows[0]).dataset.row}`;
  }
});
