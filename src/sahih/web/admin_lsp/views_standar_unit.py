"""One unit of a standard: read it, paste it from a PDF, type it, correct it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import STAFF
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.materials.standar.actions import StandarRefused, UnitChanged, save_unit
from sahih.materials.standar.format import digest_of
from sahih.materials.standar.isian import spec_from, typed_of
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.policies import may_manage_standar
from sahih.materials.standar.queries import editions_of, get_standar, get_standar_unit
from sahih.materials.standar.tempel import LONGEST, read_unit
from sahih.web.admin_lsp.fields import lines_of, text_area
from sahih.web.answers import FormPage
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.fields import PastedField, PlainField, awaited
from sahih.web.ui.parts import Link

LATER = "wajib sebelum skemanya terbit"
SHAPE = "Awali tiap baris dengan nomornya. Baris tanpa nomor dianggap lanjutan baris di atasnya."


@needs("skema.manage", roles=tuple(STAFF))
def unit(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The unit as the standard prints it, and its other editions."""
    one = get_standar_unit(request.actor, ref)
    spec = one.spec()
    editions = editions_of(one)
    others = [
        Link(_("Edisi %d") % other.edition, reverse("admin_lsp:standar_unit", args=[slug, other.ref]), other.pk == one.pk)
        for other in editions
    ]  # fmt: skip
    latest = next(link for link, other in zip(others, editions, strict=True) if other.is_latest)
    return render(request, "admin_lsp/standar_unit.html", {
        "unit": one, "spec": spec, "slug": slug, "editions": others if len(others) > 1 else [],
        "latest": None if one.is_latest else latest,
        "lists": [(_("Aspek kritis"), spec.critical_aspects), (_("Sikap kerja"), spec.attitudes)],
        "numbered": [(_("Batasan variabel"), spec.batasan_variabel), (_("Panduan penilaian"), spec.panduan_penilaian)],
        "may_correct": may_manage_standar(request.actor) and one.is_latest,
    })  # fmt: skip


class TempelForm(forms.Form):
    # What cannot be read is told in the box where it was put.
    teks = PastedField(
        label="Teks satu unit", widget=forms.Textarea(attrs={"rows": 16}), max_length=LONGEST,
        help_text="Buka PDF Kepmenaker, pilih teks satu unit dari KODE UNIT sampai Aspek kritis, salin, lalu tempel di sini.",
    )  # fmt: skip


class UnitForm(forms.Form):
    """One box a part, as `materials/standar/isian.py` reads them; what was left over must be placed or thrown away."""

    sisa = text_area(
        "Belum terbaca", rows=4, required=False, max_length=LONGEST,
        help_text="Pindahkan yang termasuk unit ini ke tempatnya, lalu kosongkan kotak ini. Nomor halaman boleh dihapus.",
    )  # fmt: skip
    code = PlainField(label="Kode unit", max_length=40)
    ganti = forms.BooleanField(
        label="Ganti unit yang sudah ada itu dengan isi di bawah", required=False,
        help_text="Kosongkan bila kodenya yang salah ketik. Skema yang sudah terbit tetap memakai isi lamanya.",
    )  # fmt: skip
    title = PlainField(label="Judul unit", max_length=300)
    title_en = awaited(PlainField(label="Judul dalam bahasa Inggris", max_length=300, required=False), LATER)
    description = text_area("Deskripsi unit", rows=3, required=False, max_length=2000)
    elements = awaited(
        text_area(
            "Elemen dan KUK", rows=14, required=False, max_length=LONGEST,
            help_text=f"Elemen ditulis “1. Judul elemen”, KUK di bawahnya “1.1 Bunyi KUK”. {SHAPE}",
        ),
        LATER,
    )  # fmt: skip
    batasan_variabel = text_area(
        "Batasan variabel", rows=8, required=False, max_length=LONGEST, help_text="Satu butir satu baris."
    )
    panduan_penilaian = text_area(
        "Panduan penilaian", rows=8, required=False, max_length=LONGEST,
        help_text="Satu butir satu baris, tanpa aspek kritis dan sikap kerja.",
    )  # fmt: skip
    critical_aspects = text_area(
        "Aspek kritis", rows=3, required=False, max_length=LONGEST, help_text="Satu aspek satu baris."
    )
    attitudes = text_area("Sikap kerja", rows=3, required=False, max_length=LONGEST, help_text="Satu sikap satu baris.")

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:  # reason: Django's own keywords
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = not is_new
        # Only asked once the standard turned out to have the code.
        self.fields["ganti"].widget = forms.HiddenInput()
        if not (self.data.get("sisa") or self.initial.get("sisa")):
            self.fields["sisa"].widget = forms.HiddenInput()

    # How the unit reads now, where another tab corrected it meanwhile.
    overtaken: StandarUnit | None = None

    def tell_stored(self, unit: StandarUnit) -> None:
        """Beside each box that says something else than what another tab stored, that."""
        self.overtaken = unit
        for name, stored in typed_of(unit.spec()).items():
            if "\n".join(lines_of(str(self.cleaned_data.get(name, "")))) != stored:
                said = _("Tersimpan dari tempat lain: %s. Isian Anda di sini belum menggantinya.") % (
                    stored or _("kosong")
                )
                self.add_error(name, said)

    def clean_sisa(self) -> str:
        left = str(self.cleaned_data["sisa"])
        if left.strip():
            raise forms.ValidationError(_("Masih ada yang belum ditempatkan. Pindahkan atau hapus, lalu simpan lagi."))
        return left

    def accept_reasons(self, reasons: Mapping[str, str]) -> None:
        """Each reason beside its box."""
        for name, reason in reasons.items():
            self.add_error(name if name in self.fields else None, reason[:1].upper() + reason[1:] + ".")
        if "code" in reasons:
            self.fields["ganti"].widget = forms.CheckboxInput()


@needs("skema.manage")
def tempel(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Paste the text of a PDF; what was read comes back as boxes to look over, not yet saved."""
    one = get_standar(request.actor, ref)
    form = TempelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = read_unit(form.cleaned_data["teks"])
        if found.typed["code"] or found.typed["elements"]:
            filled = UnitForm(initial=found.typed | {"sisa": "\n".join(found.unread)}, is_new=True)
            return _unit_page(request, one, filled, slug=slug, notes=found.notes, is_read=True)
        form.add_error("teks", _("Tidak ada unit yang terbaca: teks ini tanpa kode unit dan tanpa elemen. Salin dari KODE UNIT sampai Aspek kritis."))  # fmt: skip
    page = FormPage(
        _("Tempel unit dari PDF"), _("Baca"), reverse("admin_lsp:standar", args=[slug, ref]), over=str(one),
        lead=_("Belum ada yang tersimpan pada langkah ini. Hasil bacaannya tampil untuk diperiksa dulu."),
    )  # fmt: skip
    return render(request, page.template, {"page": page, "form": form}, status=422 if form.errors else 200)


@needs("skema.manage")
def unit_baru(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """A unit typed, or read from a PDF and looked over."""
    one = get_standar(request.actor, ref)
    form = UnitForm(request.POST or None, is_new=True)
    saved = _saved(request, one, form, is_new=True) if request.method == "POST" else None
    if saved is not None:
        replaced = form.cleaned_data["ganti"]
        messages.success(request, (_("Isi unit %s diganti.") if replaced else _("Unit %s tersimpan.")) % saved.code)
        return redirect("admin_lsp:standar", slug, one.ref)
    return _unit_page(request, one, form, slug=slug)


@needs("skema.manage")
def unit_ubah(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Correct a unit; a published skema keeps the edition it was made from."""
    found = get_standar_unit(request.actor, ref)
    form = UnitForm(request.POST or None, initial=typed_of(found.spec()), is_new=False)
    seen = request.POST.get("_version", "")
    saved = _saved(request, found.standar, form, seen=seen) if request.method == "POST" else None
    if saved is not None:
        messages.success(request, _("Perbaikan tersimpan sebagai edisi %d.") % saved.edition)
        return redirect("admin_lsp:standar_unit", slug, saved.ref)
    return _unit_page(request, found.standar, form, slug=slug, unit=found)


def _saved(
    request: LspRequest, one: Standar, form: UnitForm, *, is_new: bool = False, seen: str | None = None
) -> StandarUnit | None:  # fmt: skip
    if not form.is_valid():
        return None
    adds = is_new and not form.cleaned_data["ganti"]
    try:
        return save_unit(one, spec_from(form.cleaned_data), is_new=adds, seen=seen, actor=request.actor, at=now())
    except StandarRefused as refusal:
        form.accept_reasons(refusal.reasons)
    except UnitChanged as refusal:
        form.add_error(None, str(refusal.reason))
        form.tell_stored(refusal.unit)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
    return None


def _version(request: LspRequest, form: UnitForm, unit: StandarUnit | None) -> str:
    """What the page was opened on; once it has told what another tab stored, that."""
    shown = form.overtaken or (unit if request.method != "POST" else None)
    return digest_of(shown.spec()) if shown else request.POST.get("_version", "")


def _unit_page(
    request: LspRequest, one: Standar, form: UnitForm, *, slug: str, notes: Sequence[str] = (), is_read: bool = False,
    unit: StandarUnit | None = None,
) -> HttpResponse:  # fmt: skip
    back = reverse("admin_lsp:standar_unit", args=[slug, unit.ref]) if unit else reverse("admin_lsp:standar", args=[slug, one.ref])  # fmt: skip
    lead = _("Periksa hasil bacaan terhadap PDF-nya, lalu simpan.") if is_read else ""
    page = FormPage(_("Perbaiki unit") if unit else _("Unit baru"), _("Simpan unit"), back, over=str(one), lead=lead)
    action = reverse("admin_lsp:standar_unit_ubah", args=[slug, unit.ref]) if unit else reverse("admin_lsp:standar_unit_baru", args=[slug, one.ref])  # fmt: skip
    more = {"page": page, "form": form, "notes": notes, "action": action, "version": _version(request, form, unit)}
    bad = 409 if form.overtaken else 422
    is_bad = form.is_bound and not form.is_valid()
    return render(request, "admin_lsp/standar_isian.html", more, status=bad if is_bad or form.errors else 200)
