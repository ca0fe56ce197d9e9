"""What a signature speaks of, in bytes: shared by whoever signs and by whoever checks it years later, without Django."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from fido2.cose import CoseKey

PREFIX: Final = b"LSP-ACT-1\0"
USER_PRESENT_AND_VERIFIED: Final = 0b101
FLAGS_AT: Final = 32  # after the hash of the relying party's id (W3C WebAuthn §6.1)


class ActBroken(Exception):
    """The act does not cover the sheet, or its proof is not the signer's; the message is a sentence."""


def challenge_of(act: bytes) -> bytes:
    """32 bytes: what a passkey signs."""
    return hashlib.sha256(PREFIX + act).digest()


def sheet_body(form: str, version: int, sha256: str) -> dict[str, str | int]:
    """What the log notes of a finished sheet, under kind `lembar`."""
    return {"form": form, "version": version, "sha256": sha256}


def signature_body(
    act: bytes, *, ref: str, form: str, role: str, sha256: str, name: str, reg: str, at: str, method: str, level: int
) -> dict[str, str | int]:
    """What the log notes of one signature, under kind `tandatangan`: all that is told of it later.

    Who signed stands there as a hash only: the signature's ref, which nobody can guess, keeps it from being tried out.
    """
    signer = hashlib.sha256(json.dumps([ref, name, reg, at]).encode()).hexdigest()
    return {
        "form": form, "role": role, "sha256": sha256, "act": hashlib.sha256(act).hexdigest(),
        "method": method, "level": level, "signer": signer,
    }  # fmt: skip


def refusal_body(
    *, ref: str, form: str, role: str, sha256: str, name: str, words: str, recorder: str, at: str, level: int
) -> dict[str, str | int]:
    """What the log notes under kind `penolakan`: over which bytes, as what; who, what and when as a hash only."""
    said = hashlib.sha256(json.dumps([ref, name, words, recorder, at]).encode()).hexdigest()
    return {"form": form, "role": role, "sha256": sha256, "level": level, "said": said}


def instant(at: dt.datetime) -> str:
    """An instant as the log knows it, whatever zone it was told in; to the microsecond, as rows keep it."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def check_act(act: bytes, *, lembar: str, form: str, role: str, sha256: str) -> tuple[str, str]:
    """The LSP and the account of an act; raise unless it lists exactly this part of this sheet."""
    wanted = {"lembar": lembar, "form": form, "role": role, "sha256": sha256}
    told = json.loads(act)
    if wanted not in told["docs"]:
        raise ActBroken("Yang disetujui penandatangan bukan isi lembar ini.")
    return str(told["lsp"]), str(told["user"])


def check_passkey(act: bytes, evidence: Mapping[str, Any]) -> None:  # Any: JSON as the browser gave it
    """Raise unless this passkey, with its user verified, signed this act (W3C WebAuthn §7.2)."""
    client, authenticator = _bytes(evidence["client_data"]), _bytes(evidence["authenticator_data"])
    told = json.loads(client)
    if told["type"] != "webauthn.get" or _bytes(told["challenge"]) != challenge_of(act):
        raise ActBroken("Passkey menandatangani hal lain, bukan lembar ini.")
    if authenticator[FLAGS_AT] & USER_PRESENT_AND_VERIFIED != USER_PRESENT_AND_VERIFIED:
        raise ActBroken("Passkey dipakai tanpa memastikan pemiliknya.")
    key = CoseKey.parse({int(name): _cose(value) for name, value in evidence["public_key"].items()})
    try:
        key.verify(authenticator + hashlib.sha256(client).digest(), _bytes(evidence["signature"]))
    except InvalidSignature:
        raise ActBroken("Tanda tangan passkey tidak cocok.") from None


def _cose(value: str | int) -> bytes | int:
    return _bytes(value) if isinstance(value, str) else value


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
