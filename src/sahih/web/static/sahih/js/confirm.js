// A dangerous act asks once more: <button data-confirm="id of a dialog">. Without script the act is simply sent.
const agreed = new WeakSet();

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-confirm]");
  const dialog = button && document.getElementById(button.dataset.confirm);
  if (!dialog?.showModal || agreed.delete(button)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    button.focus();
    if (dialog.returnValue !== "ya") return;
    agreed.add(button);
    button.click();
  }, { once: true });
  dialog.showModal();
}, { capture: true });
