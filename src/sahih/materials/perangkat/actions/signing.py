"""The penyusun hands in, another validates; given back, retired. What both sign is one hash (PL10, SE.007 A.IV.6)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.filling import Filled
from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.sheets import content_of, open_lembar, refresh_lembar, save_lembar, sign_lembar, void_lembar
from sahih.documents.signing import SigningProof, StaleAct, consume
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.events import emit
from sahih.kernel.holds import lift_hold
from sahih.kernel.policy import Refused, require
from sahih.kernel.reasons import says_something
from sahih.kernel.workflow import lock, transition
from sahih.materials.perangkat import events
from sahih.materials.perangkat.actions.opening import today
from sahih.materials.perangkat.content import sealed_salt
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.pengesahan import (
    CODE,
    keadaan_of,
    open_improvements,
    reasons_in,
    review_day,
    sheet_context,
    unanswered,
)
from sahih.materials.perangkat.policies import may_fill_muk, may_retire_muk, may_take_back_muk, may_validate_muk
from sahih.materials.peta.gaps import must_be_mended

Posted = Mapping[str, Sequence[str]]
PENYUSUN, VALIDATOR = "penyusun", "validator"


class MapChanged(Refused):
    """Since the MUK was handed in, something became a gap that nobody has answered."""


@action("muk.present")
def present_muk(muk: Muk, *, salt: bytes, actor: Actor, at: dt.datetime) -> Lembar:
    """The sheet as of now, before its penyusun fills or signs it: the hash, the gaps, the improvements.

    `salt` is random, and used where the MUK has none yet.
    """
    locked = lock(muk)
    require(may_fill_muk(actor, locked, day=today(actor, at)))
    if locked.sealed_salt is None:
        locked.sealed_salt = sealed_salt(salt, locked)
        locked.save(update_fields=["sealed_salt"])
    context = sheet_context(locked, keadaan_of(locked), day=today(actor, at))
    if locked.pengesahan is None:
        uji_coba = Lsp.objects.get(pk=actor.here).uji_coba
        locked.pengesahan = open_lembar(FORMS[CODE], context, key=locked.key, uji_coba=uji_coba, at=at)
        locked.save(update_fields=["pengesahan"])
    part = refresh_lembar(locked.pengesahan, FORMS[CODE], context, as_role=PENYUSUN, at=at)
    record(events.PRESENTED, locked, new={"sha256": part.sha256})
    muk.pengesahan, muk.sealed_salt = locked.pengesahan, locked.sealed_salt
    return locked.pengesahan


@action("muk.save_sheet")
def save_sheet(
    muk: Muk, posted: Posted, *, actor: Actor, at: dt.datetime, partial: bool = True, revision: int | None = None
) -> tuple[Filled, LembarPart]:
    """The reasons for the gaps, the answers to improvements, the day of the next look."""
    require(may_fill_muk(actor, muk, day=today(actor, at)))
    context = sheet_context(muk, keadaan_of(muk), day=today(actor, at))
    filled, part = save_lembar(
        _sheet(muk), FORMS[CODE], posted, context, as_role=PENYUSUN, at=at, partial=partial, revision=revision
    )
    record(events.SHEET_SAVED, muk, new={"revision": part.revision})
    return filled, part


def _sheet(muk: Muk) -> Lembar:
    if muk.pengesahan is None:
        raise Refused(_("Buka dulu lembar pengesahannya."))
    return muk.pengesahan


@action("muk.submit")
def submit_muk(muk: Muk, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Muk:
    """The penyusun signs the hash of what is there; each gap bears a reason, each improvement an answer (FX9)."""
    with transition(muk, "submit") as locked:
        require(may_fill_muk(actor, locked, day=today(actor, at)))
        if locked.sealed_salt is None:  # shown before there were salts
            raise StaleAct(_("Buka lagi lembar pengesahannya, periksa, lalu tandatangani; sidik isinya kini dihitung dengan cara yang lebih aman."))  # fmt: skip
        keadaan = keadaan_of(locked)
        if broken := must_be_mended(keadaan.celah):
            words = "; ".join(one.words for one in broken[:5])
            raise Refused(_("Lengkapi dulu di MUK, lalu ajukan lagi: %s.") % words)
        facts = sheet_context(locked, keadaan, day=today(actor, at))
        consume(proof, actor=actor, at=at)
        sheet = _sheet(locked)
        sign_lembar(sheet, FORMS[CODE], role=PENYUSUN, signer=signer(actor), proof=proof, at=at, facts=facts)
        locked.content_sha256, locked.gap_reason = keadaan.sha256, reasons_in(content_of(sheet))
        locked.note, locked.changed_at = "", at
    return muk


@action("muk.validate")
def validate_muk(muk: Muk, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Muk:
    """A second person signs the same hash; from here on the content is read-only (PL10)."""
    with transition(muk, "validate") as locked:
        require(may_validate_muk(actor, locked, day=today(actor, at)))
        keadaan, sheet = keadaan_of(locked), _sheet(locked)
        content = content_of(sheet)
        assert keadaan.sha256 == locked.content_sha256 == content["fields"]["sidik"]
        if broken := must_be_mended(keadaan.celah):  # handed in when a reason was still enough
            words = "; ".join(one.words for one in broken[:5])
            raise Refused(_("MUK ini belum dapat disahkan: %s. Kembalikan kepada penyusun.") % words)
        if new := unanswered(content, keadaan):
            words = "; ".join(one.words for one in new[:3])
            raise MapChanged(_("Sejak diajukan ada celah yang belum dijawab (rencananya berubah, atau pemeriksaan bertambah): %s; kembalikan kepada penyusun.") % words)  # fmt: skip
        if review_day(content) <= today(actor, at):
            raise MapChanged(
                _("Tanggal kaji ulangnya sudah lewat. Kembalikan kepada penyusun untuk menetapkan yang baru.")
            )
        consume(proof, actor=actor, at=at)
        sign_lembar(sheet, FORMS[CODE], role=VALIDATOR, signer=signer(actor), proof=proof, at=at)
        locked.validator, locked.validated_at = Person.objects.get(pk=actor.self_id), at
        locked.review_on, locked.changed_at = review_day(content), at
        answered = {row["key"] for row in content["rows"]["perbaikan"]}
        for hold in open_improvements(locked.versi.skema):
            if f"h{hold.ref}" in answered:
                lift_hold(hold, at=at)
    emit(events.MukValidated(muk_id=muk.pk))
    return muk


@action("muk.give_back")
def give_back_muk(muk: Muk, *, note: str, salt: bytes, actor: Actor, at: dt.datetime) -> Muk:
    """The validator hands the MUK back: a new sheet names the old one, which stays readable (FX13).

    What is signed next has a salt of its own, so that who knew the old keys cannot try out the new ones.
    """
    if not says_something(note):
        raise Refused(_("Tuliskan apa yang perlu diperbaiki penyusun."))
    with transition(muk, "give_back", reason=note) as locked:
        require(may_validate_muk(actor, locked, day=today(actor, at)))
        _reopen(locked, note=note, salt=salt, day=today(actor, at), at=at)
    muk.refresh_from_db()
    return muk


@action("muk.take_back")
def take_back_muk(muk: Muk, *, note: str, salt: bytes, actor: Actor, at: dt.datetime) -> Muk:
    """The penyusun saw a mistake before the validator signed: a draft again, under a new sheet that names the old one (FX13)."""
    if not says_something(note):
        raise Refused(_("Tuliskan mengapa MUK ini ditarik kembali."))
    with transition(muk, "take_back", reason=note) as locked:
        require(may_take_back_muk(actor, locked))
        _reopen(locked, note=note, salt=salt, day=today(actor, at), at=at)
    muk.refresh_from_db()
    return muk


def _reopen(muk: Muk, *, note: str, salt: bytes, day: dt.date, at: dt.datetime) -> None:
    old = _sheet(muk)
    void_lembar(old, reason=note)
    muk.sealed_salt = sealed_salt(salt, muk)
    muk.pengesahan = open_lembar(
        FORMS[CODE], sheet_context(muk, keadaan_of(muk), day=day), key=muk.key, uji_coba=old.uji_coba, at=at, corrects=old, reason=note
    )  # fmt: skip
    muk.content_sha256 = muk.gap_reason = ""
    muk.note, muk.changed_at = note, at


@action("muk.retire")
def retire_muk(muk: Muk, *, reason: str, actor: Actor, at: dt.datetime) -> Muk:
    """No further assessment uses it; those that chose it keep it."""
    if not says_something(reason):
        raise Refused(_("Tuliskan alasan MUK ini ditarik."))
    require(may_retire_muk(actor, lock(muk)))
    with transition(muk, "retire", reason=reason) as locked:
        sheet = locked.pengesahan
        if sheet is not None and not sheet.locked_at and not sheet.void_reason:
            void_lembar(sheet, reason=reason)
        locked.retired_at = locked.changed_at = at
    return muk
