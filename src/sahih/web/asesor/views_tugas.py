"""The asesor's first page, and one duty: willingness, the SPT, its receipt (A7, A14)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.process.jadwal.actions import confirm_duty, decline_duty, receive_spt
from sahih.process.jadwal.models import Penugasan
from sahih.process.jadwal.policies import group_warning, may_answer
from sahih.process.jadwal.queries import get_penugasan, live_peserta
from sahih.web.answers import act_answer, form_answer
from sahih.web.asesor.duties import home_of, overview
from sahih.web.asesor.forms import DECLINE, WILLING, DeclineForm, WillingForm
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response, show
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Fact
from sahih.web.ui.words import tanggal_panjang


@needs("asesmen.read", roles=(Role.ASESOR,))
def home(request: LspRequest, slug: str) -> HttpResponse:
    """What waits for the asesor, then every duty; who reads all assessments finds them below."""
    found = home_of(request.actor, request.lsp, at=now())
    mark_trial(request, is_trial=found.is_trial)
    seen = {
        "home": found, "count": len(found.tasks), "today": now(), "is_asesor": request.actor.has(Role.ASESOR),
        "everything": overview(request.actor, request.lsp) if request.actor.may("asesmen.read") else None,
    }  # fmt: skip
    return render(request, "asesor/home.html", seen)


@needs(roles=(Role.ASESOR,))
def tugas(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One duty with everything one needs to answer it."""
    penugasan = get_penugasan(request.actor, ref)
    mark_trial(request, is_trial=penugasan.jadwal.uji_coba)
    return render(request, "asesor/tugas.html", duty_page(request, penugasan))


def duty_page(request: LspRequest, penugasan: Penugasan) -> dict[str, object]:
    """The parts of the duty's page."""
    peserta_list = list(live_peserta(penugasan.jadwal))
    spt = penugasan.spt if penugasan.spt and penugasan.spt.locked_at else None
    verdict = may_answer(request.actor, penugasan)
    return {
        "penugasan": penugasan,
        "jadwal": penugasan.jadwal,
        "facts": duty_facts(penugasan, len(peserta_list)),
        "peserta_list": peserta_list,
        "warning": group_warning(len(peserta_list)),
        "may_answer": bool(verdict),
        "spt": show(spt) if spt else None,
        "is_waiting_spt": penugasan.answer == Penugasan.Answer.WILLING and not spt,
        "may_receive": bool(spt)
        and penugasan.spt_received_at is None
        and penugasan.asesor.person_id == request.actor.person_id,
        "href": reverse("asesor:jadwal", args=[request.lsp.slug, penugasan.jadwal.ref]) if spt else "",
    }


def duty_facts(penugasan: Penugasan, count: int) -> list[Fact]:
    jadwal = penugasan.jadwal
    facts = [
        Fact(_("Skema"), jadwal.versi.title),
        Fact(_("Hari"), tanggal_panjang(jadwal.day)),
        Fact(_("Waktu"), f"{jadwal.starts:%H.%M}–{jadwal.ends:%H.%M} {jadwal.zone}"),
        Fact(_("Cara"), f"{jadwal.get_mode_display()}, {jadwal.get_medium_display().lower()}"),
        Fact(_("TUK"), f"{jadwal.tuk.name} ({jadwal.tuk.kind.lower()})"),
        Fact(_("Alamat"), jadwal.tuk.address),
        Fact(_("Asesi"), _("%d orang") % count),
        Fact(_("Jawaban Anda"), penugasan.get_answer_display()),
    ]
    if jadwal.meeting_link:
        facts.insert(6, Fact(_("Tautan"), jadwal.meeting_link, href=jadwal.meeting_link))
    if penugasan.outside_duties:
        facts.append(Fact(_("Tugas di luar sistem"), penugasan.outside_duties))
    return facts


@needs(roles=(Role.ASESOR,))
def bersedia(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Say yes, with the duties that this system cannot see (A14)."""
    penugasan = get_penugasan(request.actor, ref)
    mark_trial(request, is_trial=penugasan.jadwal.uji_coba)
    to = reverse("asesor:tugas", args=[slug, ref])
    return form_answer(
        request, WillingForm(request.POST or None), WILLING.at(penugasan, to),
        save=lambda said: confirm_duty(penugasan, outside_duties=said["outside_duties"], actor=request.actor, at=now()),
        done=_("Kesediaan tercatat. SPT disusun dan menunggu tanda tangan Ketua LSP."), to=to,
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def menolak(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Say no, with the reason; the date is free again."""
    penugasan = get_penugasan(request.actor, ref)
    mark_trial(request, is_trial=penugasan.jadwal.uji_coba)
    to = reverse("asesor:home", args=[slug])
    return form_answer(
        request, DeclineForm(request.POST or None), DECLINE.at(penugasan, reverse("asesor:tugas", args=[slug, ref])),
        save=lambda said: decline_duty(penugasan, reason=said["reason"], actor=request.actor, at=now()),
        done=_("Penolakan tercatat. Admin LSP mencari asesor lain; tanggal itu bebas lagi bagi Anda."), to=to,
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def spt(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The SPT as PDF."""
    penugasan = get_penugasan(request.actor, ref)
    if penugasan.spt is None or not penugasan.spt.locked_at:
        raise Unseen
    return pdf_response(penugasan.spt, lsp=request.lsp, actor=request.actor)


@require_POST
@needs(roles=(Role.ASESOR,))
def terima_spt(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Mark the letter as received (E18)."""
    penugasan = get_penugasan(request.actor, ref)
    return act_answer(
        request, lambda: receive_spt(penugasan, actor=request.actor, at=now()),
        done=_("SPT ditandai diterima. Tinjau FR.APL.02 tiap asesi sebelum hari asesmen."),
        to=reverse("asesor:jadwal", args=[slug, penugasan.jadwal.ref]),
    )  # fmt: skip
