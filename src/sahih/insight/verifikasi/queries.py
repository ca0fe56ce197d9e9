"""Reads for the public that cross the LSPs, each of one row and without personal data."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from sahih.documents.models import Tandatangan
from sahih.kernel.ledger.models import Checkpoint, Tile
from sahih.kernel.tenancy import cross_tenant

TILE_BYTES = 256 * 32


@dataclass(frozen=True)
class SignatureProof:
    """One signature as anybody may see it: what was signed and declared, as what, when, how surely; no name."""

    form: str
    title: str
    role: str
    signed_at: dt.datetime
    method: str
    level: int
    sha256: str
    uji_coba: bool
    meaning: str
    act: str
    count: int


def signature_by(ref: str) -> SignatureProof | None:
    """The signature behind a code printed beside it."""
    with cross_tenant(reason="Bukti satu tanda tangan diperiksa oleh umum."):
        found = Tandatangan.objects.filter(ref=ref).select_related("lembar", "act").first()
    if found is None:
        return None
    sheet, act = found.lembar, json.loads(bytes(found.act.act))
    return SignatureProof(
        form=sheet.code, title=sheet.title, role=found.role, signed_at=found.signed_at, method=found.get_method_display(),
        level=found.level, sha256=found.sha256, uji_coba=sheet.uji_coba,
        meaning=act["act"], act=hashlib.sha256(bytes(found.act.act)).hexdigest(), count=len(act["docs"]),
    )  # fmt: skip


def latest_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def tile_at(level: int, number: int) -> bytes | None:
    found = Tile.objects.filter(level=level, number=number).first()
    return bytes(found.hashes) if found else None
