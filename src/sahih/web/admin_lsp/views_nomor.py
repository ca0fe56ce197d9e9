"""Numbers that went wrong: declare one void, and take in what BNSP sends in its place (CT6)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.process.sertifikat.actions import BadNumbers, renumber, void_number
from sahih.process.sertifikat.models import NomorBatal
from sahih.process.sertifikat.queries import get_permintaan
from sahih.process.sertifikat.sheets import LIMIT_BYTES
from sahih.web.admin_lsp.fields import ReasonForm
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.admin_lsp.views_sertifikat import request_page
from sahih.web.answers import FormPage, form_answer, uploaded
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Cell, Table
from sahih.web.ui.words import tanggal


class VoidForm(ReasonForm):
    """Which number, and what happened to it."""

    number = forms.CharField(
        label="Nomor yang batal", max_length=60, help_text="Nomor sertifikat, nomor registrasi, atau nomor blangko.",
        widget=forms.TextInput(attrs={"class": "num", "autocomplete": "off", "inputmode": "text"}),
    )  # fmt: skip

    field_order = ("number", "reason")


@needs("sertifikat.numbers")
def batal(request: LspRequest, slug: str) -> HttpResponse:
    """Every void number with its reason; above them the form for one more."""
    found = newest_first(NomorBatal.objects.all(), by="voided_at", after=request.GET.get("sesudah", ""))
    rows = [(Cell(one.number, is_number=True), Cell(one.reason), Cell(tanggal(one.voided_at))) for one in found.rows]
    form = VoidForm(
        request.POST or None, initial={"number": request.GET.get("nomor", "")[:60]},
        help_text=_("Misalnya: blangko rusak saat dicetak, dikembalikan ke BNSP dengan berita acara."),
    )  # fmt: skip
    where = reverse("admin_lsp:nomor_batal", args=[slug])
    page = FormPage(
        _("Nomor batal"), _("Batalkan nomor"), reverse("admin_lsp:sertifikat", args=[slug]), over=_("Sertifikat"), kind="danger",
        lead=_("Nomor yang batal tidak pernah dipakai lagi. Sertifikat yang memakainya dan belum terbit menunggu nomor pengganti dari BNSP."),
        template="admin_lsp/nomor_batal.html",
        more={
            "table": Table(_("Nomor yang sudah batal"), ("Nomor", "Alasan", "Dibatalkan"), rows),
            "next": f"?sesudah={found.next_key}" if found.next_key else "", "start": "" if found.is_first else "?",
        },
    )  # fmt: skip
    return form_answer(
        request, form, page, to=where, done=_("Nomor dibatalkan dan tidak akan dipakai lagi."),
        save=lambda data: void_number(data["number"], reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


@needs("sertifikat.numbers")
@require_POST
def pengganti(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Take in the numbers that replace void ones."""
    one = get_permintaan(request.actor, ref)
    try:
        content, _name = uploaded(request, "berkas", limit=LIMIT_BYTES)
        made = renumber(one, content, actor=request.actor, at=now())
    except BadNumbers as bad:
        return request_page(request, one, slug, error=str(bad.reason), problems=bad.problems, status=422)
    except Refused as refusal:
        return request_page(request, one, slug, error=str(refusal.reason), status=422)
    messages.success(
        request, _("%d sertifikat mendapat nomor pengganti. Berikutnya terbitkan sertifikatnya.") % len(made)
    )
    return redirect("admin_lsp:permintaan", slug, ref)
