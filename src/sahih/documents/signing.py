"""An act of signing: proposed over exact hashes, proved by fresh authentication, kept for ever.

The act is canonical JSON; its SHA-256, with a prefix, is the challenge that a passkey signs. The
proof itself is made one wing up, where accounts are known (`sahih.institution.accounts.proofs`).
"""

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar, LembarPart, SigningAct, Tandatangan
from sahih.documents.verification.acts import challenge_of, instant, signature_body
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.ledger.log import note_leaf
from sahih.kernel.policy import Refused
from sahih.kernel.refs import new_ref
from sahih.kernel.tenancy import active_lsp

PROPOSED = AuditKind("tandatangan.proposed", ("docs",))
SIGNED = AuditKind("tandatangan.signed", ("role", "method", "level", "sha256"))

ACT_MINUTES = 10


class StaleAct(Refused):
    """The act has expired, was used, or the sheet changed since it was shown."""


@dataclass(frozen=True)
class Signer:
    """Who signs, as printed."""

    person_id: int
    name: str
    reg: str = ""


@dataclass(frozen=True)
class SigningProof:
    """That this act was proved just now, how, and how surely; made only by `accounts.proofs`."""

    act: SigningAct
    method: str
    level: int
    evidence: Mapping[str, Any]


@action("tandatangan.propose")
def propose(parts: Iterable[tuple[Lembar, LembarPart]], *, meaning: str, actor: Actor, at: dt.datetime) -> SigningAct:
    """Freeze what is about to be signed into one act; a batch lists every hash."""
    docs = [
        {"lembar": lembar.ref, "form": lembar.code, "role": part.role, "sha256": part.sha256} for lembar, part in parts
    ]
    if not docs or actor.user_id is None:
        raise Refused(_("Tidak ada yang dapat ditandatangani."))
    act = rfc8785.dumps(
        {
            "v": 1,
            "act": meaning,
            "docs": docs,
            "user": str(actor.user_id),
            "lsp": str(active_lsp()),
            "at": at.isoformat(),
            "nonce": secrets.token_hex(16),
        }
    )
    row = SigningAct.objects.create(
        user_id=actor.user_id, act=act, made_at=at, expires_at=at + dt.timedelta(minutes=ACT_MINUTES)
    )
    record(PROPOSED, row, new={"docs": docs})
    return row


def challenge(act: SigningAct) -> bytes:
    """32 bytes: what a passkey signs."""
    return challenge_of(bytes(act.act))


def docs_of(act: SigningAct) -> list[dict[str, str]]:
    docs: list[dict[str, str]] = json.loads(bytes(act.act))["docs"]
    return docs


def consume(proof: SigningProof, *, actor: Actor, at: dt.datetime) -> None:
    """Use the act up; a second use, another account or a late hour is refused."""
    row = SigningAct.objects.select_for_update().filter(pk=proof.act.pk).first()
    if row is None or row.used_at or row.user_id != actor.user_id or row.expires_at < at:
        raise StaleAct(_("Tanda tangan ini kedaluwarsa atau sudah dipakai. Buka lembarnya dan tandatangani lagi."))
    row.used_at = at
    row.save(update_fields=["used_at"])


def put_signature(
    lembar: Lembar, part: LembarPart, *, signer: Signer, proof: SigningProof, at: dt.datetime
) -> Tandatangan:
    """Store the signature over the part's bytes and note it in the ledger."""
    wanted = {"lembar": lembar.ref, "form": lembar.code, "role": part.role, "sha256": part.sha256}
    if wanted not in docs_of(proof.act):
        raise StaleAct(_("Isi lembar berubah sejak ditampilkan. Periksa lagi, lalu tandatangani."))
    ref = new_ref()
    told = signature_body(
        bytes(proof.act.act), ref=ref, form=lembar.code, role=part.role, sha256=part.sha256, name=signer.name,
        reg=signer.reg, at=instant(at), method=proof.method, level=proof.level,
    )  # fmt: skip
    leaf = note_leaf("tandatangan", told, at=at)
    signature = Tandatangan.objects.create(
        ref=ref, lembar=lembar, part=part, role=part.role, person_id=signer.person_id, name=signer.name, reg=signer.reg,
        sha256=part.sha256, method=proof.method, level=proof.level, act=proof.act,
        evidence=dict(proof.evidence), leaf=leaf, signed_at=at,
    )  # fmt: skip
    record(SIGNED, lembar, new={"role": part.role, "method": proof.method, "level": proof.level, "sha256": part.sha256})
    return signature
