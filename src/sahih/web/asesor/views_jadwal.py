"""One schedule on one screen: who of the group is at which step, and what the asesor does next."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date, now
from sahih.materials.skema.enums import Medium
from sahih.process.asesmen.actions import start_asesmen
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import may_report, may_review_process, report_gaps
from sahih.process.asesmen.queries import asesmen_of_jadwal, get_asesmen, laporan_of, tinjauan_of
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.jadwal.queries import get_jadwal, live_duty
from sahih.web.answers import act_answer
from sahih.web.asesor.duties import day_badge, instrument_progress
from sahih.web.asesor.stages import AK01, APL02, IA01, OWN_PAGES, PLAN, PRESENCE, Stage, signers_of, stage_of
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Fact, Link, Tone
from sahih.web.ui.words import tanggal_panjang


@dataclass(frozen=True)
class Line:
    """One asesi of the group."""

    asesmen: Asesmen
    name: str
    stage: Stage
    href: str
    next: str
    next_label: str
    present: str = ""
    progress: str = ""


@needs("asesmen.read", roles=(Role.ASESOR,))
def jadwal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The group, and the report at its end."""
    found = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=found.uji_coba)
    duty, today = live_duty(found), local_date(now(), found.zone)
    is_mine = duty is not None and duty.asesor.person_id == request.actor.person_id
    lines = lines_of(found, request.lsp, today=today, is_mine=is_mine)
    ended = sum(not one.stage.act and one.asesmen.status not in OPEN for one in lines)
    seen = {
        "jadwal": found, "lines": lines, "facts": schedule_facts(found, duty), "age": day_badge(found.day, today),
        "together": together_of(lines, slug, ref) if is_mine else [],
        "unplanned": sum(one.stage.act == PLAN for one in lines) if is_mine else 0,
        "done": ended, "total": len(lines), "report": report_card(request, found), "review": review_card(request, found), "duty": duty, "is_mine": is_mine,
        "is_paper": found.medium == Medium.KERTAS,
    }  # fmt: skip
    return render(request, "asesor/jadwal.html", seen)


OPEN = {Asesmen.Status.DISIAPKAN, Asesmen.Status.DITINJAU, Asesmen.Status.DISETUJUI, Asesmen.Status.BERLANGSUNG}


def lines_of(found: Jadwal, lsp: Lsp, *, today: dt.date, is_mine: bool) -> list[Line]:
    """Everybody in the order of the list of participants; three queries for any size of group."""
    asesmen_list = asesmen_of_jadwal(found)
    for one in asesmen_list:
        one.peserta.jadwal = found
    signed, counts = signers_of(asesmen_list), instrument_progress(asesmen_list)
    return [_line(one, lsp, stage_of(one, signed, today=today), counts, is_mine=is_mine) for one in asesmen_list]


def _line(asesmen: Asesmen, lsp: Lsp, stage: Stage, counts: dict[int, str], *, is_mine: bool) -> Line:
    href = reverse("asesor:asesmen", args=[lsp.slug, asesmen.ref])
    act = stage.act if is_mine else ""
    next_href = _next_of(asesmen, lsp, act)
    return Line(
        asesmen=asesmen,
        name=asesmen.peserta.permohonan.asesi.name,
        stage=stage,
        href=href,
        next=next_href,
        next_label=stage.text,
        present=reverse("asesor:hadir", args=[lsp.slug, asesmen.ref])
        if act == PRESENCE and stage.tone == Tone.WAIT
        else "",
        progress=counts.get(asesmen.ia01_id or 0, "") if act == IA01 else "",
    )


def together_of(lines: list[Line], slug: str, ref: str) -> list[Link]:
    """Where two or more wait for the same signature, one act over all of them."""
    words = {APL02: _("Tandatangani FR.APL.02 sekelompok"), AK01: _("Tandatangani FR.AK.01 sekelompok")}
    acts = [one.stage.act for one in lines]
    return [
        Link(label, reverse("asesor:bersama", args=[slug, ref, act]))
        for act, label in words.items()
        if acts.count(act) > 1
    ]


def _next_of(asesmen: Asesmen, lsp: Lsp, act: str) -> str:
    """Where the asesor goes on; being present is a button of its own."""
    if not act or act == PRESENCE:
        return ""
    if act in OWN_PAGES:
        return reverse(f"asesor:{act}", args=[lsp.slug, asesmen.ref])
    return reverse("asesor:isi", args=[lsp.slug, asesmen.ref, act])


def schedule_facts(found: Jadwal, duty: Penugasan | None) -> list[Fact]:
    facts = [
        Fact(_("Hari"), tanggal_panjang(found.day)),
        Fact(_("Waktu"), f"{found.starts:%H.%M}–{found.ends:%H.%M} {found.zone}"),
        Fact(_("TUK"), found.tuk.name),
        Fact(_("Asesor"), duty.asesor.person.name if duty else _("belum ada")),
    ]
    if found.meeting_link:
        facts.append(Fact(_("Tautan"), found.meeting_link, href=found.meeting_link))
    return facts


@dataclass(frozen=True)
class ReportCard:
    """The state of FR.AK.05."""

    badge: Badge
    text: str
    href: str = ""
    label: str = ""


def report_card(request: LspRequest, found: Jadwal) -> ReportCard:
    """What keeps the report, or where to write it, or where to read it."""
    href = reverse("asesor:laporan", args=[request.lsp.slug, found.ref])
    laporan = laporan_of(found)
    if laporan is not None and laporan.signed_at:
        return ReportCard(
            Badge(_("ditandatangani"), Tone.OK),
            _("Laporan selesai; komite teknis dapat dibentuk."),
            href,
            _("Baca FR.AK.05"),
        )
    gaps, verdict = report_gaps(found), may_report(request.actor, found)
    if gaps:
        return ReportCard(
            Badge(_("%d asesi belum selesai") % len(gaps), Tone.WAIT),
            _("Laporan terbuka setelah setiap asesi selesai atau dicatat ketidakhadirannya."),
        )
    if not verdict:
        return ReportCard(Badge(_("belum ditulis"), Tone.WAIT), str(verdict.reason))
    return ReportCard(
        Badge(_("giliran Anda"), Tone.WAIT),
        _("Semua asesi selesai. Tulis dan tandatangani laporan."),
        href,
        _("Tulis FR.AK.05"),
    )


def review_card(request: LspRequest, found: Jadwal) -> ReportCard:
    """FR.AK.06 before the first recommendation (FX9)."""
    href = reverse("asesor:tinjauan", args=[request.lsp.slug, found.ref])
    first, verdict = tinjauan_of(found), may_review_process(request.actor, found)
    if first is not None and first.signed_at:
        return ReportCard(Badge(_("ditandatangani"), Tone.OK), _("Prosesnya sudah ditinjau."), href, _("Baca FR.AK.06"))
    if not verdict:
        return ReportCard(Badge(_("belum ditinjau"), Tone.WAIT), str(verdict.reason))
    said = _("Tinjau prosesnya sebelum merekomendasikan hasil asesi pertama.")
    return ReportCard(Badge(_("giliran Anda"), Tone.WAIT), said, href, _("Tinjau pada FR.AK.06"))


@require_POST
@needs(roles=(Role.ASESOR,))
def hadir(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The asesi is present: gate 4 opens the session (FX4)."""
    asesmen = get_asesmen(request.actor, ref)
    name = asesmen.peserta.permohonan.asesi.name
    return act_answer(
        request, lambda: start_asesmen(asesmen, actor=request.actor, at=now()),
        done=_("%s hadir. FR.IA.01 terbuka.") % name, to=_back(request, asesmen),
    )  # fmt: skip


def _back(request: LspRequest, asesmen: Asesmen) -> str:
    """To the list one came from, or to the asesi."""
    if request.POST.get("dari") == "jadwal":
        return reverse("asesor:jadwal", args=[request.lsp.slug, asesmen.peserta.jadwal.ref])
    return reverse("asesor:asesmen", args=[request.lsp.slug, asesmen.ref])
