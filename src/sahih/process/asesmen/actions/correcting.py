"""A correction is a new sheet naming the old, signed again by all; what follows from it is corrected too (FX13)."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from sahih.documents.content import Context
from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import correct_lembar
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import require
from sahih.kernel.workflow import lock, transition
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.telling import tell_refusals
from sahih.process.asesmen.models import Asesmen, Laporan
from sahih.process.asesmen.policies import may_correct, may_correct_laporan
from sahih.process.asesmen.queries import ak02_context, ak05_context, ia01_context, laporan_of, session_context
from sahih.process.jadwal.models import Jadwal

# Where each sheet of an assessment stands, and the facts that a new one takes from elsewhere.
PLACES: Mapping[str, tuple[str, Callable[[Asesmen], Context]]] = {
    "FR.AK.01": ("ak01", session_context),
    "FR.IA.01": ("ia01", ia01_context),
    "FR.AK.02": ("ak02", ak02_context),
}


@action("asesmen.correct")
def correct_sheet(asesmen: Asesmen, code: str, *, reason: str, actor: Actor, at: dt.datetime) -> Asesmen:
    """Begin a new sheet with the old answers; the old one stays readable with its signatures.

    The road goes back to where the sheet is signed. A new FR.IA.01 makes a new FR.AK.02, results and
    recommendation are taken anew, and a report that is signed is corrected with them.
    """
    step = "amend" if code == "FR.AK.01" else "correct"
    lock(asesmen.peserta.jadwal)  # a committee may be composed, or the report signed, in the same moment
    require(may_correct(actor, asesmen, code))
    with transition(asesmen, step, reason=reason) as locked:
        _replace(locked, code, reason=reason, at=at)
        if code == "FR.IA.01" and locked.ak02 is not None and locked.ak02.signatures.exists():
            _replace(locked, "FR.AK.02", reason=_("Mengikuti koreksi FR.IA.01: %s") % reason, at=at)
        if step == "correct":
            _unsettle(locked, at=at)
            _reopen_report(locked.peserta.jadwal, reason=_("Mengikuti koreksi %s.") % code, at=at)
        locked.changed_at = at
        record(events.CORRECTED, locked, new={"form": code}, reason=reason)
    asesmen.refresh_from_db()
    return asesmen


def _replace(locked: Asesmen, code: str, *, reason: str, at: dt.datetime) -> None:
    name, context = PLACES[code]
    old: Lembar = getattr(locked, name)
    setattr(locked, name, correct_lembar(old, FORMS[code], context(locked), reason=reason, at=at))


def _unsettle(locked: Asesmen, *, at: dt.datetime) -> None:
    """Nothing is recommended until the new record says so; the old results stay, superseded."""
    locked.hasil_set.filter(superseded_at=None).update(superseded_at=at)
    locked.recommendation, locked.refusal, locked.recommended_at = "", "", None


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
