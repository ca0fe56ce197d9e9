import { isAnswered } from "./shared/gap.js";

// [data-kelompok] lines beside a sheet count the rows under each first-level head, as they are answered.
const rowsByHead = () => {
  const groups = [];
  for (const one of document.querySelectorAll("h2.kuk-head, .kuk")) {
    if (one.matches("h2")) groups.push([]);
    else groups.at(-1)?.push(one);
  }
  return groups;
};

document.addEventListener("change", () => {
  const lines = [...document.querySelectorAll("[data-kelompok]")];
  if (!lines.length) return;
  const groups = rowsByHead();
  lines.forEach((line, index) => {
    const done = groups[index].filter(isAnswered).length;
    line.querySelector("progress").value = done;
    const count = line.querySelector("[data-count]");
    count.textContent = count.textContent.replace(/\d+/, done);
  });
});
