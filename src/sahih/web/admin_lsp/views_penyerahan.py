"""How a certificate reached its holder: receipt, commitment, courier (SOP 4.5)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen, Verdict, deny
from sahih.process.penyerahan.actions import record_delivery
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.penyerahan.policies import hand_over_gaps, may_send
from sahih.process.penyerahan.queries import penyerahan_of
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.sertifikat.queries import get_sertifikat
from sahih.web.admin_lsp.fields import day_field
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response
from sahih.web.ui.parts import Fact
from sahih.web.ui.words import tanggal

READERS = ("sertifikat.request", "sertifikat.issue", "keputusan.read")


class DeliveryForm(forms.Form):
    """The courier, and who took it in."""

    courier = forms.CharField(label="Kurir", max_length=60)
    resi = forms.CharField(label="Nomor resi", max_length=60)
    sent_on = day_field("Dikirim")
    receiver = forms.CharField(
        label="Penerima", max_length=120, required=False, help_text="Kosongkan sampai ada kabar dari kurir."
    )
    received_on = day_field("Diterima", required=False)


def handing_of(sertifikat: Sertifikat, slug: str) -> list[Fact]:
    """What the office sees of the handing over; nothing for a certificate from before it was recorded."""
    row = penyerahan_of(sertifikat)
    if row is None:
        return []
    names = {"komitmen": row.komitmen, "tanda-terima": row.tanda_terima}
    facts = [
        Fact(sheet.title, tanggal(sheet.locked_at) if sheet.locked_at else _("Belum ditandatangani"),
             href=reverse("admin_lsp:sertifikat_lembar", args=[slug, sertifikat.ref, name]) if sheet.locked_at else "")
        for name, sheet in names.items()
    ]  # fmt: skip
    return facts + _courier(row)


def _courier(row: Penyerahan) -> list[Fact]:
    if row.sent_on is None:
        return []
    sent = Fact(_("Dikirim"), f"{tanggal(row.sent_on)} · {row.courier} {row.resi}")
    return [sent, Fact(_("Diterima"), f"{tanggal(row.received_on)} · {row.receiver}")] if row.received_on else [sent]


def may_record_delivery(actor: Actor, sertifikat: Sertifikat) -> Verdict:
    row = penyerahan_of(sertifikat)
    return may_send(actor, row) if row else deny(" ".join(hand_over_gaps(sertifikat)))


@needs("sertifikat.request")
def kirim(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Record the courier; the certificate goes only to who has signed for it."""
    one = get_sertifikat(request.actor, ref)
    row = penyerahan_of(one)
    if row is None:
        raise Unseen
    back = reverse("admin_lsp:sertifikat_rinci", args=[slug, ref])
    known = {name: getattr(row, name) for name in DeliveryForm.base_fields}
    page = FormPage(_("Catat pengiriman"), _("Simpan"), back, over=one.number, lead=_("Isi penerima dan tanggalnya begitu kurir menyerahkan."))  # fmt: skip
    return form_answer(
        request, DeliveryForm(request.POST or None, initial=known), page, to=back, done=_("Pengiriman tercatat. Pemegang sertifikat melihat resinya."),
        save=lambda data: _record(row, data, actor=request.actor),
    )  # fmt: skip


def _record(row: Penyerahan, data: dict[str, Any], *, actor: Actor) -> Penyerahan:  # reason: cleaned data
    return record_delivery(row, actor=actor, at=now(), **data)


@needs(*READERS)
def lembar(request: LspRequest, slug: str, ref: str, name: str) -> HttpResponse:
    """Receipt or commitment as PDF."""
    row = penyerahan_of(get_sertifikat(request.actor, ref))
    sheet = {"komitmen": row.komitmen, "tanda-terima": row.tanda_terima}.get(name) if row else None
    if sheet is None:
        raise Unseen
    return pdf_response(sheet, lsp=request.lsp, actor=request.actor)
