"""Open, fill, file, receive and end an appeal; while it is open nothing of the case is printed or destroyed (B7)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.filling import Filled
from sahih.documents.fr.ak_04 import FR_AK_04
from sahih.documents.models import LembarPart
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import open_lembar, save_lembar, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.holds import lift_hold, open_holds, place_hold
from sahih.kernel.numbering import series, take_number
from sahih.kernel.policy import Refused, require
from sahih.kernel.workdays import workdays_after
from sahih.kernel.workflow import lock, transition
from sahih.process.banding import events
from sahih.process.banding.models import Banding
from sahih.process.banding.policies import may_appeal, may_file, may_handle
from sahih.process.banding.queries import banding_context, banding_of, file_by
from sahih.process.keputusan.models import Keputusan
from sahih.process.sertifikat.actions import admit_to_request, recount_request

HOLD = "banding"
ROLE = "asesi"


@action("banding.open")
def open_banding(keputusan: Keputusan, *, actor: Actor, at: dt.datetime) -> Banding:
    """Begin FR.AK.04, or go on with the one begun; over a K it is kept as a complaint (B4)."""
    require(may_appeal(actor, keputusan))
    lock(keputusan)  # two tabs at once: the second finds the first one's sheet
    found = banding_of(keputusan)
    if found is not None:
        record(events.OPENED, found, new={"kind": found.kind})
        return found
    lsp, case = Lsp.objects.get(pk=actor.here), keputusan.asesmen.peserta.permohonan
    sheet = open_lembar(FR_AK_04, banding_context(keputusan), key=case.key, uji_coba=case.uji_coba, at=at)
    kind = Banding.Kind.KELUHAN if keputusan.outcome == "K" else Banding.Kind.BANDING
    banding = Banding.objects.create(
        keputusan=keputusan, kind=kind, lembar=sheet, opened_at=at, file_by=file_by(keputusan, lsp), changed_at=at
    )
    record(events.OPENED, banding, new={"kind": kind})
    return banding


@action("banding.save")
def save_banding(
    banding: Banding, posted: Mapping[str, Sequence[str]], *, actor: Actor, at: dt.datetime,
    partial: bool = True, revision: int | None = None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep what the appellant typed."""
    require(may_file(actor, banding))
    filled = save_lembar(
        banding.lembar, FR_AK_04, posted, banding_context(banding.keputusan), as_role=ROLE, at=at, partial=partial,
        revision=revision,
    )  # fmt: skip
    record(events.OPENED, banding, new={"kind": banding.kind})
    return filled


@action("banding.present")
def present_banding(banding: Banding, *, actor: Actor, at: dt.datetime) -> None:
    """Show the appellant what they are about to sign, with the facts of this moment (X1)."""
    require(may_file(actor, banding))
    present_lembar(banding.lembar, FR_AK_04, banding_context(banding.keputusan), as_role=ROLE, at=at)


@action("banding.file")
def file_banding(banding: Banding, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Banding:
    """Sign FR.AK.04 and take the receipt: number, time, the days that are promised; late is recorded as late (B5)."""
    require(may_file(actor, banding))
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(banding, "file") as locked:
        require(may_file(actor, banding))
        consume(proof, actor=actor, at=at)
        facts = banding_context(locked.keputusan)
        sign_lembar(locked.lembar, FR_AK_04, role=ROLE, signer=signer(actor), proof=proof, at=at, facts=facts)
        today = local_date(at, lsp.zone)
        locked.number = take_number(
            series("BDG", uji_coba=locked.lembar.uji_coba), pattern=lsp.letter_pattern, at=at, zone=lsp.zone
        ).text
        locked.filed_at = locked.changed_at = at
        locked.is_late = today > locked.file_by
        locked.answer_by = workdays_after(today, lsp.banding_answer_within)
        locked.decide_by = workdays_after(today, lsp.banding_decide_within)
    banding.refresh_from_db()
    if banding.kind == Banding.Kind.BANDING:
        _hold(banding, at=at)
        recount_request(banding.keputusan.rapat, at=at)
    record(events.FILED, banding, new={
        "number": banding.number, "kind": banding.kind, "is_late": banding.is_late,
        "file_by": banding.file_by.isoformat(), "decide_by": banding.decide_by.isoformat() if banding.decide_by else "",
    })  # fmt: skip
    _tell(banding, _("%(kind)s %(number)s diterima sistem") % {"kind": banding.get_kind_display(), "number": banding.number},
          _("Simpan nomor ini. LSP menyatakan menerima paling lambat %s; keadaannya tampil pada halaman Anda.") % _day(banding.answer_by))  # fmt: skip
    return banding


def _hold(banding: Banding, *, at: dt.datetime) -> None:
    """B7: no blanko, no print, no destruction of the case while the appeal is open."""
    reason = _("Banding %s belum selesai.") % banding.number
    case = banding.keputusan.asesmen.peserta.permohonan
    for subject in (banding.keputusan, case, case.key):
        place_hold(subject, kind=HOLD, reason=reason, at=at)


@action("banding.receive")
def receive_banding(banding: Banding, *, actor: Actor, at: dt.datetime) -> Banding:
    """The LSP says that it has taken the appeal up."""
    with transition(banding, "receive") as locked:
        require(may_handle(actor, locked))
        locked.received_at = locked.changed_at = at
    record(events.RECEIVED, banding)
    _tell(banding, _("%s Anda diterima LSP") % banding.get_kind_display(),
          _("Nomor %(number)s. LSP memutuskan paling lambat %(day)s.") % {"number": banding.number, "day": _day(banding.decide_by)})  # fmt: skip
    return banding


@action("banding.close")
def close_banding(banding: Banding, *, outcome: str, actor: Actor, at: dt.datetime) -> Banding:
    """Keep the outcome in words, let the case move again, and tell the appellant."""
    if not outcome.strip():
        raise Refused(_("Tuliskan hasil akhir dan alasannya; asesi membacanya apa adanya."))
    with transition(banding, "close", reason=outcome) as locked:
        require(may_handle(actor, locked))
        locked.outcome, locked.closed_at, locked.changed_at = outcome.strip(), at, at
    case = banding.keputusan.asesmen.peserta.permohonan
    for subject in (banding.keputusan, case, case.key):
        for hold in open_holds(subject):
            if hold.kind == HOLD:
                lift_hold(hold, at=at)
    admit_to_request(banding.keputusan)
    recount_request(banding.keputusan.rapat, at=at)
    record(events.CLOSED, banding, new={"number": banding.number})
    _tell(banding, _("Hasil %s Anda") % banding.get_kind_display().lower(), f"{banding.number}\n\n{outcome.strip()}")
    return banding


def _day(day: dt.date | None) -> str:
    return day.strftime("%d-%m-%Y") if day else "–"


def _tell(banding: Banding, subject: str, body: str) -> None:
    outbox.tell(banding.keputusan.asesmen.peserta.permohonan.asesi, subject, body)
