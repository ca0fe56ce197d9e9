import { bytes, text64 } from "./shared/base64.js";

// <form data-passkey-create data-options="id of a JSON script" hidden>: shown where the device can keep a passkey itself.
const readCreation = ({ publicKey }) => ({
  ...publicKey,
  challenge: bytes(publicKey.challenge),
  user: { ...publicKey.user, id: bytes(publicKey.user.id) },
  excludeCredentials: (publicKey.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
});

const attestationJson = ({ id, rawId, type, response, authenticatorAttachment }) => ({
  id, type, authenticatorAttachment, rawId: text64(rawId), clientExtensionResults: {},
  response: { clientDataJSON: text64(response.clientDataJSON), attestationObject: text64(response.attestationObject) },
});

const canKeepPasskey = async () => Boolean(await globalThis.PublicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable?.());

const createInto = async (form) => {
  const options = JSON.parse(document.getElementById(form.dataset.options).textContent);
  const made = await navigator.credentials.create({ publicKey: readCreation(options) });
  form.elements.credential.value = JSON.stringify(attestationJson(made));
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-passkey-create]");
  if (!form || form.elements.credential.value) return;
  event.preventDefault();
  const place = form.querySelector("[data-passkey-error]");
  place.hidden = true;
  try {
    await createInto(form);
    form.requestSubmit();
  } catch (problem) {
    place.textContent = problem.name === "NotAllowedError" ? form.dataset.cancelled : form.dataset.failed;
    place.hidden = false;
  }
});

for (const form of document.querySelectorAll("form[data-passkey-create]")) {
  if (!(await canKeepPasskey().catch(() => false))) continue;
  form.hidden = false;
  form.closest("[data-passkey-can]")?.querySelector("[data-passkey-cannot]")?.remove();
}
