"""Somebody is asked to sign and does not: a state with a note, noted in the ledger like a signature (FX13, B6)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar, LembarPart, Penolakan, Tandatangan
from sahih.documents.sheets import freeze_part
from sahih.documents.signing import Signer
from sahih.documents.verification.acts import instant, refusal_body
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.keys import box, unbox
from sahih.kernel.ledger.log import note_leaf
from sahih.kernel.policy import Refused
from sahih.kernel.refs import new_ref

REFUSED = AuditKind("lembar.refused", ("role", "level", "sha256"))
LONGEST = 1000


@dataclass(frozen=True)
class Refusal:
    """One refusal as it is told: the row, and its words."""

    row: Penolakan
    words: str


def refuse_lembar(
    lembar: Lembar, *, role: str, words: str, who: Signer, recorder: Signer, level: int, at: dt.datetime
) -> Penolakan:
    """Keep why this role does not sign what the one before it signed; the sheet stays open for a change of mind."""
    words = words.strip()
    if not words:
        raise Refused(_("Tuliskan alasannya; alasan itu disebut pada FR.AK.05."))
    shown = _shown_part(lembar, role, at=at)
    if Penolakan.objects.filter(lembar=lembar, role=role, person_id=who.person_id).exists():
        raise Refused(_("Penolakan atas lembar ini sudah tercatat."))
    ref = new_ref()
    told = refusal_body(
        ref=ref, form=lembar.code, role=role, sha256=shown.sha256, name=who.name, words=words[:LONGEST],
        recorder=recorder.name, at=instant(at), level=level,
    )  # fmt: skip
    row = Penolakan.objects.create(
        ref=ref, lembar=lembar, part=shown, role=role, person_id=who.person_id, name=who.name, sha256=shown.sha256,
        recorder_id=recorder.person_id, recorder=recorder.name, level=level, leaf=note_leaf("penolakan", told, at=at),
        cipher=box(lembar.key, words[:LONGEST].encode(), about=f"penolakan:{ref}"), refused_at=at,
    )  # fmt: skip
    record(REFUSED, lembar, new={"role": role, "level": level, "sha256": shown.sha256})
    return row


def _shown_part(lembar: Lembar, role: str, *, at: dt.datetime) -> LembarPart:
    """What this role was asked to sign: the part that its predecessor froze; of who signs alone, their own."""
    parts = list(LembarPart.objects.select_for_update().filter(lembar=lembar).order_by("-ordinal")[:2])
    waits = parts and parts[0].role == role and parts[0].locked_at is None and not lembar.void_reason
    if not waits:
        raise Refused(_("Lembar ini tidak sedang menunggu tanda tangan itu."))
    return parts[1] if len(parts) > 1 else freeze_part(parts[0], at=at)


def standing_refusals(sheets: Iterable[Lembar | None]) -> list[Refusal]:
    """The refusals that no later signature took back, the oldest first."""
    ids = [one.pk for one in sheets if one is not None]
    signed = Tandatangan.objects.filter(lembar=OuterRef("lembar"), role=OuterRef("role"))
    rows = Penolakan.objects.filter(~Exists(signed), lembar_id__in=ids).select_related("lembar__key")
    return [Refusal(row, words_of(row)) for row in rows.order_by("refused_at", "id")]


def refusals_of(lembar: Lembar) -> QuerySet[Penolakan]:
    """Every refusal of this sheet, taken back or not, with what was refused and its place in the log."""
    # Mostly there is none: then nothing else is asked.
    rows = lembar.refusals.prefetch_related("lembar__key", "part__lembar__key", "leaf__placed")
    return rows.order_by("refused_at", "id")


def words_of(row: Penolakan) -> str:
    return unbox(row.lembar.key, bytes(row.cipher), about=f"penolakan:{row.ref}").decode()


def is_refused(lembar: Lembar | None, role: str) -> bool:
    """Whether this role said no and has not signed since."""
    if lembar is None or not Penolakan.objects.filter(lembar=lembar, role=role).exists():
        return False
    return not Tandatangan.objects.filter(lembar=lembar, role=role).exists()
