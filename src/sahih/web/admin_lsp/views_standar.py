"""Standards: find, add, import, say which are no longer in force."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import STAFF
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.materials.skema.acuan import versi_on
from sahih.materials.standar.actions import (
    enter_standar,
    reinstate_standar,
    replace_standar,
    revoke_standar,
)
from sahih.materials.standar.enums import StandarKind, StandarStatus
from sahih.materials.standar.format import dump_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.policies import may_add_unit, may_manage_standar
from sahih.materials.standar.queries import (
    find_unit,
    get_standar,
    listed_standar,
    spec_of_standar,
    units_of,
    visible_standar,
)
from sahih.materials.standar.sheets import dump_sheets
from sahih.web.admin_lsp.fields import day_field, text_area
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.naming import attachment, file_name
from sahih.web.ui.fields import PlainField
from sahih.web.ui.parts import Cell, Fact, Link, Table
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal

COLUMNS = ("Standar", "Judul", "Unit", "Keadaan")
FOUND = ("Unit", "Judul", "Standar", "Keadaan")
MOST_FOUND = 50


@needs("skema.manage", roles=tuple(STAFF))
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Every standard; with words in the search box, the units that hold them."""
    asked = request.GET.get("cari", "").strip()[:200]
    found = list(find_unit(request.actor, asked)[: MOST_FOUND + 1]) if asked else []
    more = more_words(MOST_FOUND) if len(found) > MOST_FOUND else ""
    return render(request, "admin_lsp/daftar.html", {
        "over": _("Skema"), "title": _("Standar kompetensi"),
        "lead": more or _("SKKNI, SKKK, dan SKKI yang menjadi acuan skema. Unit dicari dengan kode, judul, atau kata dalam KUK."),
        "acts": _acts(request, slug),
        "search": {"value": asked, "label": _("Kode, judul, atau kata dalam KUK")},
        "table": _found(found[:MOST_FOUND], slug) if asked else _all(request, slug),
        "empty_title": _("Tidak ada unit yang memuat semua kata itu") if asked else _("Belum ada standar"),
        "empty_text": _("Coba kata yang lebih sedikit atau awal katanya saja.") if asked
        else _("Impor berkas YAML atau XLSX, atau tambahkan standar lalu tempel unitnya dari PDF Kepmenaker."),
    })  # fmt: skip


def _acts(request: LspRequest, slug: str) -> list[Link]:
    skema = Link(_("Skema"), reverse("admin_lsp:skema", args=[slug]), note="plain")
    if not may_manage_standar(request.actor):
        return [skema]
    add = Link(_("Tambah standar"), reverse("admin_lsp:standar_baru", args=[slug]))
    return [add, Link(_("Impor"), reverse("admin_lsp:standar_impor", args=[slug]), note="plain"), skema]


def _all(request: LspRequest, slug: str) -> Table:
    rows = [
        (
            Cell(str(one), reverse("admin_lsp:standar", args=[slug, one.ref])),
            Cell(one.title),
            Cell(count, is_number=True),
            Cell(one.get_status_display(), tone=tone_of(one.status)),
        )
        for one, count in listed_standar(request.actor)
    ]
    return Table(_("Standar"), COLUMNS, rows)


def _found(units: Sequence[StandarUnit], slug: str) -> Table:
    return Table(_("Unit yang ditemukan"), FOUND, [_unit_cells(one, slug) for one in units])


def more_words(most: int) -> str:
    return _("Lebih dari %d unit memuat kata itu; yang tampak hanya %d yang pertama. Tambahkan kata, atau cari kodenya.") % (most, most)  # fmt: skip


def _unit_cells(one: StandarUnit, slug: str) -> tuple[Cell, ...]:
    return (
        Cell(one.code, reverse("admin_lsp:standar_unit", args=[slug, one.ref])),
        Cell(one.title),
        Cell(str(one.standar), reverse("admin_lsp:standar", args=[slug, one.standar.ref])),
        Cell(one.standar.get_status_display(), tone=tone_of(one.standar.status)),
    )


@needs("skema.manage", roles=tuple(STAFF))
def standar(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One standard: its state, its units, the ways to add more."""
    one = get_standar(request.actor, ref)
    rows = [
        (Cell(unit.code, reverse("admin_lsp:standar_unit", args=[slug, unit.ref])), Cell(unit.title))
        for unit in units_of(one)
    ]
    return render(request, "admin_lsp/standar.html", {
        "standar": one, "slug": slug, "facts": _facts(one, slug), "table": Table(_("Unit"), (_("Kode"), _("Judul")), rows),
        "may_manage": may_manage_standar(request.actor), "may_add": may_add_unit(request.actor, one),
    })  # fmt: skip


def _facts(one: Standar, slug: str) -> list[Fact]:
    facts = [Fact(_("Jenis"), one.get_kind_display()), Fact(_("Nomor dan tahun"), f"{one.number} / {one.year}")]
    if one.status_on:
        facts += [Fact(_("Sejak"), tanggal(one.status_on)), Fact(_("Dasar"), one.status_decree)]
    if one.replaced_by:
        href = reverse("admin_lsp:standar", args=[slug, one.replaced_by.ref])
        facts.append(Fact(_("Digantikan oleh"), str(one.replaced_by), href=href))
    return facts


class StandarForm(forms.Form):
    kind = forms.ChoiceField(label="Jenis", choices=StandarKind.choices)
    number = PlainField(
        label="Nomor", max_length=60, help_text="Nomor keputusannya saja, misalnya 299.",
        widget=forms.TextInput(attrs={"class": "short"}),
    )  # fmt: skip
    year = forms.IntegerField(
        label="Tahun", min_value=1990, max_value=2100, widget=forms.NumberInput(attrs={"class": "short"})
    )
    title = text_area("Judul keputusan", help_text="Seperti tertulis setelah kata TENTANG.", max_length=2000)


@needs("skema.manage")
def baru(request: LspRequest, slug: str) -> HttpResponse:
    """A standard by its number; its units come after."""
    lead = _("Setelah tersimpan, tempel unitnya satu per satu dari PDF, atau ketik.")
    page = FormPage(_("Tambah standar"), _("Simpan"), reverse("admin_lsp:standar_daftar", args=[slug]), lead=lead)
    form = StandarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_standar(**form.cleaned_data, actor=request.actor, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Standar tersimpan. Tambahkan unitnya."))
            return redirect("admin_lsp:standar", slug, made.ref)
    return render(request, page.template, {"page": page, "form": form}, status=422 if form.errors else 200)


@needs("skema.manage", roles=tuple(STAFF))
def unduh_yaml(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The standard with all its units as YAML."""
    return _download(get_standar(request.actor, ref), "yaml", "application/yaml; charset=utf-8")


@needs("skema.manage", roles=tuple(STAFF))
def unduh_xlsx(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The same as a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(get_standar(request.actor, ref), "xlsx", kind)


def _download(one: Standar, suffix: str, content_type: str) -> HttpResponse:
    spec = spec_of_standar(one)
    response = HttpResponse(dump_standar(spec) if suffix == "yaml" else dump_sheets(spec), content_type=content_type)
    response["Content-Disposition"] = attachment(file_name(one.kind, one.number, one.year, one.title, ending=suffix))
    return response


class KeadaanForm(forms.Form):
    """Which state, since when, by which decree, and what took its place."""

    status = forms.ChoiceField(label="Keadaan")
    replaced_by = forms.ChoiceField(
        label="Digantikan oleh", required=False,
        help_text="Hanya untuk keadaan Digantikan. Bila penggantinya belum ada di daftar, tambahkan dulu.",
    )  # fmt: skip
    on = day_field("Berlaku sejak")
    decree = text_area(
        "Keputusan yang menyebutnya", rows=2, max_length=300, help_text="Misalnya: Kepmenaker Nomor 115 Tahun 2022, diktum KEDUA."
    )  # fmt: skip

    def __init__(
        self, *args: Any, standar: Standar, others: Iterable[Standar], **kwargs: Any
    ) -> None:  # reason: Django's own
        super().__init__(*args, **kwargs)
        open_to = [step.target for step in Standar.TRANSITIONS.values() if standar.status in step.sources]
        choices = [choice for choice in StandarStatus.choices if choice[0] in open_to]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]  # reason: a ChoiceField, declared above
        blank = ("", _("Tidak ada, atau belum diisi di sini"))
        self.fields["replaced_by"].choices = [blank, *((one.ref, str(one)) for one in others)]  # type: ignore[attr-defined]  # reason: as above

    def clean(self) -> dict[str, Any]:  # reason: Django's own
        data = super().clean() or {}
        if data.get("status") == StandarStatus.DIGANTIKAN and not data.get("replaced_by"):
            self.add_error("replaced_by", _("Pilih standar yang menggantikannya."))
        return data


@needs("skema.manage")
def keadaan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Say that a standard is revoked, replaced, or in force again (K3)."""
    one = get_standar(request.actor, ref)
    others = visible_standar(request.actor).filter(status=StandarStatus.BERLAKU).exclude(pk=one.pk)
    back = reverse("admin_lsp:standar", args=[slug, ref])
    lead = _("Skema yang memakai standar yang tidak berlaku tidak dapat diterbitkan sebagai versi baru. Versi yang sudah terbit dan permohonan di dalamnya tetap berjalan.")  # fmt: skip
    more = {"warning": _touched(one)} if one.status == StandarStatus.BERLAKU else {}
    page = FormPage(_("Ubah keadaan standar"), _("Simpan"), back, over=str(one), lead=lead, more=more)
    return form_answer(
        request, KeadaanForm(request.POST or None, standar=one, others=others), page, to=back,
        done=_("Keadaan standar tersimpan."), save=lambda data: _set(request.actor, one, data),
    )  # fmt: skip


def _touched(one: Standar) -> str:
    """K3: the skema that the end of this standard would touch, before it is said."""
    users = versi_on((one.kind, one.number, one.year), standar=one)
    named = [_("%(versi)s, %(status)s") % {"versi": row.versi, "status": row.versi.get_status_display().lower()} for row in users]  # fmt: skip
    return _("Skema yang berdiri di atas standar ini: %s.") % "; ".join(named) if named else ""


def _set(actor: Actor, one: Standar, data: dict[str, Any]) -> Standar:  # reason: a form's cleaned data
    why = {"on": data["on"], "decree": data["decree"], "actor": actor}
    match data["status"]:
        case StandarStatus.DIGANTIKAN:
            return replace_standar(one, get_standar(actor, data["replaced_by"]), **why)
        case StandarStatus.DICABUT:
            return revoke_standar(one, **why)
        case _:
            return reinstate_standar(one, **why)
