"""What reviews and validations want improved; closed with an answer (FX9)."""

import datetime as dt

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.kernel.clock import local_date, now
from sahih.process.kaji_ulang.actions import close_improvement
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.kaji_ulang.queries import get_perbaikan, visible_perbaikan
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Cell, Fact, Table
from sahih.web.ui.perbaikan import source_of, state_of
from sahih.web.ui.words import tanggal

MOST = 100


@needs("mutu.improve")
def perbaikan(request: LspRequest, slug: str) -> HttpResponse:
    """Open ones first, the nearest day on top; closed ones below with their answers."""
    today = local_date(now(), request.lsp.zone)
    rows = visible_perbaikan(request.actor).order_by("answered_at", "due_on", "opened_at", "id")
    open_ones, closed = rows.filter(answered_at=None), rows.exclude(answered_at=None)
    columns = (_("Perbaikan"), _("Dari"), _("Skema"), _("Penanggung jawab"), _("Selesai sebelum"), _("Keadaan"))
    cells = [_cells(one, slug, today) for one in (*open_ones[:MOST], *closed.order_by("-answered_at", "-id")[:MOST])]
    return render(request, "admin_lsp/daftar.html", {
        "title": _("Perbaikan"), "over": _("Mutu"),
        "lead": _("Temuan dari FR.AK.06, FR.VA, FR.IA.11 dan hasil butir. Versi berikutnya dari skema dan materinya menjawabnya."),
        "table": Table(_("Perbaikan"), columns, cells), "empty_title": _("Belum ada perbaikan"),
        "empty_text": _("Rekomendasi pada FR.AK.06 dan rencana pada FR.VA muncul di sini setelah kaji ulang selesai."),
    })  # fmt: skip


def _cells(one: Perbaikan, slug: str, today: dt.date) -> tuple[Cell, ...]:
    state = state_of(one, day=today)
    return (
        Cell(one.what, reverse("admin_lsp:perbaikan_jawab", args=[slug, one.ref])),
        Cell(source_of(one)),
        Cell(f"{one.versi.title} · {_('versi')} {one.versi.version}"),
        Cell(one.owner or "—"),
        Cell(tanggal(one.due_on) if one.due_on else "—"),
        Cell(state.text, tone=state.tone),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Yang dilakukan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Sebut versi materi yang menjawabnya, atau alasan mengapa tidak dilakukan."),
    )  # fmt: skip


@needs("mutu.improve")
def perbaikan_jawab(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One improvement, and its answer."""
    found = get_perbaikan(request.actor, ref)
    facts = [
        Fact(_("Dari"), f"{found.lembar.code} {found.lembar.title}" if found.lembar else source_of(found)),
        Fact(_("Skema"), f"{found.versi.title} · {_('versi')} {found.versi.version}"),
        *([Fact(_("MUK"), str(found.muk))] if found.muk else []),
        *([Fact(_("Dicatat oleh"), found.noted_by.name)] if found.noted_by else []),
        Fact(_("Penanggung jawab"), found.owner or "—"),
        Fact(_("Selesai sebelum"), tanggal(found.due_on) if found.due_on else "—"),
    ]
    back = reverse("admin_lsp:perbaikan", args=[slug])
    if found.answered_at:
        facts += [Fact(_("Dijawab"), tanggal(found.answered_at)), Fact(_("Jawaban"), found.answer)]
    page = FormPage(
        _("Jawab perbaikan"), _("Catat selesai"), back, over=_("Perbaikan"), lead=found.what, more={"facts": facts}
    )
    if found.answered_at and request.method == "POST":
        return redirect(back)
    return form_answer(
        request, AnswerForm(request.POST or None, initial={"answer": found.answer}), page, to=back,
        save=lambda said: close_improvement(found, said["answer"], actor=request.actor, at=now()),
        done=_("Perbaikan dicatat selesai."),
    )  # fmt: skip
