import { applyDraft, differsFrom, dropDraft, fieldValues, readDraft, SENT_DRAFT, writeDraft } from "./shared/drafts.js";
import { hideNote, showNote } from "./shared/saved.js";

// <form data-kept="person">: what is typed stays on this device until a page says that it was taken, so that a session
// which ends under a long text loses none of it. Keys of a MUK ([data-no-autosave]) never stay on a device.

class Kept {
  constructor(form) {
    this.form = form;
    // Where it is sent, which is where a log-in leads back to: a page read from a paste sends its unit elsewhere.
    const address = new URL(form.getAttribute("action") || location.href, location.href);
    this.key = `${form.dataset.kept}-${address.pathname}${address.search}`;
    form.addEventListener("input", ({ target }) => this.keep(target));
    form.addEventListener("change", ({ target }) => this.keep(target));
    form.addEventListener("submit", () => this.send());
    form.addEventListener("click", ({ target }) => this.decide(target.closest("[data-draft]")));
    this.offer();
  }

  keep(control) {
    if (!control.name || ["file", "hidden", "password"].includes(control.type) || control.closest("[data-no-autosave]")) return;
    writeDraft(this.key, { ...readDraft(this.key)?.fields, [control.name]: fieldValues(this.form, control.name) });
  }

  // What came filled in is not on the server either. By selector: a unit has a box named "elements".
  send() {
    for (const control of this.form.querySelectorAll("input, select, textarea")) this.keep(control);
    sessionStorage.setItem(SENT_DRAFT, this.key);
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

document.querySelectorAll("form[data-kept]").forEach((form) => new Kept(form));
