"""The session: presence, judgement, record, or an end before it (SOP 3.3)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.documents.fr import FORMS
from sahih.documents.fr.ak_02.rules import results_in
from sahih.documents.models import Lembar, Penolakan
from sahih.documents.refusing import refuse_lembar
from sahih.documents.sheets import refresh_lembar, void_lembar
from sahih.documents.signing import Signer, SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.holds import open_holds, place_hold
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock, transition
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.keeping import Posted, Saved, keep_part, open_sheet, put_part, sign_part
from sahih.process.asesmen.models import Asesmen, HasilUnit
from sahih.process.asesmen.planned import planned
from sahih.process.asesmen.policies import (
    asked,
    may_conclude,
    may_end_early,
    may_recommend,
    may_record,
    may_refuse,
    may_sign_asesi,
    may_sign_result,
    may_start,
)
from sahih.process.asesmen.queries import (
    ak02_context,
    ak03_context,
    asesi_name,
    ia01_context,
    signed_content,
)
from sahih.process.jadwal.models import Jadwal, Peserta


@action("asesmen.start")
def start_asesmen(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi is present and gate 4 is open: what the plan names may be filled, and nothing else (SOP 3.3.6, PL6)."""
    with transition(asesmen, "start") as locked:
        require(may_start(actor, locked, Lsp.objects.get(pk=actor.here), at=at))
        locked.present_at = locked.changed_at = at
        if "FR.IA.01" in planned(locked):
            locked.ia01 = open_sheet(locked, "FR.IA.01", ia01_context(locked), at=at)
        hold_once(
            locked.peserta.jadwal,
            "berlangsung",
            _("Asesmen sudah berlangsung; asesor tidak dapat diganti lagi."),
            at=at,
        )
    asesmen.refresh_from_db()
    return asesmen


@action("asesmen.mark_absent")
def mark_absent(asesmen: Asesmen, *, reason: str, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi did not come; told in FR.AK.05. Not before the day itself."""
    jadwal = asesmen.peserta.jadwal
    if local_date(at, jadwal.zone) < jadwal.day:
        raise Refused(_("Ketidakhadiran dicatat pada hari asesmen, %s.") % f"{jadwal.day:%d-%m-%Y}")
    return _end(asesmen, "mark_absent", reason=reason, actor=actor, at=at)


@action("asesmen.withdraw")
def withdraw_asesmen(asesmen: Asesmen, *, reason: str, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi withdraws; open sheets are closed unsigned and stay readable."""
    return _end(asesmen, "withdraw", reason=reason, actor=actor, at=at)


def _end(asesmen: Asesmen, step: str, *, reason: str, actor: Actor, at: dt.datetime) -> Asesmen:
    if not reason.strip():
        raise Refused(_("Tuliskan keterangannya."))
    with transition(asesmen, step, reason=reason) as locked:
        require(may_end_early(actor, asesmen))
        for sheet in (locked.ak07, locked.ak01, locked.tata_tertib, locked.ia01, locked.ak02):
            if sheet is not None and not sheet.locked_at and not sheet.void_reason:
                void_lembar(sheet, reason=reason)
        locked.note, locked.changed_at = reason, at
    return asesmen


@action("asesmen.save_ia01")
def save_ia01(
    asesmen: Asesmen,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep one or many judgements per KUK."""
    require(may_record(actor, asesmen))
    return keep_part(asesmen, asesmen.ia01, ia01_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.sign_ia01_asesor")
def sign_ia01_asesor(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """Close the instrument; FR.AK.02 opens with ticks and results computed from it (SOP 3.3.25)."""
    require(may_record(actor, asesmen))
    locked = lock(asesmen)
    sign_part(locked, locked.ia01, role="asesor", proof=proof, actor=actor, at=at, facts=ia01_context(locked))
    if locked.ak02 is None:
        locked.ak02 = open_sheet(locked, "FR.AK.02", ak02_context(locked), at=at)
    else:  # it waits since the correction of this instrument began (FX13)
        refresh_lembar(locked.ak02, FORMS["FR.AK.02"], ak02_context(locked), as_role="asesor", at=at)
    locked.changed_at = at
    locked.save(update_fields=["ak02", "changed_at"])
    asesmen.ak02 = locked.ak02
    return asesmen


@action("asesmen.sign_ia01_asesi")
def sign_ia01_asesi(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi has seen the judgement (SOP 3.3.26)."""
    require(may_sign_asesi(actor, asesmen))
    sign_part(lock(asesmen), asesmen.ia01, role="asesi", proof=proof, actor=actor, at=at)
    return asesmen


@action("asesmen.save_ak02")
def save_ak02(
    asesmen: Asesmen,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep recommendation, follow-up and comment; the matrix is computed, never typed."""
    require(may_conclude(actor, asesmen))
    return keep_part(asesmen, asesmen.ak02, ak02_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.sign_ak02_asesor")
def sign_ak02_asesor(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesor recommends; K and BK per unit become columns for the work that follows (E7, FX6)."""
    require(may_recommend(actor, asesmen))
    locked = lock(asesmen)
    assert locked.ak02 is not None
    sign_part(locked, locked.ak02, role="asesor", proof=proof, actor=actor, at=at, facts=ak02_context(locked))
    content = signed_content(locked.ak02, "asesor")
    assert content is not None
    take_results(locked, content)
    locked.changed_at = at
    locked.save(update_fields=["recommendation", "changed_at"])
    asesmen.recommendation = locked.recommendation
    return asesmen


def take_results(locked: Asesmen, content: Content) -> None:
    """Copy what the closed FR.AK.02 says into the columns that drive the work; the caller saves."""
    for unit, result in results_in(content).items():
        HasilUnit.objects.create(asesmen=locked, unit_code=unit, result=result.upper())
    locked.recommendation = "K" if content["fields"]["rekomendasi"] == "kompeten" else "BK"


@action("asesmen.recommend")
def sign_ak02_asesi(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi signs the record: the assessment is done, the decision is the committee's (SOP 3.3.36)."""
    with transition(asesmen, "recommend") as locked:
        require(may_sign_result(actor, locked))
        sign_part(locked, locked.ak02, role="asesi", proof=proof, actor=actor, at=at)
        conclude(locked, at=at)
    return asesmen


@action("asesmen.recommend_together")
def sign_results(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi signs FR.IA.01 and FR.AK.02 in one act, what was seen before what rests on it (SOP 3.3.26, 3.3.36)."""
    consume(proof, actor=actor, at=at)
    with transition(asesmen, "recommend") as locked:
        require(may_sign_asesi(actor, locked))
        put_part(locked, locked.ia01, role="asesi", proof=proof, actor=actor, at=at)
        put_part(locked, locked.ak02, role="asesi", proof=proof, actor=actor, at=at)
        conclude(locked, at=at)
    return asesmen


def conclude(locked: Asesmen, *, at: dt.datetime) -> None:
    """The assessment is done; the asesi's feedback opens."""
    if locked.ak03 is None:  # what was said stands when the record is corrected and signed again
        locked.ak03 = open_sheet(locked, "FR.AK.03", ak03_context(locked), at=at)
    locked.recommended_at = locked.changed_at = at
    hold_once(locked.peserta, "dinilai", _("Sudah dinilai."), at=at)


def hold_once(on: Jadwal | Peserta, kind: str, reason: str, *, at: dt.datetime) -> None:
    """What an earlier stage may no longer undo; once is enough."""
    if not open_holds(on):
        place_hold(on, kind=kind, reason=reason, at=at)


@action("asesmen.refuse_signature")
def refuse_signature(
    asesmen: Asesmen, *, note: str, actor: Actor, at: dt.datetime, code: str = "FR.AK.02"
) -> Penolakan:
    """The asesi does not sign: a state with their own words, or with those that the asesor heard (FX13, B6).

    Without FR.AK.01 or the rules of the session none opens, until they sign after all; FR.AK.07 waits for another
    adjustment or for none; FR.IA.01 keeps nothing waiting; FR.AK.02 goes to the committee, told in FR.AK.05 like all.
    """
    require(may_refuse(actor, asesmen, code))
    if code != "FR.AK.02":
        locked = lock(asesmen)
        row = _refuse(locked, asked(locked, code), note, actor=actor, at=at)
        record(events.REFUSED, locked, new={"form": code}, reason=note)
        return row
    with transition(asesmen, "recommend", reason=note) as locked:
        row = _refuse(locked, locked.ak02, note, actor=actor, at=at)
        locked.refusal = note
        conclude(locked, at=at)
        record(events.REFUSED, locked, new={"form": code}, reason=note)
    return row


def _refuse(locked: Asesmen, sheet: Lembar | None, note: str, *, actor: Actor, at: dt.datetime) -> Penolakan:
    assert sheet is not None
    asesi = locked.peserta.permohonan.asesi
    who = Signer(person_id=asesi.pk, name=asesi_name(locked))
    recorder = who if actor.person_id == asesi.pk else signer(actor)
    return refuse_lembar(sheet, role="asesi", words=note, who=who, recorder=recorder, level=actor.level, at=at)
