import { applyDraft, differsFrom, dropDraft, fieldValues, readDraft, writeDraft } from "./shared/drafts.js";
import { hideNote, showNote } from "./shared/saved.js";

// <form data-kept="person">: what is typed stays on this device until a page says that it was taken, so that a session
// which ends under a long text loses none of it. Keys of a MUK ([data-no-autosave]) never stay on a device.
const SENT = "sahih:sent";

class Kept {
  constructor(form) {
    this.form = form;
    this.key = `${form.dataset.kept}-${location.pathname}${location.search}`;
    form.addEventListener("input", ({ target }) => this.keep(target));
    form.addEventListener("change", ({ target }) => this.keep(target));
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, this.key));
    form.addEventListener("click", ({ target }) => this.decide(target.closest("[data-draft]")));
    this.offer();
  }

  keep(control) {
    if (!control.name || ["file", "hidden", "password"].includes(control.type) || control.closest("[data-no-autosave]")) return;
    writeDraft(this.key, { ...readDraft(this.key)?.fields, [control.name]: fieldValues(this.form, control.name) });
  }

  offer() {
    const fields = readDraft(this.key)?.fields ?? {};
    if (differsFrom(this.form, fields)) showNote(this.form, "restore");
  }

  decide(button) {
    if (!button) return;
    if (button.dataset.draft === "restore") applyDraft(this.form, readDraft(this.key)?.fields ?? {});
    else dropDraft(this.key);
    hideNote(this.form, "restore");
  }
}

// A log-in between sending and answer is not the answer; only a page that says so is.
const sentKey = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sentKey && !location.pathname.startsWith("/akun/") && document.querySelector("[data-success]")) dropDraft(sentKey);

document.querySelectorAll("form[data-kept]").forEach((form) => new Kept(form));
