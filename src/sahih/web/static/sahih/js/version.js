// A form that is sent whole names the revision which its autosave has reached.
document.addEventListener("sahih:received", ({ target, detail }) => {
  const field = target.querySelector("input[name=_version]");
  if (field && detail.version) field.value = detail.version;
});
