// [data-saring=id]: a search over the choices of a tree; what is ticked stays in sight, branches without a match fold away.
for (const field of document.querySelectorAll("[data-saring]")) {
  const tree = document.getElementById(field.dataset.saring);
  const input = field.querySelector("input");
  const told = field.querySelector("[data-saring-count]");
  field.hidden = false;
  input.addEventListener("input", () => {
    const words = input.value.trim().toLowerCase();
    let count = 0;
    for (const choice of tree.querySelectorAll(".pohon-kuk")) {
      const fits = !words || choice.textContent.toLowerCase().includes(words);
      choice.hidden = !fits && !choice.querySelector("input").checked;
      count += fits;
    }
    for (const branch of tree.querySelectorAll(".pohon-elemen, .pohon")) {
      branch.hidden = Boolean(words) && !branch.querySelector(".pohon-kuk:not([hidden])");
      if (words && branch.matches("details")) branch.open = !branch.hidden;
    }
    told.textContent = words ? told.dataset.saringCount.replace("%s", count) : "";
  });
}
