"""Print blanks, file scans to their sheets, type, give back, confirm; only what is confirmed drives the work."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sahih.documents.blangko import print_blank, stapled
from sahih.documents.filling import Filled, begin
from sahih.documents.fr import FORMS
from sahih.documents.kertas import Kertas, bind_kertas, close_kertas, enter_kertas
from sahih.documents.ketentuan.queries import kendali_of
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.pindaian import Expected, excerpt, pages_of, sort_pages
from sahih.documents.prints import WATERMARK, block_of, head_of_form
from sahih.documents.sheets import KONFIRMASI, content_of, refresh_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import ZONES, local_date
from sahih.kernel.policy import Refused, require
from sahih.kernel.vault.inspection import Inspected, inspect
from sahih.kernel.vault.store import store
from sahih.kernel.workflow import lock, transition
from sahih.process.asesmen.actions.correcting import (
    moving,
    put_back,
    replace_sheet,
    restore_report,
    step_back,
    step_forth,
)
from sahih.process.asesmen.actions.keeping import open_sheet
from sahih.process.asesmen.actions.session import conclude, hold_once, take_results
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.perangkat import muk_stands
from sahih.process.asesmen.queries import RESTING_ON, ak02_context, begun_with, ia01_context
from sahih.process.kertas import events
from sahih.process.kertas.models import LembarKertas
from sahih.process.kertas.policies import (
    is_overtaken,
    may_confirm,
    may_correct_kertas,
    may_drop_kertas,
    may_enter,
    may_handle,
    paper_session_gaps,
)
from sahih.process.kertas.queries import CONTEXTS, codes_on_paper, kertas_of, sheet_of

Posted = Mapping[str, Sequence[str]]


# --- blanks -----------------------------------------------------------------------------------------------
@action("kertas.print")
def print_kertas(asesmen_list: Sequence[Asesmen], *, actor: Actor, at: dt.datetime) -> bytes:
    """The blanks of these assessments as one file; a sheet that was scanned already is not printed again."""
    lsp = Lsp.objects.get(pk=actor.here)
    prints: list[bytes] = []
    for asesmen in asesmen_list:
        require(may_handle(actor, asesmen))
        if asesmen.ia01 is None:  # what is printed for a session to come bears the benchmarks of its MUK
            require(muk_stands(asesmen))
        prints += [_blank(asesmen, code, lsp, at=at) for code in _unscanned(asesmen)]
    if not prints:
        raise Refused(_("Semua lembar sudah dipindai; tidak ada yang perlu dicetak."))
    return stapled(prints)


def _unscanned(asesmen: Asesmen) -> list[str]:
    known = kertas_of(asesmen)
    return [code for code in CONTEXTS if code not in known or _wants_paper(known[code])]


def _wants_paper(kertas: LembarKertas) -> bool:
    """Not scanned yet; or a correction, which may be typed from the old paper and may be written on a new one."""
    is_new = kertas.corrects is not None and kertas.scan_id == kertas.corrects.scan_id
    return kertas.status == LembarKertas.Status.MENUNGGU or (is_new and kertas.can("file"))


def _blank(asesmen: Asesmen, code: str, lsp: Lsp, *, at: dt.datetime) -> bytes:
    case = asesmen.peserta.permohonan
    kertas = kertas_of(asesmen).get(code) or LembarKertas.objects.create(
        asesmen=asesmen, code=code, pages=0, changed_at=at
    )
    head, block = head_of_form(kop(lsp), block_of(kendali_of(code)))
    printed = print_blank(
        FORMS[code], begin(FORMS[code], CONTEXTS[code](asesmen)), ref=kertas.ref, date=local_date(at, lsp.zone).isoformat(),
        kop=head, document_block=block, watermark=WATERMARK if case.uji_coba else "",
    )  # fmt: skip
    if kertas.scan_id is None:  # of a scan that lies there the pages are known
        kertas.pages = printed.pages
    kertas.changed_at = at
    kertas.save(update_fields=["pages", "changed_at"])
    record(events.PRINTED, kertas, new={"form": code, "pages": printed.pages})
    return printed.pdf


# --- scans ------------------------------------------------------------------------------------------------
@action("kertas.file")
def file_scan(
    asesmen_list: Sequence[Asesmen], content: bytes, *, name: str, actor: Actor, at: dt.datetime,
    chosen: LembarKertas | None = None,
) -> list[LembarKertas]:  # fmt: skip
    """File each page of a scan to the sheet whose code it bears; `chosen` takes pages whose code cannot be read.

    All or nothing: a foreign page, a missing page or one too many leaves everything as it was.
    """
    for asesmen in asesmen_list:
        require(may_handle(actor, asesmen))
    scan = inspect(content, name=name)
    papers = [one for asesmen in asesmen_list for one in kertas_of(asesmen).values()]
    known = {ref: one for one in papers for ref in codes_on_paper(one)}
    expected = {ref: Expected(one.code, one.pages) for ref, one in known.items()}
    found = sort_pages(pages_of(scan), expected, chosen=chosen.ref if chosen else "")
    return [_file(known[ref], scan, places, actor=actor, at=at) for ref, places in found.items()]


def _file(
    kertas: LembarKertas, scan: Inspected, places: Sequence[int], *, actor: Actor, at: dt.datetime
) -> LembarKertas:
    with transition(kertas, "file") as locked:
        locked.scan = store(
            [excerpt(scan, places)], name=f"{locked.code} {locked.ref}", mime=scan.mime, kind="pindaian", at=at,
            owner_id=actor.person_id, sensitive=True, key=locked.asesmen.peserta.permohonan.key,
        )  # fmt: skip
        locked.changed_at = at
        record(events.FILED, locked, new={"form": locked.code, "pages": len(places), "sha256": locked.scan.sha256})
    return locked


# --- what stands on the paper, typed --------------------------------------------------------------------------
@action("kertas.save")
def save_kertas(
    kertas: LembarKertas, posted: Posted, *, as_role: str, actor: Actor, at: dt.datetime, partial: bool = True,
    revision: int | None = None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep what one role wrote on the paper."""
    require(may_enter(actor, kertas))
    sheet = open_copy(kertas, at=at)
    context = CONTEXTS[kertas.code](kertas.asesmen)
    filled, part = enter_kertas(
        sheet, FORMS[kertas.code], posted, context, as_role=as_role, at=at, partial=partial, revision=revision
    )
    record(events.SAVED, kertas, new={"form": kertas.code, "revision": part.revision})
    return filled, part


@action("kertas.begin")
def begin_kertas(kertas: LembarKertas, *, actor: Actor, at: dt.datetime) -> Lembar:
    """Open the copy that will be typed, or find the one begun."""
    require(may_enter(actor, kertas))
    sheet = open_copy(kertas, at=at)
    record(events.BEGUN, kertas, new={"form": kertas.code})
    return sheet


def open_copy(kertas: LembarKertas, *, at: dt.datetime) -> Lembar:
    """The assessment's own sheet; a filed FR.IA.01 shows that the asesi came, so it starts the session."""
    if kertas.code == "FR.IA.01" and kertas.asesmen.ia01 is None:
        _start(kertas.asesmen, at=at)
    sheet = sheet_of(kertas)
    assert sheet is not None  # `entry_gaps` asked
    if kertas.lembar_id != sheet.pk:
        kertas.lembar, kertas.changed_at = sheet, at
        kertas.save(update_fields=["lembar", "changed_at"])
    return sheet


def _start(asesmen: Asesmen, *, at: dt.datetime) -> None:
    jadwal = asesmen.peserta.jadwal
    gaps = paper_session_gaps(asesmen, Lsp.objects.get(pk=asesmen.lsp_id), at=at)
    if gaps:
        raise Refused(" ".join(gaps))
    with transition(asesmen, "start") as locked:
        locked.present_at = dt.datetime.combine(jadwal.day, jadwal.starts, tzinfo=ZONES[jadwal.zone])
        locked.ia01 = open_sheet(locked, "FR.IA.01", ia01_context(locked), at=at)
        locked.changed_at = at
        hold_once(jadwal, "berlangsung", _("Asesmen sudah berlangsung; asesor tidak dapat diganti lagi."), at=at)
    asesmen.refresh_from_db()


@action("kertas.hand_in")
def hand_in(kertas: LembarKertas, *, actor: Actor, at: dt.datetime, refusal: str = "") -> LembarKertas:
    """Say that all is typed; from here on it is bound to the scan and waits for another human being."""
    with transition(kertas, "enter") as locked:
        require(may_enter(actor, kertas))
        assert locked.scan is not None
        sheet = open_copy(kertas, at=at)
        typist = Person.objects.get(pk=actor.self_id)
        paper = Kertas(sha256=locked.scan.sha256, pages=locked.pages, typed_by=typist.name)
        if locked.code == "FR.AK.02":  # an evidence may have been judged since it was typed (E4)
            refresh_lembar(sheet, FORMS[locked.code], ak02_context(kertas.asesmen), as_role=KONFIRMASI, at=at)
        bind_kertas(sheet, FORMS[locked.code], paper, at=at)
        locked.lembar, locked.note = sheet, ""
        locked.refusal = refusal.strip() if locked.code == "FR.AK.02" else ""
        locked.entered_by, locked.entered_at, locked.changed_at = typist, at, at
    kertas.refresh_from_db()
    return kertas


# --- the other pair of eyes --------------------------------------------------------------------------------------
@action("kertas.give_back")
def give_back(kertas: LembarKertas, *, note: str, actor: Actor, at: dt.datetime) -> LembarKertas:
    """What was typed is not what the scan shows, or the scan is not fit; said in words."""
    if not note.strip():
        raise Refused(_("Tuliskan apa yang perlu diperbaiki."))
    with transition(kertas, "give_back", reason=note) as locked:
        require(may_confirm(actor, kertas))
        locked.note, locked.changed_at = note, at
    return kertas


@action("kertas.confirm")
def confirm_kertas(kertas: LembarKertas, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> LembarKertas:
    """The scan shows what was typed: the copy locks, and now it drives the work (L12)."""
    with transition(kertas, "confirm") as locked:
        require(may_confirm(actor, locked))
        if is_overtaken(locked):
            raise Refused(_("Bukti dinilai lagi sesudah FR.AK.02 ini dientri. Kembalikan kepada pengentri agar dihitung ulang."))  # fmt: skip
        assert locked.lembar is not None
        assert locked.scan is not None
        consume(proof, actor=actor, at=at)
        close_kertas(locked.lembar, signer=signer(actor), proof=proof, at=at)
        locked.confirmed_by_id, locked.confirmed_at, locked.changed_at = actor.self_id, at, at
        FOLLOWING[locked.code](locked, at=at)
        sha256 = {"sha256": locked.lembar.sha256, "scan": locked.scan.sha256}
        record(events.CONFIRMED, locked, new={"form": locked.code, **sha256})
    kertas.refresh_from_db()
    return kertas


def _agreed(kertas: LembarKertas, *, at: dt.datetime) -> None:
    """PL9: both signed the paper; only now may evidence be typed."""
    with transition(kertas.asesmen, "agree") as locked:
        locked.changed_at = at


def _judged(kertas: LembarKertas, *, at: dt.datetime) -> None:
    """FX7: the instrument is closed, so the matrix of FR.AK.02 can be computed."""
    asesmen = lock(kertas.asesmen)
    if asesmen.ak02 is None:
        asesmen.ak02 = open_sheet(asesmen, "FR.AK.02", ak02_context(asesmen), at=at)
    else:  # it waits since the correction of this instrument began (FX13)
        refresh_lembar(asesmen.ak02, FORMS["FR.AK.02"], ak02_context(asesmen), as_role=KONFIRMASI, at=at)
    asesmen.changed_at = at
    asesmen.save(update_fields=["ak02", "changed_at"])


def _recommended(kertas: LembarKertas, *, at: dt.datetime) -> None:
    """E7, FX6, FX13: K and BK become columns; a signature that the asesi refused on paper is told."""
    assert kertas.lembar is not None
    with transition(kertas.asesmen, "recommend", reason=kertas.refusal) as locked:
        take_results(locked, content_of(kertas.lembar))
        locked.refusal = kertas.refusal
        conclude(locked, at=at)


def _heard(kertas: LembarKertas, *, at: dt.datetime) -> None:
    """The asesi's feedback moves nothing."""


# --- what was confirmed and is wrong ---------------------------------------------------------------------------
@action("kertas.correct")
def correct_kertas(kertas: LembarKertas, *, reason: str, actor: Actor, at: dt.datetime) -> LembarKertas:
    """Type a confirmed sheet anew, from its scan or from a new one; another person confirms it again (FX13, L12).

    The former copy stays with its scan and its confirmation. What was confirmed on its ground is typed anew too.
    """
    lock(kertas.asesmen.peserta.jadwal)  # a committee may be composed, or the report signed, in the same moment
    require(may_correct_kertas(actor, lock(kertas)))
    asesmen, code = lock(kertas.asesmen), kertas.code
    known = kertas_of(asesmen)
    with moving(asesmen, step_back(asesmen, code), reason=reason) as locked:
        replace_sheet(locked, code, reason=reason, at=at)
        locked.changed_at = at
    for other in (code, *RESTING_ON.get(code, ())):
        if other in known:
            _supersede(known[other], reason=reason, at=at)
    return kertas_of(asesmen)[code]


def _supersede(former: LembarKertas, *, reason: str, at: dt.datetime) -> None:
    """Another row takes the place of a confirmed one, with its scan; one that waits for confirmation goes back."""
    if former.status == LembarKertas.Status.DIENTRI:
        with transition(former, "give_back", reason=reason) as locked:
            locked.note, locked.changed_at = reason, at
    if former.status != LembarKertas.Status.SAH:
        return
    with transition(former, "replace", reason=reason) as locked:
        locked.changed_at = at
    new = LembarKertas.objects.create(
        asesmen=former.asesmen, code=former.code, corrects=former, pages=former.pages, note=reason, changed_at=at
    )
    with transition(new, "file", reason=reason) as locked:
        locked.scan = former.scan
    record(events.CORRECTED, former, new={"form": former.code, "by": new.ref}, reason=reason)


@action("kertas.drop_correction")
def drop_kertas_correction(kertas: LembarKertas, *, reason: str, actor: Actor, at: dt.datetime) -> LembarKertas:
    """Give up a correction that nobody confirmed, with what was begun because of it; the former copies stand again."""
    jadwal, row = lock(kertas.asesmen.peserta.jadwal), lock(kertas)
    require(may_drop_kertas(actor, row))
    asesmen, code = lock(kertas.asesmen), kertas.code
    names, known = begun_with(asesmen, code), kertas_of(asesmen)
    with moving(asesmen, step_forth(asesmen, names), reason=reason) as locked:
        put_back(locked, names, reason=reason)
        stand = [_stand_again(known[name], reason=reason, at=at) for name in names]
        locked.refusal = next((one.refusal for one in stand if one.code == "FR.AK.02"), locked.refusal)
        locked.changed_at = at
    restore_report(jadwal, reason=reason, at=at)
    return next(one for one in stand if one.code == code)


def _stand_again(new: LembarKertas, *, reason: str, at: dt.datetime) -> LembarKertas:
    former = new.corrects
    assert former is not None
    with transition(new, "drop", reason=reason) as locked:
        locked.note, locked.changed_at = reason, at
        record(events.DROPPED, locked, new={"form": new.code}, reason=reason)
    with transition(former, "stand", reason=reason) as locked:
        locked.changed_at = at
    return former


FOLLOWING: Mapping[str, Any] = {
    "FR.AK.01": _agreed, "FR.IA.01": _judged, "FR.AK.02": _recommended, "FR.AK.03": _heard,
}  # fmt: skip
