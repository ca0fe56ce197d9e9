// A key never stays on a device. What is restored from there may be another question than the one the key was made for:
// it is chosen anew, or what stands in its box is looked at again.
document.addEventListener("sahih:restored", ({ target: form, detail: names }) => {
  const isTouched = names.some((name) => form.querySelector(`[data-with-key] [name="${CSS.escape(name)}"]`));
  const note = form.querySelector("[data-key-again]");
  if (!isTouched || !note) return;
  const option = form.querySelector("[data-no-autosave] select[name=option]");
  if (option) option.value = "";
  note.hidden = false;
});
