"""Review, consent, session, judgement, record, report; the asesor signs first, the asesi sees it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.content import Context
from sahih.documents.filling import Filled
from sahih.documents.fr import FORMS
from sahih.documents.fr.ak_02.rules import results_in
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import content_of, open_lembar, save_lembar, sign_lembar, void_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.holds import open_holds, place_hold
from sahih.kernel.policy import Refused, Verdict, require
from sahih.kernel.workflow import lock, transition
from sahih.process.asesmen import events
from sahih.process.asesmen.models import Asesmen, HasilUnit, Laporan
from sahih.process.asesmen.policies import (
    may_conclude,
    may_end_early,
    may_fill_ak01,
    may_record,
    may_report,
    may_review_apl02,
    may_sign_ak01_asesi,
    may_sign_asesi,
    may_sign_result,
    may_start,
    report_gaps,
)
from sahih.process.asesmen.queries import (
    ak02_context,
    ak05_context,
    ia01_context,
    laporan_of,
    review_context,
    session_context,
    signed_content,
)
from sahih.process.jadwal.models import Jadwal, Peserta

Posted = Mapping[str, Sequence[str]]
Saved = tuple[Filled, LembarPart]

# The forms that the asesor begins: who may, and the facts that the form takes from elsewhere.
AUTHORED: Mapping[str, tuple[Callable[[Actor, Asesmen], Verdict], Callable[[Asesmen], Context]]] = {
    "FR.AK.01": (may_fill_ak01, session_context),
    "FR.IA.01": (may_record, ia01_context),
    "FR.AK.02": (may_conclude, ak02_context),
}


def _save(
    asesmen: Asesmen, sheet: Lembar | None, context: Context, posted: Posted, *,
    at: dt.datetime, partial: bool, revision: int | None,
) -> Saved:  # fmt: skip
    assert sheet is not None
    filled, part = save_lembar(
        sheet, FORMS[sheet.code], posted, context, as_role="asesor", at=at, partial=partial, revision=revision
    )
    record(events.SAVED, asesmen, new={"form": sheet.code, "revision": part.revision})
    return filled, part


def _sign(
    asesmen: Asesmen,
    sheet: Lembar | None,
    *,
    role: str,
    proof: SigningProof,
    actor: Actor,
    at: dt.datetime,
    facts: Context | None = None,
) -> None:
    assert sheet is not None
    consume(proof, actor=actor, at=at)
    sign_lembar(sheet, FORMS[sheet.code], role=role, signer=signer(actor), proof=proof, at=at, facts=facts)
    record(events.SIGNED, asesmen, new={"form": sheet.code, "role": role})


def _open(asesmen: Asesmen, code: str, context: Context, *, at: dt.datetime) -> Lembar:
    case = asesmen.peserta.permohonan
    return open_lembar(FORMS[code], context, key=case.key, uji_coba=case.uji_coba, at=at)


@action("asesmen.present")
def present_sheet(asesmen: Asesmen, sheet: Lembar, *, actor: Actor, at: dt.datetime) -> None:
    """Show the asesor the form that waits for their signature as it stands at this moment."""
    may, context = AUTHORED[sheet.code]
    require(may(actor, asesmen))
    present_lembar(sheet, FORMS[sheet.code], context(asesmen), as_role="asesor", at=at)


@action("asesmen.save_review")
def save_review(
    asesmen: Asesmen,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep the asesor's recommendation on FR.APL.02."""
    require(may_review_apl02(actor, asesmen))
    sheet = asesmen.peserta.permohonan.apl02
    return _save(asesmen, sheet, review_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.review")
def sign_review(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """Sign FR.APL.02 as reviewed; *dapat dilanjutkan* opens FR.AK.01, *tidak dapat* ends here (SOP 2.6)."""
    sheet = asesmen.peserta.permohonan.apl02
    assert sheet is not None
    goes_on = content_of(sheet)["fields"].get("rekomendasi") == "dapat"
    with transition(asesmen, "review" if goes_on else "stop") as locked:
        require(may_review_apl02(actor, asesmen))
        _sign(locked, sheet, role="asesor", proof=proof, actor=actor, at=at)
        if goes_on:
            locked.ak01 = _open(locked, "FR.AK.01", session_context(locked), at=at)
        locked.changed_at = at
    return asesmen


def carry_review(asesmen: Asesmen, *, at: dt.datetime) -> None:
    """On a second date the review of FR.APL.02 stands: its signed sheet takes no second one, the consent is asked anew."""
    sheet = asesmen.peserta.permohonan.apl02
    if sheet is None or not sheet.locked_at or content_of(sheet)["fields"].get("rekomendasi") != "dapat":
        return
    with transition(asesmen, "review", reason=_("FR.APL.02 sudah ditinjau pada jadwal sebelumnya.")) as locked:
        locked.ak01 = _open(locked, "FR.AK.01", session_context(locked), at=at)
        locked.changed_at = at


@action("asesmen.save_ak01")
def save_ak01(
    asesmen: Asesmen,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep the evidence list and the asesor's promise of secrecy."""
    require(may_fill_ak01(actor, asesmen))
    return _save(asesmen, asesmen.ak01, session_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.sign_ak01_asesor")
def sign_ak01_asesor(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesor signs the consent first."""
    require(may_fill_ak01(actor, asesmen))
    locked = lock(asesmen)
    _sign(locked, locked.ak01, role="asesor", proof=proof, actor=actor, at=at, facts=session_context(locked))
    return asesmen


@action("asesmen.agree")
def sign_ak01_asesi(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi accepts the statements and signs; only now may evidence be gathered (PL9).

    The statements must have been accepted (`accept_ak01`) before the act was shown.
    """
    with transition(asesmen, "agree") as locked:
        require(may_sign_ak01_asesi(actor, asesmen))
        _sign(locked, locked.ak01, role="asesi", proof=proof, actor=actor, at=at)
        locked.changed_at = at
    return asesmen


@action("asesmen.accept_ak01")
def accept_ak01(asesmen: Asesmen, posted: Posted, *, actor: Actor, at: dt.datetime, partial: bool = False) -> Saved:
    """Keep the asesi's ticks under the statements of FR.AK.01."""
    require(may_sign_ak01_asesi(actor, asesmen))
    assert asesmen.ak01 is not None
    filled, part = save_lembar(
        asesmen.ak01, FORMS["FR.AK.01"], posted, session_context(asesmen), as_role="asesi", at=at, partial=partial
    )
    record(events.SAVED, asesmen, new={"form": "FR.AK.01", "revision": part.revision})
    return filled, part


@action("asesmen.start")
def start_asesmen(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi is present and gate 4 is open: FR.IA.01 may be filled (SOP 3.3.6)."""
    with transition(asesmen, "start") as locked:
        require(may_start(actor, locked, Lsp.objects.get(pk=actor.here), at=at))
        locked.present_at = locked.changed_at = at
        locked.ia01 = _open(locked, "FR.IA.01", ia01_context(locked), at=at)
        _hold(
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
        for sheet in (locked.ak01, locked.ia01, locked.ak02):
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
    return _save(asesmen, asesmen.ia01, ia01_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.sign_ia01_asesor")
def sign_ia01_asesor(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """Close the instrument; FR.AK.02 opens with ticks and results computed from it (SOP 3.3.25)."""
    require(may_record(actor, asesmen))
    locked = lock(asesmen)
    _sign(locked, locked.ia01, role="asesor", proof=proof, actor=actor, at=at, facts=ia01_context(locked))
    locked.ak02 = _open(locked, "FR.AK.02", ak02_context(locked), at=at)
    locked.changed_at = at
    locked.save(update_fields=["ak02", "changed_at"])
    asesmen.ak02 = locked.ak02
    return asesmen


@action("asesmen.sign_ia01_asesi")
def sign_ia01_asesi(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi has seen the judgement (SOP 3.3.26)."""
    require(may_sign_asesi(actor, asesmen))
    _sign(lock(asesmen), asesmen.ia01, role="asesi", proof=proof, actor=actor, at=at)
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
    return _save(asesmen, asesmen.ak02, ak02_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.sign_ak02_asesor")
def sign_ak02_asesor(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesor recommends; K and BK per unit become columns for the work that follows (E7, FX6)."""
    require(may_conclude(actor, asesmen))
    locked = lock(asesmen)
    assert locked.ak02 is not None
    _sign(locked, locked.ak02, role="asesor", proof=proof, actor=actor, at=at, facts=ak02_context(locked))
    content = signed_content(locked.ak02, "asesor")
    assert content is not None
    for unit, result in results_in(content).items():
        HasilUnit.objects.create(asesmen=locked, unit_code=unit, result=result.upper())
    locked.recommendation = "K" if content["fields"]["rekomendasi"] == "kompeten" else "BK"
    locked.changed_at = at
    locked.save(update_fields=["recommendation", "changed_at"])
    asesmen.recommendation = locked.recommendation
    return asesmen


@action("asesmen.recommend")
def sign_ak02_asesi(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi signs the record: the assessment is done, the decision is the committee's (SOP 3.3.36)."""
    with transition(asesmen, "recommend") as locked:
        require(may_sign_result(actor, locked))
        _sign(locked, locked.ak02, role="asesi", proof=proof, actor=actor, at=at)
        locked.recommended_at = locked.changed_at = at
        _hold(locked.peserta, "dinilai", _("Sudah dinilai."), at=at)
    return asesmen


def _hold(on: Jadwal | Peserta, kind: str, reason: str, *, at: dt.datetime) -> None:
    """What an earlier stage may no longer undo; once is enough."""
    if not open_holds(on):
        place_hold(on, kind=kind, reason=reason, at=at)


@action("asesmen.refuse_signature")
def refuse_signature(asesmen: Asesmen, *, note: str, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi does not sign the result: a state with a note that FR.AK.05 tells (FX13, B6)."""
    if not note.strip():
        raise Refused(_("Tuliskan alasan penolakan yang disampaikan asesi."))
    with transition(asesmen, "recommend", reason=note) as locked:
        require(may_conclude(actor, asesmen))
        if not locked.recommendation:
            raise Refused(_("Tandatangani dulu rekomendasi Anda pada FR.AK.02."))
        locked.refusal, locked.recommended_at, locked.changed_at = note, at, at
        _hold(locked.peserta, "dinilai", _("Sudah dinilai."), at=at)
        record(events.REFUSED, locked, new={"form": "FR.AK.02"}, reason=note)
    return asesmen


@action("laporan.open")
def open_laporan(jadwal: Jadwal, *, actor: Actor, at: dt.datetime) -> Laporan:
    """Begin FR.AK.05, or find the one begun."""
    require(may_report(actor, jadwal))
    laporan = laporan_of(jadwal)
    if laporan is None:
        sheet = open_lembar(FORMS["FR.AK.05"], ak05_context(jadwal), key=jadwal.key, uji_coba=jadwal.uji_coba, at=at)
        laporan = Laporan.objects.create(jadwal=jadwal, lembar=sheet, opened_at=at)
    record(events.REPORT_OPENED, laporan)
    return laporan


@action("laporan.save")
def save_laporan(
    laporan: Laporan,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep the three boxes; rows and remarks are computed (FX8)."""
    require(may_report(actor, laporan.jadwal))
    context = ak05_context(laporan.jadwal)
    saved = save_lembar(
        laporan.lembar, FORMS["FR.AK.05"], posted, context, as_role="asesor", at=at, partial=partial, revision=revision
    )
    record(events.SAVED, laporan, new={"form": "FR.AK.05", "revision": saved[1].revision})
    return saved


@action("laporan.present")
def present_laporan(laporan: Laporan, *, actor: Actor, at: dt.datetime) -> None:
    """Show the asesor the report that waits for their signature, with how each asesi ended by now."""
    require(may_report(actor, laporan.jadwal))
    present_lembar(laporan.lembar, FORMS["FR.AK.05"], ak05_context(laporan.jadwal), as_role="asesor", at=at)


@action("laporan.sign")
def sign_laporan(laporan: Laporan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Laporan:
    """Close the report when each asesi has an end; the schedule is complete (FX8)."""
    gaps = report_gaps(laporan.jadwal)
    if gaps:
        raise Refused(" ".join(gaps))
    with transition(laporan.jadwal, "complete") as jadwal:
        require(may_report(actor, laporan.jadwal))
        consume(proof, actor=actor, at=at)
        form, facts = FORMS["FR.AK.05"], ak05_context(jadwal)
        sign_lembar(laporan.lembar, form, role="asesor", signer=signer(actor), proof=proof, at=at, facts=facts)
        jadwal.changed_at = at
    laporan.signed_at = at
    laporan.save(update_fields=["signed_at"])
    record(events.REPORT_SIGNED, laporan)
    return laporan
