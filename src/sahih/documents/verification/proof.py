"""How a certificate proves its place in the log: leaf, path and signed checkpoint, as an attachment."""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sahih.documents.credential import canonical
from sahih.kernel.ledger.merkle import leaf_hash, verify_inclusion
from sahih.kernel.ledger.note import NoteError, Verifier, open_note

KIND: Final = "sertifikat"


class ProofBroken(Exception):
    """The certificate is not in the log, or the log's head is not the issuer's; the message is a sentence."""


@dataclass(frozen=True)
class LedgerProof:
    """The leaf as it was noted, where it stands, and how its hash leads to the root in `checkpoint`."""

    leaf: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: str

    def to_json(self) -> str:
        document = {
            "leaf": self.leaf.decode("utf-8"),
            "index": self.index,
            "path": [base64.b64encode(item).decode("ascii") for item in self.path],
            "checkpoint": self.checkpoint,
        }
        return json.dumps(document, indent=1, ensure_ascii=False)


def parse_proof(text: bytes) -> LedgerProof:
    try:
        found = json.loads(text)
        return LedgerProof(
            leaf=found["leaf"].encode("utf-8"),
            index=int(found["index"]),
            path=tuple(base64.b64decode(item, validate=True) for item in found["path"]),
            checkpoint=str(found["checkpoint"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise ProofBroken("Bukti pencatatan dalam berkas tidak terbaca.") from None


def certificate_body(credential: Mapping[str, Any]) -> dict[str, str]:
    """What the log notes of a certificate, under kind `sertifikat`: a hash, and no personal data."""
    return {"sha256": hashlib.sha256(canonical(credential)).hexdigest()}


def check_checkpoint(proof: LedgerProof, known: Iterable[Verifier]) -> tuple[int, bytes]:
    """Size and root of a checkpoint that a known key signed."""
    try:
        head = open_note(proof.checkpoint, known)
    except NoteError:
        raise ProofBroken("Titik periksa buku catatan tidak ditandatangani oleh penerbit ini.") from None
    return head.size, head.root


def check_noted(proof: LedgerProof, kind: str, body: Mapping[str, Any], known: Iterable[Verifier]) -> None:
    """Raise unless the leaf notes this fact and stands in a tree whose head a known key signed."""
    size, root = check_checkpoint(proof, known)
    noted = json.loads(proof.leaf)
    if noted["kind"] != kind or noted["body"] != dict(body):
        raise ProofBroken("Catatan yang terlampir bukan catatan lembar ini.")
    if not verify_inclusion(leaf_hash(proof.leaf), proof.index, size, proof.path, root):
        raise ProofBroken("Lembar ini tidak tercatat dalam buku catatan penerbit.")


def check_inclusion(proof: LedgerProof, credential: Mapping[str, Any], size: int, root: bytes) -> None:
    """Raise unless the leaf notes this credential and stands in the tree."""
    if not _is_leaf_of(proof.leaf, credential):
        raise ProofBroken("Catatan yang terlampir bukan catatan sertifikat ini.")
    if not verify_inclusion(leaf_hash(proof.leaf), proof.index, size, proof.path, root):
        raise ProofBroken("Sertifikat ini tidak tercatat dalam buku catatan penerbit.")


def _is_leaf_of(leaf: bytes, credential: Mapping[str, Any]) -> bool:
    try:
        noted = json.loads(leaf)
        return bool(noted["kind"] == KIND and noted["body"] == certificate_body(credential))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
