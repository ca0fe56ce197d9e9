"""End what an asesor or a TUK covers; what was done under it stays done."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import get_or_unseen
from sahih.materials.lingkup.actions import end_coverage
from sahih.materials.lingkup.models import LingkupAsesor, LingkupTuk
from sahih.web.admin_lsp.fields import day_field
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Fact
from sahih.web.ui.words import tanggal


class EndForm(forms.Form):
    """The last day on which it holds."""

    last_day = day_field("Hari terakhir berlaku", help_text="Jadwal, SPT, dan keputusan sesudah hari ini tertahan.")


@needs("skema.manage")
def akhiri_asesor(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """An asesor no longer assesses a skema (A6)."""
    row: LingkupAsesor = get_or_unseen(LingkupAsesor.objects.select_related("asesor__person", "skema"), ref=ref)
    return _end(request, row, who=row.asesor.person.name, paper=row.certificate_no, back=reverse("admin_lsp:asesor", args=[slug]))  # fmt: skip


@needs("skema.manage")
def akhiri_tuk(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """A TUK is no longer established for a skema (T2)."""
    row: LingkupTuk = get_or_unseen(LingkupTuk.objects.select_related("tuk", "skema"), ref=ref)
    return _end(request, row, who=row.tuk.name, paper=row.sk_number, back=reverse("admin_lsp:tuk", args=[slug]))


def _end(request: LspRequest, row: LingkupAsesor | LingkupTuk, *, who: str, paper: str, back: str) -> HttpResponse:
    until = tanggal(row.valid_until) if row.valid_until else _("tanpa batas")
    facts = [
        Fact(_("Skema"), row.skema.title),
        Fact(_("Dasar"), paper),
        Fact(_("Masa berlaku"), f"{tanggal(row.valid_from)} – {until}"),
    ]
    form = EndForm(request.POST or None, initial={"last_day": local_date(now(), request.lsp.zone)})
    page = FormPage(
        _("Akhiri lingkup"), _("Akhiri"), back, over=who, kind="danger", more={"facts": facts},
        lead=_("Yang sudah dikerjakan tetap sah. Untuk melanjutkan lagi kelak, tambahkan lingkup baru dengan suratnya."),
    )  # fmt: skip
    return form_answer(
        request, form, page, to=back, done=_("Lingkup diakhiri."),
        save=lambda data: end_coverage(row, last_day=data["last_day"], actor=request.actor),
    )  # fmt: skip
