"""An invoice as any payer reads it, and the proof they send: one form, one file, kept when refused."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.process.biaya.actions import send_proof
from sahih.process.biaya.models import Tagihan
from sahih.process.biaya.queries import baris_of, rupiah
from sahih.web.gate import ActorRequest
from sahih.web.ui.parts import Badge, Fact, Tone
from sahih.web.ui.words import tanggal
from sahih.web.uploads import first_file

S = Tagihan.Status
TONES = {S.TERBIT: Tone.WAIT, S.BUKTI_DITOLAK: Tone.WAIT, S.DIPERIKSA: Tone.INFO, S.LUNAS: Tone.OK, S.BATAL: Tone.NO}


class ProofForm(forms.Form):
    """What the bank's paper says."""

    jumlah = forms.CharField(
        label=gettext_lazy("Jumlah yang dibayar (rupiah)"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip
    tanggal = forms.DateField(
        label=gettext_lazy("Tanggal pembayaran"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
    pengirim = forms.CharField(label=gettext_lazy("Nama pengirim pada bukti"), max_length=120)

    def clean_jumlah(self) -> int:
        digits = (
            str(self.cleaned_data["jumlah"]).replace("Rp", "").replace(".", "").replace(" ", "").removesuffix(",00")
        )
        if not digits.isdecimal() or not 0 < int(digits) < 10**12:
            raise forms.ValidationError(_("Tulis jumlahnya dengan angka, misalnya 1.350.000."))
        return int(digits)


def proof_form(tagihan: Tagihan) -> ProofForm:
    return ProofForm(initial={"jumlah": f"{tagihan.total:,}".replace(",", ".")})


def take_proof(
    request: ActorRequest, tagihan: Tagihan, *, back: str
) -> tuple[HttpResponse | None, ProofForm, list[str]]:
    """Send it on and go back, or hand back the form and what is wrong with the file."""
    form = ProofForm(request.POST)
    if not form.is_valid():
        return None, form, [_("Pilih berkasnya sekali lagi setelah isian di atas diperbaiki.")]
    try:
        content, name = first_file(request, "berkas")
        send_proof(
            tagihan, content, name=name, sender=form.cleaned_data["pengirim"], amount=form.cleaned_data["jumlah"],
            paid_on=form.cleaned_data["tanggal"], actor=request.actor, at=now(),
        )  # fmt: skip
    except Refused as refusal:
        return None, form, [str(refusal.reason)]
    messages.success(request, _("Bukti pembayaran diterima. LSP memeriksanya dan memberi kabar."))
    return redirect(back), form, []


def bill_badge(bill: Tagihan) -> Badge:
    return Badge(bill.get_status_display(), TONES[S(bill.status)])


def bill_facts(bill: Tagihan) -> list[Fact]:
    return [
        Fact(_("Nomor"), bill.number, is_number=True),
        Fact(_("Jumlah"), rupiah(bill.total), is_number=True),
        Fact(_("Terbit"), tanggal(bill.issued_at)),
        Fact(_("Paling lambat"), tanggal(bill.due_on)),
    ]


def bill_lines(bill: Tagihan) -> list[Fact]:
    return [Fact(line.text, rupiah(line.amount), is_number=True) for line in baris_of(bill)]
