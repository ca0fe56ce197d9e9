"""A correction is a new sheet naming the old, signed again by all; what follows from it is corrected too (FX13)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from sahih.documents.correcting import correct_lembar, drop_correction
from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.refusing import standing_refusals
from sahih.documents.sheets import content_of, replaced
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import require
from sahih.kernel.workflow import lock, transition
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.session import take_results
from sahih.process.asesmen.actions.telling import tell_refusals
from sahih.process.asesmen.correctable import (
    CORRECTED_IN,
    may_correct,
    may_correct_laporan,
    may_drop_correction,
    may_drop_laporan_correction,
)
from sahih.process.asesmen.models import Asesmen, Laporan
from sahih.process.asesmen.queries import (
    PLACES,
    RESTING_ON,
    ak05_context,
    begun_with,
    former_report_stands,
    laporan_of,
    signed_content,
)
from sahih.process.jadwal.models import Jadwal


@action("asesmen.correct")
def correct_sheet(asesmen: Asesmen, code: str, *, reason: str, actor: Actor, at: dt.datetime) -> Asesmen:
    """Begin a new sheet with the old answers; the old one stays readable with its signatures.

    The road goes back to where the sheet is signed. What rests on it is made anew where it was signed, results
    and recommendation are taken anew, and a report that is signed is corrected with them.
    """
    lock(asesmen.peserta.jadwal)  # a committee may be composed, or the report signed, in the same moment
    require(may_correct(actor, lock(asesmen), code))
    with moving(asesmen, step_back(asesmen, code), reason=reason) as locked:
        replace_sheet(locked, code, reason=reason, at=at)
        locked.changed_at = at
        record(events.CORRECTED, locked, new={"form": code}, reason=reason)
    asesmen.refresh_from_db()
    return asesmen


def step_back(asesmen: Asesmen, code: str) -> str:
    """The asesi's own word moves nothing; what both sign leads back to where it is signed."""
    if FORMS[code].signatures[0].role == "asesi":
        return ""
    return "amend" if asesmen.can("amend") else "correct"


@contextmanager
def moving(asesmen: Asesmen, step: str, *, reason: str) -> Iterator[Asesmen]:
    """The row under its lock, moved by a step of the table where there is one."""
    if step:
        with transition(asesmen, step, reason=reason) as locked:
            yield locked
        return
    locked = lock(asesmen)
    yield locked
    locked.save()


def replace_sheet(locked: Asesmen, code: str, *, reason: str, at: dt.datetime) -> None:
    """The new sheet, and new ones for what was signed on the ground of the old; the caller holds the row and saves."""
    _replace(locked, code, reason=reason, at=at)
    for other in RESTING_ON.get(code, ()):
        sheet: Lembar | None = getattr(locked, PLACES[other].field)
        if sheet is not None and locked.status in CORRECTED_IN[other] and sheet.signatures.exists():
            why = _("Mengikuti koreksi %(code)s: %(why)s") % {"code": code, "why": reason}
            _replace(locked, other, reason=why, at=at)
    if code == "FR.AK.02" or "FR.AK.02" in RESTING_ON.get(code, ()):
        _unsettle(locked, at=at)
        _reopen_report(locked.peserta.jadwal, reason=_("Mengikuti koreksi %s.") % code, at=at)


def _replace(locked: Asesmen, code: str, *, reason: str, at: dt.datetime) -> None:
    place = PLACES[code]
    old: Lembar = getattr(locked, place.field)
    setattr(locked, place.field, correct_lembar(old, FORMS[code], place.context(locked), reason=reason, at=at))


def _unsettle(locked: Asesmen, *, at: dt.datetime) -> None:
    """Nothing is recommended until the new record says so; the old results stay, superseded."""
    locked.hasil_set.filter(superseded_at=None).update(superseded_at=at)
    locked.recommendation, locked.refusal, locked.recommended_at = "", "", None


# --- a correction that was begun and not signed ------------------------------------------------------------
@action("asesmen.drop_correction")
def drop_sheet_correction(asesmen: Asesmen, code: str, *, reason: str, actor: Actor, at: dt.datetime) -> Asesmen:
    """Give up a correction that nobody signed, with what was begun because of it: what stood before stands again."""
    jadwal, row = lock(asesmen.peserta.jadwal), lock(asesmen)
    require(may_drop_correction(actor, row, code))
    names = begun_with(row, code)
    with moving(asesmen, step_forth(row, names), reason=reason) as locked:
        put_back(locked, names, reason=reason)
        locked.changed_at = at
        record(events.CORRECTION_DROPPED, locked, new={"form": code}, reason=reason)
    restore_report(jadwal, reason=reason, at=at)
    asesmen.refresh_from_db()
    return asesmen


def step_forth(asesmen: Asesmen, names: list[str]) -> str:
    """Where the road stands once the former sheets do."""
    for name, step in (("FR.AK.02", "keep_result"), ("FR.AK.01", "keep_consent")):
        former = replaced(getattr(asesmen, PLACES[name].field)) if name in names else None
        if former is not None and (former.locked_at or standing_refusals([former])):
            return step if name == "FR.AK.02" or former.locked_at else ""
    return ""


def put_back(locked: Asesmen, names: list[str], *, reason: str) -> None:
    """The former sheets in their places, and of a record its results."""
    for name in names:
        place = PLACES[name]
        setattr(locked, place.field, drop_correction(getattr(locked, place.field), reason=reason))
    content = signed_content(locked.ak02, "asesor") if "FR.AK.02" in names else None
    if content is None or locked.ak02 is None:
        return
    take_results(locked, content)
    refusal = next(iter(standing_refusals([locked.ak02])), None)
    locked.refusal = refusal.words if refusal else ""
    locked.recommended_at = locked.ak02.locked_at or (refusal.row.refused_at if refusal else None)


# --- the report ----------------------------------------------------------------------------------------------
def _reopen_report(jadwal: Jadwal, *, reason: str, at: dt.datetime) -> None:
    laporan = laporan_of(jadwal)
    if laporan is not None and laporan.signed_at:
        _correct_report(laporan, reason=reason, at=at)


def _correct_report(laporan: Laporan, *, reason: str, at: dt.datetime) -> None:
    with transition(laporan.jadwal, "reopen", reason=reason) as jadwal:
        context = ak05_context(jadwal)
        laporan.lembar = correct_lembar(laporan.lembar, FORMS["FR.AK.05"], context, reason=reason, at=at)
        laporan.signed_at = None
        laporan.save(update_fields=["lembar", "signed_at"])
        tell_refusals(laporan, at=at)
        jadwal.changed_at = at
    record(events.REPORT_CORRECTED, laporan, reason=reason)


@action("laporan.correct")
def correct_laporan(laporan: Laporan, *, reason: str, actor: Actor, at: dt.datetime) -> Laporan:
    """A new FR.AK.05 with the old answers; the schedule is complete again when it is signed."""
    lock(laporan.jadwal)  # a committee may be composed in the same moment
    require(may_correct_laporan(actor, laporan.jadwal))
    _correct_report(laporan, reason=reason, at=at)
    return laporan


@action("laporan.drop_correction")
def drop_laporan_correction(laporan: Laporan, *, reason: str, actor: Actor, at: dt.datetime) -> Laporan:
    """Give up a new FR.AK.05 that is not signed; the former one closes the schedule, as long as it tells what is so."""
    lock(laporan.jadwal)
    laporan.refresh_from_db()
    require(may_drop_laporan_correction(actor, laporan))
    _put_report_back(laporan, reason=reason, at=at)
    return laporan


def restore_report(jadwal: Jadwal, *, reason: str, at: dt.datetime) -> None:
    """The report that was opened again because of a correction closes with it, where nobody wrote in it meanwhile."""
    laporan = laporan_of(jadwal)
    if laporan is None or laporan.signed_at or not former_report_stands(laporan):
        return
    former = signed_content(replaced(laporan.lembar), "asesor")
    if former is not None and former["fields"] == content_of(laporan.lembar)["fields"]:
        _put_report_back(laporan, reason=reason, at=at)


def _put_report_back(laporan: Laporan, *, reason: str, at: dt.datetime) -> None:
    with transition(laporan.jadwal, "complete", reason=reason) as jadwal:
        laporan.lembar = drop_correction(laporan.lembar, reason=reason)
        laporan.signed_at = laporan.lembar.locked_at
        laporan.save(update_fields=["lembar", "signed_at"])
        jadwal.changed_at = at
    record(events.REPORT_CORRECTION_DROPPED, laporan, reason=reason)
