// <button hidden data-copy="text" data-copied="Tersalin">: shown only where the browser can copy.
const revealCopy = (root) => {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) button.hidden = false;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const label = button.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.setAttribute("role", "status");
  button.textContent = button.dataset.copied;
  setTimeout(() => {
    button.textContent = label;
    button.removeAttribute("role");
  }, 2000);
});

document.addEventListener("htmx:load", (event) => revealCopy(event.detail.elt));
revealCopy(document);
