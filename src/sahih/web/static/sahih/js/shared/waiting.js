import { applyDraft, differsFrom, dropDraft, readDraft, writeDraft } from "./drafts.js";
import { hideNote, showNote } from "./saved.js";

// What of an autosaved form is on this device alone: what is on its way, what goes to the LSP with its key by the button
// ([data-with-key]), and an older draft that nobody has decided about.
export class Waiting {
  pending = new Map();
  withKey = new Map();

  constructor(form, key) {
    this.form = form;
    this.key = key;
    form.addEventListener("click", ({ target }) => this.decide(target.closest("[data-draft]")));
  }

  take(control, values) {
    (control.closest("[data-with-key]") ? this.withKey : this.pending).set(control.name, values);
    return this.write();
  }

  write() {
    const typed = Object.fromEntries([...this.withKey, ...this.pending]);
    return writeDraft(this.key, { ...this.offered, ...readDraft(this.key)?.fields, ...typed });
  }

  // Everything on its way has arrived; the rest outlives it.
  settle() {
    const left = { ...this.offered, ...Object.fromEntries(this.withKey) };
    (Object.keys(left).length ? writeDraft : dropDraft)(this.key, left);
  }

  offer() {
    const draft = readDraft(this.key)?.fields ?? {};
    if (!differsFrom(this.form, draft)) return dropDraft(this.key);
    this.offered = draft;
    showNote(this.form, "restore");
  }

  decide(button) {
    if (!button) return;
    const { offered } = this;
    this.offered = null;
    if (button.dataset.draft === "restore") applyDraft(this.form, offered);
    else this.settle();
    hideNote(this.form, "restore");
  }
}
