import { fieldValues, SENT_DRAFT } from "./shared/drafts.js";
import { holdWhile } from "./shared/hold.js";
import { formBody, isJson, post } from "./shared/net.js";
import { hideNote, showNote, showSaved } from "./shared/saved.js";
import { Waiting } from "./shared/waiting.js";

// <form data-autosave …>: a change stays on the device, is sent after a pause, and is received when the server says so.
const [TYPING_PAUSE_MS, CHOICE_PAUSE_MS, LONGEST_WAIT_MS] = [800, 100, 60000];

class Autosave {
  received = new Map();
  tries = 0;

  constructor(form) {
    this.form = form;
    this.waiting = new Waiting(form, form.dataset.autosaveKey);
    this.pending = this.waiting.pending;
    this.version = form.dataset.autosaveVersion ?? "";
    form.addEventListener("input", ({ target }) => this.keep(target, TYPING_PAUSE_MS));
    form.addEventListener("change", ({ target }) => this.keep(target, CHOICE_PAUSE_MS));
    form.addEventListener("submit", () => this.waiting.offered || sessionStorage.setItem(SENT_DRAFT, form.dataset.autosaveKey));
    holdWhile(form, () => (clearTimeout(this.timer), this.sending));
    addEventListener("online", () => this.later(0));
    this.waiting.offer();
  }

  keep(control, pause) {
    if (!control.name || ["file", "hidden", "password"].includes(control.type) || control.closest("[data-no-autosave]")) return;
    const values = fieldValues(this.form, control.name);
    if (!this.pending.has(control.name) && String(values) === this.received.get(control.name)) return;
    const isKept = this.waiting.take(control, values);
    hideNote(this.form, "refused");
    if (this.stopped) return showSaved(this.stopped);
    if (isKept) showSaved("local");
    if (this.pending.size) this.later(pause);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  send() {
    if (this.sending || this.stopped || !this.pending.size) return;
    this.sending = this.carry(new Map(this.pending)).finally(() => { this.sending = null; });
  }

  async carry(sent) {
    showSaved("sending");
    const answer = await post(this.form.dataset.autosaveUrl, this.form, formBody(this.version, sent)).catch(() => null);
    if (answer?.status < 500) return this.settle(answer, sent);
    showSaved("offline");
    this.later(Math.min(LONGEST_WAIT_MS, 2000 * 2 ** this.tries++));
  }

  async settle(answer, sent) {
    this.tries = 0;
    // Led away, even to a log-in that answers in JSON: nothing was kept, and the draft waits on the device for its owner.
    if (answer.redirected || !isJson(answer) || answer.status === 401) return this.stop("expired");
    const said = await answer.json();
    if (answer.status === 409) return this.stop("conflict");
    if (!answer.ok) return showSaved("refused"), showNote(this.form, "refused", said.message);
    this.version = said.version ?? this.version;
    if (this.form.elements._version) this.form.elements._version.value = this.version;
    for (const [name, values] of sent) {
      this.received.set(name, String(values));
      if (this.pending.get(name) === values) this.pending.delete(name);
    }
    if (this.pending.size) return this.later(0);
    this.waiting.settle();
    showSaved(this.waiting.withKey.size ? "local" : "received", said.received_at);
    if (said.message) showNote(this.form, "refused", said.message);
    this.form.dispatchEvent(new CustomEvent("sahih:received", { bubbles: true, detail: said }));
  }

  stop(state) {
    // A log-out in another tab took the drafts along; what stands on this page is still nobody else's.
    this.waiting.write();
    showSaved((this.stopped = state));
    showNote(this.form, state);
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
