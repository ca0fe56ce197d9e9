"""The list of plans, one plan, and the acts that need a word only."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused
from sahih.materials.muk.actions import give_back_rencana, open_rencana, retire_rencana
from sahih.materials.muk.policies import may_give_back, may_retire
from sahih.materials.muk.queries import get_rencana
from sahih.materials.perangkat.policies import READERS as MUK_READERS
from sahih.materials.skema.queries import get_versi, waiting_titles
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.rencana.pages import badge_of, facts_of, opens_of, papers_of, sections_of, title_of, turn_of
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial

READERS = (Role.ASESOR, Role.MANAJER_SERTIFIKASI)


class ReasonForm(forms.Form):
    """Why a plan is handed back or retired."""

    note = forms.CharField(
        label=gettext_lazy("Alasan"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )  # fmt: skip


@needs("asesmen.read", roles=READERS)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Per version which potensi have a plan, and what is missing."""
    day = local_date(now(), request.lsp.zone)
    seen = {"sections": sections_of(request.actor, request.lsp, day=day), "waiting": waiting_titles(request.lsp)}
    return render(request, "rencana/daftar.html", seen)


@require_POST
@needs(roles=(Role.ASESOR,))
def susun(request: LspRequest, slug: str, versi_ref: str) -> HttpResponse:
    """Begin the plan of one potensi, empty or from another potensi's."""
    versi, source = get_versi(request.actor, versi_ref), request.POST.get("salin", "")
    like = get_rencana(request.actor, source) if source else None
    try:
        made = open_rencana(versi, potensi=request.POST.get("potensi", ""), like=like, actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, reverse("rencana:daftar", args=[slug]), refusal.reason)
    messages.success(request, _("Rencana dibuka. Isi FR.MAPA.01; FR.MAPA.02 mengikutinya."))
    return redirect("rencana:isi", slug, made.ref, "mapa-01")


@needs("asesmen.read", roles=READERS)
def rencana(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One plan: whose turn, what it opens, its sheets."""
    row, day = get_rencana(request.actor, ref), local_date(now(), request.lsp.zone)
    mark_trial(request, is_trial=row.mapa01.uji_coba)
    turn = turn_of(row, request.actor, day=day)
    mine = turn is not None and bool(turn.verdict)
    seen = {
        "rencana": row, "title": title_of(row), "badge": badge_of(row), "facts": facts_of(row), "opens": opens_of(row),
        "papers": papers_of(row, slug), "turn": turn, "is_mine": mine, "may_write": mine and row.status == row.Status.DRAF,
        "may_map": request.actor.has(*MUK_READERS), "may_return": bool(may_give_back(request.actor, row, day=day)), "may_retire": bool(may_retire(request.actor, row)),
    }  # fmt: skip
    return render(request, "rencana/rencana.html", seen)


@needs(roles=READERS)
def kembalikan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Hand the plan back with what is to be mended."""
    row = get_rencana(request.actor, ref)
    back = reverse("rencana:rencana", args=[slug, ref])
    page = FormPage(
        title=_("Kembalikan kepada penyusun"), button=_("Kembalikan"), back=back, over=title_of(row),
        lead=_("Penyusun mendapat lembar perbaikan yang menyebut lembar ini; tanda tangan yang sudah ada tetap terbaca."),
        template="asesor/formulir.html",
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return give_back_rencana(row, note=said["note"], actor=request.actor, at=now())

    return form_answer(
        request, ReasonForm(request.POST or None), page, save=save, done=_("Rencana dikembalikan."), to=back
    )  # fmt: skip


@needs("skema.manage", roles=READERS)
def tarik(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Take a plan out of use."""
    row = get_rencana(request.actor, ref)
    back = reverse("rencana:rencana", args=[slug, ref])
    page = FormPage(
        title=_("Tarik rencana"), button=_("Tarik"), back=back, over=title_of(row), kind="danger",
        lead=_("Asesmen baru tidak dapat memakainya lagi; yang sudah menyepakatinya dalam FR.AK.01 tetap memakainya."),
        template="asesor/formulir.html",
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return retire_rencana(row, reason=said["note"], actor=request.actor, at=now())

    return form_answer(
        request, ReasonForm(request.POST or None), page, save=save, done=_("Rencana ditarik."), to=back
    )  # fmt: skip
