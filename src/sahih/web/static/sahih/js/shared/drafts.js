// What was typed and has not reached the LSP stays on this device, under a key that names the person and the sheet.
const PREFIX = "sahih:draft:";
export const SENT_DRAFT = "sahih:sent";
const OLDEST_MS = 30 * 24 * 3600 * 1000;

export const readDraft = (key) => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? null;
  } catch {
    return null;
  }
};

export const writeDraft = (key, fields) => {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields }));
    return true;
  } catch {
    return false; // private window or full: the server's copy is the only one
  }
};

export const dropDraft = (key) => localStorage.removeItem(PREFIX + key);

export const draftKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));

export const fieldValues = (form, name) => new FormData(form).getAll(name).filter((value) => typeof value === "string");

const filled = (values) => String(values.filter(Boolean));
export const differsFrom = (form, fields) => Object.entries(fields).some(([name, values]) => filled(fieldValues(form, name)) !== filled(values));

export const applyDraft = (form, fields) => {
  for (const [name, values] of Object.entries(fields)) {
    for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]:not([type=hidden])`)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  form.dispatchEvent(new CustomEvent("sahih:restored", { bubbles: true, detail: Object.keys(fields) }));
};

// A phone is shared: a log-out takes all drafts along, once their owner has agreed, and old ones fade.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-logout]")) return;
  if (draftKeys().length && !confirm(event.target.dataset.logout)) event.preventDefault();
  else draftKeys().forEach(dropDraft);
});
for (const key of draftKeys()) {
  if (Date.now() - (readDraft(key)?.at ?? 0) > OLDEST_MS) dropDraft(key);
}
// A log-in between sending and answer is not the answer; only a page that says so is.
const sentKey = sessionStorage.getItem(SENT_DRAFT);
sessionStorage.removeItem(SENT_DRAFT);
if (sentKey && !location.pathname.startsWith("/akun/") && document.querySelector("[data-success]")) dropDraft(sentKey);
for (const done of document.querySelectorAll("[data-autosave-done]")) dropDraft(done.dataset.autosaveDone);
