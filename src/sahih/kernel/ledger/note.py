"""Checkpoints: the log's size and root as a C2SP signed note, which anybody may keep and compare."""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = b"\x01"
DASH: Final = "— "
ROOT_BYTES: Final = 32
PUBLIC_BYTES: Final = 32
BODY_LINES: Final = 3
SIGNATURE_BYTES: Final = 4 + 64


class NoteError(Exception):
    """The note is malformed or nobody known signed it."""


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: the log's name, its size, its root."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True)
class Verifier:
    """A public key with the log's name; as text `name+id+key`, the form C2SP calls a vkey."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_b64(ED25519 + self.public)}"


def verifier(name: str, key: Ed25519PrivateKey | Ed25519PublicKey) -> Verifier:
    if not name or "+" in name or any(char.isspace() for char in name):
        raise NoteError("a log's name has neither spaces nor plus signs")
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return Verifier(name, public.public_bytes_raw())


def parse_verifier(text: str) -> Verifier:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _unb64(encoded)
    found = Verifier(name, raw[1:])
    if raw[:1] != ED25519 or len(found.public) != PUBLIC_BYTES or found.key_id.hex() != key_id:
        raise NoteError("not an Ed25519 verifier key")
    return found


def sign_head(head: Head, key: Ed25519PrivateKey) -> str:
    """Write the head as a note signed under the log's own name."""
    text = f"{head.origin}\n{head.size}\n{_b64(head.root)}\n"
    signature = verifier(head.origin, key).key_id + key.sign(text.encode())
    return f"{text}\n{DASH}{head.origin} {_b64(signature)}\n"


def open_note(note: str, known: Iterable[Verifier]) -> Head:
    """Read a note that one of the known keys signed; signatures of strangers are passed over."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise NoteError("a note is text, an empty line and signatures")
    text += "\n"
    head = _parse_head(text)
    verifiers = {(item.name, item.key_id): item for item in known if item.name == head.origin}
    signed = [_is_signed(text, line, verifiers) for line in signatures.splitlines()]  # a malformed line refuses all
    if not any(signed):
        raise NoteError("no known key signed this checkpoint")
    return head


def _is_signed(text: str, line: str, known: dict[tuple[str, bytes], Verifier]) -> bool:
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH):
        raise NoteError("not a signature line")
    signature = _unb64(encoded)
    signer = known.get((name, signature[:4]))
    if signer is None or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(signer.public).verify(signature[4:], text.encode())
    except InvalidSignature:
        return False
    return True


def _parse_head(text: str) -> Head:
    lines = text.split("\n")
    if len(lines) <= BODY_LINES or not lines[0] or not (lines[1].isascii() and lines[1].isdigit()):
        raise NoteError("a checkpoint is origin, size and root")
    head = Head(lines[0], int(lines[1]), _unb64(lines[2]))
    if str(head.size) != lines[1] or len(head.root) != ROOT_BYTES:
        raise NoteError("the size or the root is malformed")
    return head


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _unb64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("not base64") from None
    if _b64(raw) != text:
        raise NoteError("not canonical base64")
    return raw
