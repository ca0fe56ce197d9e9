// What is shown of an autosaved form: one line of state beside it, and notes inside it that are hidden until true.
const LOCAL = new Set(["local", "offline"]);
const BAD = new Set(["conflict", "expired", "refused"]);

export const showSaved = (state, time = "") => {
  for (const place of document.querySelectorAll("[data-saved]")) {
    place.textContent = (place.dataset[state] ?? place.dataset.local ?? "").replace("%s", time);
    place.classList.toggle("bad", BAD.has(state));
    place.classList.toggle("local", LOCAL.has(state));
  }
};

export const showNote = (form, name, reason = "") => {
  const note = form.querySelector(`[data-autosave-note=${name}]`);
  if (!note) return;
  const login = note.querySelector("[data-login]");
  if (login) login.href = `${login.pathname}?next=${encodeURIComponent(location.pathname + location.search)}`;
  if (reason) note.querySelector("[data-autosave-reason]").textContent = reason;
  note.hidden = false;
  note.scrollIntoView({ block: "nearest" });
};

export const hideNote = (form, name) => form.querySelector(`[data-autosave-note=${name}]`)?.setAttribute("hidden", "");
