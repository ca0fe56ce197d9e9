"""Write a draft of a skema on pages: its head, its requirements, the records a decision waits for."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, require
from sahih.materials.skema.actions import draft_skema, edit_versi, revise_versi
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.enums import BasicRule, Kind, Medium, Mode, RemoteCategory
from sahih.materials.skema.format import SkemaSpec, TukSyaratSpec, content_sha256
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.policies import may_complete
from sahih.materials.skema.queries import get_versi
from sahih.materials.skema.registry import TITLES, default_codes
from sahih.materials.skema.susunan_draf import EditRefused
from sahih.web.admin_lsp.fields import RupiahField, code_field, lines_of, text_area
from sahih.web.answers import FormPage
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.fields import PlainField, awaited
from sahih.web.ui.parts import Link

BAR = re.compile(r"(?<!\\)\|")
LATER = "wajib sebelum terbit"
# K2 knows three categories, by the nature of the competency: "never" is said kelompok by kelompok.
REMOTE_HELP = (
    "Sifat kompetensinya: salah satu dari tiga ini selalu dipilih. Skema yang tidak pernah diases jarak jauh memilih yang paling sesuai, "
    "umumnya Psikomotorik, lalu mengisi “Tidak ada” sebagai bagian jarak jauh pada tiap kelompok pekerjaan."
)  # fmt: skip
LINES = "Satu butir satu baris."


class BaruForm(forms.Form):
    number = PlainField(
        label="Nomor skema", max_length=60, help_text="Seperti pada dokumen skema, misalnya SKM/2037/00013/2/2021/1."
    )
    title = PlainField(label="Judul skema", max_length=300)
    kind = forms.ChoiceField(label="Jenis kemasan", choices=Kind.choices)


class KepalaForm(BaruForm):
    """Every box of the head; what is emptied becomes missing again, and the list says so."""

    title_en = awaited(PlainField(label="Judul dalam bahasa Inggris", max_length=300, required=False), LATER)
    standard = text_area("Standar kompetensi acuan", rows=2, max_length=2000)
    sector = awaited(PlainField(label="Bidang", max_length=300, required=False), LATER)
    fee = awaited(
        RupiahField(label="Biaya sertifikasi (rupiah)", required=False, help_text="Tulis 0 bila tanpa biaya."), LATER
    )
    level = awaited(forms.IntegerField(label="Jenjang", min_value=0, max_value=9, required=False, help_text="Tulis 0 bila tanpa jenjang KKNI."), LATER)  # fmt: skip
    kbli = code_field("KBLI", digits=5, like="74909", when=LATER)
    kbji = code_field("KBJI", digits=4, like="3119", when=LATER)
    certificate_validity_years = forms.IntegerField(label="Masa berlaku sertifikat (tahun)", min_value=1, max_value=10)
    remote_category = awaited(
        forms.ChoiceField(
            label="Kategori sertifikasi jarak jauh", choices=[("", "Belum dipastikan"), *RemoteCategory.choices], required=False,
            help_text=REMOTE_HELP,
        ),
        LATER,
    )  # fmt: skip
    kind_confirmed = forms.BooleanField(label="Jenis kemasan sudah dipastikan benar", required=False)


class PersyaratanForm(forms.Form):
    basic_rule = awaited(forms.ChoiceField(label="Aturan persyaratan dasar", choices=[("", "Belum dipastikan"), *BasicRule.choices], required=False), LATER)  # fmt: skip
    basic = awaited(text_area("Persyaratan dasar", rows=4, required=False, help_text=LINES), LATER)
    basic_evidence = text_area(
        "Bukti persyaratan dasar", rows=4, required=False,
        help_text="Berkas yang membuktikan persyaratan di atas. Satu butir satu baris.",
    )  # fmt: skip
    administrative = awaited(text_area("Bukti administratif", rows=3, required=False, help_text=LINES), LATER)
    tuk_requirements = text_area(
        "Persyaratan TUK", rows=6, required=False,
        help_text="Menjadi isi awal SK persyaratan TUK. Satu perlengkapan satu baris, boleh diikuti spesifikasi dan jumlah: Kamera | 720p | 1. Tanpa spesifikasi: Kamera | | 1",
    )  # fmt: skip


@needs("skema.manage")
def baru(request: LspRequest, slug: str) -> HttpResponse:
    """A skema that begins on a page; its units come next."""
    form = BaruForm(request.POST or None)
    lead = _("Setelah ini pilih unitnya dari standar kompetensi. Semuanya dapat diubah selama masih draf.")
    page = FormPage(_("Skema baru"), _("Buat draf"), reverse("admin_lsp:skema", args=[slug]), lead=lead)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_skema(**form.cleaned_data, actor=request.actor, at=now())
        except EditRefused as refusal:
            accept_reasons(form, refusal)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Draf dibuat. Cari dan pilih unitnya."))
            chosen = request.GET.get("standar", "")
            return redirect(
                reverse("admin_lsp:susun_unit", args=[slug, made.ref])
                + (f"?{urlencode({'standar': chosen})}" if chosen else "")
            )
    return render(request, page.template, {"page": page, "form": form}, status=422 if form.errors else 200)


@needs("skema.manage")
@require_POST
def versi_baru(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The next draft, beginning with what this version says."""
    try:
        made = revise_versi(get_versi(request.actor, ref), actor=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("admin_lsp:skema_versi", slug, ref)
    messages.success(request, _("Draf versi %d dibuat dari versi ini.") % made.version)
    return redirect("admin_lsp:skema_versi", slug, made.ref)


@needs("skema.manage")
def kepala(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Number, titles, packaging, fee, codes, validity, remote category."""
    one, spec = draft_of(request, ref)
    form = KepalaForm(request.POST or None, initial={name: getattr(spec, name) for name in KepalaForm.base_fields})
    if request.lsp.kind == Lsp.Kind.P3:  # L6
        form.initial["sector"] = spec.sector or request.lsp.sector
        form.fields["sector"].help_text = _("Sama dengan sektor lisensi LSP: %s.") % request.lsp.sector
    return edit_answer(request, one, form, title=_("Ubah identitas skema"), slug=slug, changes=_head)


def _head(data: dict[str, Any]) -> dict[str, Any]:  # reason: a form's cleaned data
    return {name: None if value == "" else value for name, value in data.items()}


@needs("skema.manage")
def persyaratan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Who may apply and with which papers, and what a TUK must have."""
    one, spec = draft_of(request, ref)
    told = spec.requirements
    lists = {name: "\n".join(getattr(told, name)) for name in ("basic", "basic_evidence", "administrative")}
    tuk = "\n".join(_tuk_line(row) for row in spec.tuk_requirements)
    form = PersyaratanForm(
        request.POST or None, initial=lists | {"basic_rule": told.basic_rule, "tuk_requirements": tuk}
    )

    def changes(data: dict[str, Any]) -> dict[str, Any]:  # reason: a form's cleaned data
        taken = {name: tuple(lines_of(data[name])) for name in lists}
        requirements = told.model_dump() | taken | {"basic_rule": data["basic_rule"] or None}
        return {"requirements": requirements, "tuk_requirements": tuple(_tuk_rows(data["tuk_requirements"]))}

    return edit_answer(request, one, form, title=_("Ubah persyaratan"), slug=slug, changes=changes)


def _tuk_line(row: TukSyaratSpec) -> str:
    """Its cells in their places, also where one before the last is empty; a bar inside a cell is escaped."""
    cells = [row.item, row.specification or "", row.amount or ""]
    while not cells[-1]:
        cells.pop()
    return " | ".join(cell.replace("|", r"\|") for cell in cells)


def _tuk_rows(text: str) -> Iterable[dict[str, str | None]]:
    for line in lines_of(text):
        cells = [cell.strip().replace(r"\|", "|") for cell in BAR.split(line, maxsplit=2)]
        item, specification, amount = (*cells, "", "")[:3]
        yield {"item": item, "specification": specification or None, "amount": amount or None}


class RekamanForm(forms.Form):
    """Which records a decision waits for in one way of assessment, and why a usual one is not asked for."""

    def __init__(self, data: Any, *, spec: SkemaSpec, mode: Mode, medium: Medium) -> None:  # reason: Django's own
        super().__init__(data)
        self.way, self.default = (mode, medium), default_codes(mode, medium)
        told = next((one for one in spec.records if (one.mode, one.medium) == self.way), None)
        codes = told.codes if told else self.default
        reasons = {one.code: one.reason for one in told.released} if told else {}
        for code, title in TITLES.items():
            self.fields[_slug(code)] = forms.BooleanField(
                label=f"{code} – {title}", required=False, initial=code in codes
            )
            if code in self.default:
                help_text = _("Wajib menurut set bawaan (SE.007). Bila dilepas, tulis alasannya.")
                self.fields[f"alasan_{_slug(code)}"] = PlainField(
                    label=_("Alasan melepas %s") % code, required=False, max_length=2000, initial=reasons.get(code, ""), help_text=help_text
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:  # reason: Django's own
        data = super().clean() or {}
        for code in self.default:
            if not data.get(_slug(code)) and not str(data.get(f"alasan_{_slug(code)}", "")).strip():
                self.add_error(f"alasan_{_slug(code)}", _("Tulis alasan %s dilepas, atau centang lagi.") % code)
        return data

    def rows(self) -> dict[str, Any]:  # reason: a part of the file format
        data, (mode, medium) = self.cleaned_data, self.way
        order = [*self.default, *(code for code in TITLES if code not in self.default)]
        codes = tuple(code for code in order if data[_slug(code)])
        released = tuple({"code": code, "reason": data[f"alasan_{_slug(code)}"]} for code in self.default if not data[_slug(code)])  # fmt: skip
        return {"mode": mode.value, "medium": medium.value, "codes": codes, "released": released}


def _slug(code: str) -> str:
    return code.lower().replace(".", "_")


WAYS = {f"{mode}-{medium}": (mode, medium) for mode in Mode for medium in Medium}


@needs("skema.manage")
def rekaman(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """D5: the records of one way of assessment."""
    one, spec = draft_of(request, ref)
    asked = request.GET.get("cara", "")
    asked = asked if asked in WAYS else next(iter(WAYS))
    mode, medium = WAYS[asked]
    form = RekamanForm(request.POST or None, spec=spec, mode=mode, medium=medium)
    ways = [Link(f"{m.label}, {str(k.label).lower()}", f"?cara={name}", name == asked) for name, (m, k) in WAYS.items()]

    def changes(_data: dict[str, Any]) -> dict[str, Any]:  # reason: a form's cleaned data
        others = tuple(row.model_dump() for row in spec.records if (row.mode, row.medium) != (mode, medium))
        return {"records": (*others, form.rows())}

    return edit_answer(request, one, form, title=_("Rekaman wajib"), slug=slug, changes=changes, ways=ways)


def draft_of(request: LspRequest, ref: str) -> tuple[SkemaVersi, SkemaSpec]:
    """The draft that may be written in, as it reads now."""
    one = get_versi(request.actor, ref)
    require(may_complete(request.actor, one))
    return one, spec_of(content_of(one))


def edit_answer(
    request: LspRequest, one: SkemaVersi, form: forms.Form, *, title: str, slug: str,
    changes: Callable[[dict[str, Any]], dict[str, Any]], ways: Sequence[Link] = (),
) -> HttpResponse:  # fmt: skip
    """Show the boxes, or save; a refusal stands beside its box and keeps what was typed."""
    back = reverse("admin_lsp:skema_versi", args=[slug, one.ref])
    page = FormPage(title, _("Simpan"), back, over=str(one))
    if request.method == "POST" and form.is_valid():
        try:
            edit_versi(one, changes(form.cleaned_data), seen=request.POST.get("_version", ""), actor=request.actor)
        except EditRefused as refusal:
            accept_reasons(form, refusal)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(request.get_full_path() if ways else back)
    status = 422 if form.errors else 200
    more = {"ways": ways, "version": version_of(one)}
    return render(request, "admin_lsp/susun.html", {"page": page, "form": form} | more, status=status)


def version_of(one: SkemaVersi) -> str:
    """What the draft says now, for a page to say what it was opened upon."""
    return content_sha256(spec_of(content_of(one)))


def accept_reasons(form: forms.Form, refusal: EditRefused) -> None:
    """Each reason beside its box."""
    for name, reason in refusal.reasons.items():
        form.add_error(name if name in form.fields else None, reason[:1].upper() + reason[1:] + ".")
