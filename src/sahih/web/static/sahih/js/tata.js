// [data-tata]: units move between kelompok by drag or by their buttons, without a page load; Simpan sends the order.
const tata = document.querySelector("[data-tata]");

if (tata) {
  const said = tata.querySelector("[data-tata-kata]");
  let dragged = null;

  const lists = () => [...tata.querySelectorAll("ol.tata")];
  const nameOf = (list) => list.closest("fieldset").querySelector("legend").textContent.trim();

  const tell = (row) => {
    const list = row.parentElement;
    const place = [...list.children].indexOf(row) + 1;
    said.textContent = `${row.dataset.unit}: ${nameOf(list)}, urutan ${place} dari ${list.children.length}. Belum disimpan.`;
  };

  // true when the move was made here; a new kelompok is the server's to make.
  const move = (row, to) => {
    const list = row.parentElement;
    if (to === "naik") row.previousElementSibling?.before(row);
    else if (to === "turun") row.nextElementSibling?.after(row);
    else {
      const target = lists()[Number(row.querySelector("select").value) - 1];
      if (!target) return false;
      if (target !== list) target.append(row);
    }
    return true;
  };

  tata.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=pindah]");
    const row = button?.closest("li");
    if (!row || !move(row, button.value.split(":").pop())) return;
    event.preventDefault();
    button.focus();
    tell(row);
  });

  for (const row of tata.querySelectorAll("ol.tata > li")) row.draggable = true;

  tata.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("ol.tata > li");
    if (!dragged) return;
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.unit);
  });

  tata.addEventListener("dragover", (event) => {
    const list = dragged && event.target.closest("fieldset")?.querySelector("ol.tata");
    if (!list) return;
    event.preventDefault();
    const after = [...list.children].find((one) => one !== dragged && event.clientY < one.getBoundingClientRect().top + one.offsetHeight / 2);
    if (after) after.before(dragged);
    else list.append(dragged);
  });

  tata.addEventListener("drop", (event) => dragged && event.preventDefault());

  tata.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    tell(dragged);
    dragged = null;
  });
}
