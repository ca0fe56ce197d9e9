// <input type=file data-upload-now> in a row with its button: a chosen file goes at once, the page comes back to that row.
for (const input of document.querySelectorAll("input[data-upload-now]")) {
  const row = input.parentElement;
  const button = row.querySelector("button[name=unggah]");
  button.hidden = true;
  input.addEventListener("change", () => {
    if (!input.files.length) return;
    const told = row.querySelector("[data-uploading]");
    told.textContent = told.dataset.uploading;
    input.form.requestSubmit(button);
  });
}
addEventListener("pageshow", () => {
  for (const told of document.querySelectorAll("[data-uploading]")) told.textContent = "";
});
