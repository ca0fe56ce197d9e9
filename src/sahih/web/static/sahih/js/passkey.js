import { bytes, text64 } from "./shared/base64.js";
import { isJson, post } from "./shared/net.js";

// <form data-passkey-sign data-options-url> with <input type=hidden name=assertion>: the device signs what the server
// put into the challenge (the sheet's hash), then the form goes its ordinary way.

const readOptions = ({ publicKey }) => ({
  ...publicKey,
  challenge: bytes(publicKey.challenge),
  allowCredentials: (publicKey.allowCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
});

const assertionJson = ({ id, rawId, type, response, authenticatorAttachment }) => ({
  id, type, authenticatorAttachment, rawId: text64(rawId), clientExtensionResults: {},
  response: {
    authenticatorData: text64(response.authenticatorData),
    clientDataJSON: text64(response.clientDataJSON),
    signature: text64(response.signature),
    userHandle: response.userHandle && text64(response.userHandle),
  },
});

const sign = async (form) => {
  const answer = await post(form.dataset.optionsUrl, form, new FormData(form));
  if (!answer.ok || !isJson(answer)) throw new Error("options");
  const options = await answer.json();
  return assertionJson(await navigator.credentials.get({ publicKey: readOptions(options) }));
};

const tell = (form, reason) => {
  const place = form.querySelector("[data-passkey-error]");
  if (!place) return;
  place.hidden = !reason;
  place.textContent = reason ? form.dataset[reason] ?? form.dataset.failed ?? "" : "";
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-passkey-sign]");
  const field = form?.querySelector("[name=assertion]");
  if (!field || field.value) return;
  event.preventDefault();
  const { submitter } = event;
  tell(form, "");
  try {
    field.value = JSON.stringify(await sign(form));
    form.requestSubmit(submitter);
  } catch (problem) {
    // NotAllowedError: the person closed the window or time ran out; nothing was signed.
    tell(form, problem.name === "NotAllowedError" ? "cancelled" : "failed");
  }
});
