"""The LSP's own forms: what heads them, what they are called, and whether our print is the LSP's form."""

import hashlib
from typing import Any

from csp.constants import SELF
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.documents.contoh_cetak import print_example
from sahih.documents.fr.perbedaan import perbedaan_of
from sahih.documents.ketentuan.actions import confirm_formulir, enter_kendali, send_formulir
from sahih.documents.ketentuan.policies import may_confirm, may_set
from sahih.documents.ketentuan.queries import Berlaku, berlaku, berlaku_of, own_naskah
from sahih.documents.surat import LETTERS
from sahih.institution.lsp.queries import kop
from sahih.kernel.clock import now
from sahih.kernel.numbering import require_pattern
from sahih.kernel.policy import Refused, Unseen
from sahih.web.admin_lsp.fields import day_field, text_area
from sahih.web.answers import FormPage, act_answer, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import file_response
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Table, Tone, Upload
from sahih.web.ui.words import tanggal
from sahih.web.uploads import first_file

RIGHTS = ("lsp.configure", "formulir.confirm")
DONE, OPEN = Badge(_("dikonfirmasi"), Tone.OK), Badge(_("belum dikonfirmasi"), Tone.WAIT)


def state_of(one: Berlaku) -> Badge:
    return DONE if one.konfirmasi else OPEN


@needs(*RIGHTS)
def formulir(request: LspRequest, slug: str) -> HttpResponse:
    """Every form and letter with what heads it and whether the Ketua confirmed it."""
    rows = berlaku()
    left = sum(one.konfirmasi is None for one in rows)
    lead = _(
        "%(left)d dari %(all)d belum dikonfirmasi Ketua LSP. Buka satu per satu, bandingkan cetakannya dengan formulir LSP, lalu konfirmasi."
    )
    tables = [
        Table(title, (_("Formulir") if not letters else _("Surat"), _("Nama"), _("No. Dokumen"), _("Edisi/Revisi"), _("Keadaan")),
              [_cells(one, slug) for one in rows if one.is_letter == letters])
        for title, letters in ((_("Formulir"), False), (_("Surat, berita acara, dan SK"), True))
    ]  # fmt: skip
    return render(request, "admin_lsp/formulir_daftar.html", {
        "lead": lead % {"left": left, "all": len(rows)}, "tables": tables, "slug": slug, "may_set": bool(may_set(request.actor)),
    })  # fmt: skip


def _cells(one: Berlaku, slug: str) -> tuple[Cell, ...]:
    control, state = one.kendali, state_of(one)
    return (
        Cell(one.own_code, reverse("admin_lsp:formulir_rinci", args=[slug, one.code])),
        Cell(one.title),
        Cell((control.doc_no if control else "") or "–"),
        Cell((control.edition if control else "") or "–"),
        Cell(state.text, tone=state.tone),
    )


def found(code: str) -> Berlaku:
    one = berlaku_of(code)
    if one is None:
        raise Unseen
    return one


@needs(*RIGHTS)
def rinci(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """Our print beside the LSP's own form, what is known to differ, and the Ketua's word."""
    return _page(request, code)


def _page(request: LspRequest, code: str, *, errors: tuple[str, ...] = ()) -> HttpResponse:
    one, slug = found(code), request.lsp.slug
    own, held = one.formulir, one.konfirmasi
    seen = {
        "one": one, "slug": slug, "state": state_of(one), "facts": _facts(one), "held": held, "was_held": held is None and one.last is not None,
        "differences": perbedaan_of(code), "may_set": bool(may_set(request.actor)), "may_confirm": bool(may_confirm(request.actor)),
        "is_pdf": own is not None and own.file.mime == "application/pdf",
        "upload": Upload(
            "berkas", _("Formulir LSP"), _("PDF atau Word (.docx), paling besar 20 MB."), errors=errors,
            accept=".pdf,.docx,application/pdf", files=[_own_link(one, slug)] if own else [],
        ),
    }  # fmt: skip
    return render(request, "admin_lsp/formulir_rinci.html", seen, status=422 if errors else 200)


def _own_link(one: Berlaku, slug: str) -> Link:
    assert one.formulir is not None
    href = reverse("admin_lsp:formulir_asli", args=[slug, one.code])
    return Link(one.formulir.file.name, href, note=tanggal(one.formulir.sent_at))


def _facts(one: Berlaku) -> list[Fact]:
    control = one.kendali
    told = [
        (_("Kode BNSP"), one.code),
        (_("Disebut LSP"), control.alias if control else ""),
        (_("No. Dokumen"), control.doc_no if control else ""),
        (_("Edisi/Revisi"), control.edition if control else ""),
        (_("Tanggal Berlaku"), tanggal(control.effective_on) if control and control.effective_on else ""),
        (_("Kode dalam nomor surat"), control.number_code if control else ""),
        (_("Pola nomor surat"), control.number_pattern if control else ""),
        (_("Catatan"), control.note if control else ""),
    ]
    if one.is_letter:
        told.append((_("Naskah"), _wording_words(one)))
    return [Fact(label, value) for label, value in told if value]


def _wording_words(one: Berlaku) -> str:
    row = one.naskah
    if row is None:
        return _("naskah bawaan, belum ditetapkan LSP")
    if row.content is None:
        return _("naskah bawaan, ditetapkan LSP %s") % tanggal(row.adopted_at)
    return _("naskah LSP versi %(version)d, berlaku %(day)s") % {
        "version": row.version,
        "day": tanggal(row.adopted_at),
    }


@needs(*RIGHTS)
def contoh(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """The example print, with the LSP's kop, document control and wording of now."""
    return framed(pdf_answer(_example(request, code), code))


def framed(answer: HttpResponse) -> HttpResponse:
    """Let a PDF stand in a frame of our own page, and in nobody else's."""
    answer["X-Frame-Options"] = "SAMEORIGIN"
    setattr(answer, "_csp_replace", {"frame-ancestors": [SELF]})  # noqa: B010 -- what django-csp reads is declared nowhere
    return answer


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="contoh-{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _example(request: LspRequest, code: str) -> bytes:
    one = found(code)
    naskah = own_naskah(LETTERS[code]) if one.is_letter else None
    return print_example(code, kop=kop(request.lsp), kendali=one.kendali, naskah=naskah).pdf


@needs(*RIGHTS)
def asli(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """The LSP's own form as it was sent."""
    own = found(code).formulir
    if own is None:
        raise Unseen
    return framed(file_response(own.file))


@needs("lsp.configure")
@require_POST
def kirim(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """Keep the LSP's own form."""
    try:
        content, name = first_file(request, "berkas")
        send_formulir(code, content, name=name, actor=request.actor, at=now())
    except Refused as refusal:
        return _page(request, code, errors=(str(refusal.reason),))
    messages.success(request, _("Formulir LSP tersimpan. Bandingkan dengan cetakan contoh di sampingnya."))
    return redirect("admin_lsp:formulir_rinci", slug, code)


@needs(*RIGHTS)
@require_POST
def konfirmasi(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """The Ketua compared the two and stands for it."""
    back = reverse("admin_lsp:formulir_rinci", args=[slug, code])
    if not request.POST.get("sama"):
        messages.error(request, _("Centang dulu pernyataan bahwa Anda sudah membandingkannya."))
        return redirect(back)
    sha256 = hashlib.sha256(_example(request, code)).hexdigest()
    return act_answer(
        request,
        lambda: confirm_formulir(
            code, name=request.user.person.name, print_sha256=sha256, note=request.POST.get("note", "")[:1000],
            actor=request.actor, at=now(),
        ),
        done=_("%s dikonfirmasi. Bila formulir, naskah, atau nomor dokumennya berubah, konfirmasi diminta lagi.") % code, to=back,
    )  # fmt: skip


class KendaliForm(forms.Form):
    """What the box in the head says; a letter also how it counts."""

    doc_no = forms.CharField(label="No. Dokumen", max_length=60, required=False)
    edition = forms.CharField(label="Edisi/Revisi", max_length=40, required=False, help_text="Contoh: 2/0.")
    effective_on = day_field("Tanggal Berlaku", required=False)
    alias = forms.RegexField(
        r"^[A-Za-z0-9./ -]*$", label="Kode yang dipakai LSP", max_length=24, required=False,
        help_text="Isi hanya bila LSP menyebut formulir ini dengan kode lain. Kode BNSP tetap tercetak di kaki halaman.",
    )  # fmt: skip
    note = text_area("Catatan", max_length=1000, required=False, rows=2, help_text="Untuk LSP sendiri; tidak tercetak.")
    number_code = forms.RegexField(
        r"^[A-Z0-9.-]*$", label="Kode dalam nomor surat", max_length=12, required=False, help_text="Huruf besar, contoh: ST. Kosong berarti kode bawaan.",
        error_messages={"invalid": "Pakai huruf besar, angka, titik, atau tanda hubung."},
    )  # fmt: skip
    number_pattern = forms.CharField(
        label="Pola nomor surat ini", max_length=60, required=False,
        help_text="Pakai {urut}, {kode}, {bulan}, {tahun}. Kosong berarti pola pada Profil LSP.",
    )  # fmt: skip

    def __init__(self, *args: Any, is_letter: bool, **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        if not is_letter:
            del self.fields["number_code"], self.fields["number_pattern"]

    def clean_number_pattern(self) -> str:
        pattern = str(self.cleaned_data["number_pattern"])
        if pattern:
            try:
                require_pattern(pattern)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal.reason)) from refusal
        return pattern


@needs("lsp.configure")
def dokumen(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """Enter a new version of the document control."""
    one = found(code)
    names = ("doc_no", "edition", "effective_on", "alias", "note", "number_code", "number_pattern")
    initial = {name: getattr(one.kendali, name) for name in names} if one.kendali else {}
    form = KendaliForm(request.POST or None, initial=initial, is_letter=one.is_letter)
    page = FormPage(
        _("No. Dokumen, edisi, dan kode"), _("Simpan"), reverse("admin_lsp:formulir_rinci", args=[slug, code]), over=f"{code} · {one.title}",
        lead=_("Berlaku untuk lembar yang dibuka mulai sekarang. Lembar yang sudah dibuka tetap memakai yang lama."),
    )  # fmt: skip
    return form_answer(
        request, form, page, to=page.back, done=_("Tersimpan. Konfirmasi Ketua LSP diminta lagi untuk formulir ini."),
        save=lambda data: enter_kendali(code, actor=request.actor, at=now(), **data),
    )  # fmt: skip
