"""Skema: take a file over, say what it lacks, complete it, publish, retire."""

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import people_who_may, selves_of
from sahih.institution.accounts.roles import STAFF
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused
from sahih.materials.berkas.reading import MAX_BYTES, FileRefused
from sahih.materials.perangkat.kesiapan import readiness_of
from sahih.materials.skema.actions import (
    ask_changes,
    complete_versi,
    give_back_versi,
    import_skema,
    publish_versi,
    retire_versi,
    review_versi,
)
from sahih.materials.skema.acuan import standar_gaps
from sahih.materials.skema.completion import Completion, CompletionRefused
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.enums import UNPUBLISHED, BasicRule, Medium, Mode, RemoteCategory, Status
from sahih.materials.skema.models import Kelompok, SkemaVersi, Unit
from sahih.materials.skema.pembaruan import newer_units
from sahih.materials.skema.policies import (
    may_ask_changes,
    may_complete,
    may_give_back,
    may_manage_skema,
    may_publish,
    may_retire,
    may_review,
)
from sahih.materials.skema.queries import (
    authors_turn,
    changes_since,
    counts_of,
    export_versi,
    get_versi,
    last_entry,
    missing_counts,
    missing_of,
    records_required,
    released_of,
    visible_versi,
)
from sahih.web.admin_lsp.fields import ReasonForm, RupiahField, code_field, text_area
from sahih.web.admin_lsp.isi_skema import contents_shown
from sahih.web.admin_lsp.kesiapan import lines_of, published_words, short_words
from sahih.web.admin_lsp.views_susun import LATER, REMOTE_HELP, version_of
from sahih.web.answers import FormPage, act_answer, form_answer, problem_rows
from sahih.web.gate import LspRequest, needs
from sahih.web.naming import attachment, file_name
from sahih.web.ui.fields import PlainField, awaited
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Table, Tone, Upload
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import rupiah, tanggal

COLUMNS = ("Skema", "Nomor", "Versi", "Masuk", "Keadaan", "Kesiapan")


@needs("skema.manage", roles=tuple(STAFF))
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Every version of every skema."""
    shown = list(visible_versi(request.actor))
    said = _ready_words(shown, day=local_date(now(), request.lsp.zone))
    rows = [(*_cells(one, slug), Cell(said.get(one.pk, "–"))) for one in shown]
    return render(request, "admin_lsp/daftar.html", {
        "title": _("Skema"),
        "acts": _acts(request, slug),
        "table": Table(_("Skema"), COLUMNS, rows),
        "empty_title": _("Belum ada skema"),
        "empty_text": _("Impor berkas YAML skema untuk memulai. Berkas yang belum lengkap menjadi draf."),
    })  # fmt: skip


def _ready_words(shown: Sequence[SkemaVersi], *, day: dt.date) -> dict[int, str]:
    """What a draft lacks, and what a published version waits for; a dozen queries for however many."""
    ready = readiness_of([one for one in shown if one.status == Status.TERBIT], day=day)
    gaps = missing_counts(one for one in shown if one.status == Status.DRAF)
    drafts = {pk: _("%d isian kurang") % count if count else _("isian lengkap") for pk, count in gaps.items()}
    return drafts | {pk: short_words(found) for pk, found in ready.items()}


def _acts(request: LspRequest, slug: str) -> list[Link]:
    standar = Link(_("Standar kompetensi"), reverse("admin_lsp:standar_daftar", args=[slug]), note="plain")
    if not may_manage_skema(request.actor):
        return [standar]
    begin = Link(_("Skema baru"), reverse("admin_lsp:skema_baru", args=[slug]))
    return [begin, Link(_("Impor skema"), reverse("admin_lsp:skema_impor", args=[slug]), note="plain"), standar]


def _cells(one: SkemaVersi, slug: str) -> tuple[Cell, ...]:
    return (
        Cell(one.title, reverse("admin_lsp:skema_versi", args=[slug, one.ref])),
        Cell(one.skema.number),
        Cell(one.version, is_number=True),
        Cell(tanggal(one.imported_at)),
        Cell(one.get_status_display(), tone=tone_of(one.status)),
    )


@needs("skema.manage")
def impor(request: LspRequest, slug: str) -> HttpResponse:
    """Upload a file: it becomes a draft whole, or nothing, with each problem by line and field."""
    if request.method != "POST":
        return _import_page(request, slug)
    file = request.FILES.get("berkas")
    if file is None:
        return _import_page(request, slug, errors=[_("Pilih berkas YAML-nya dulu.")])
    try:
        imported = import_skema(file.read(MAX_BYTES + 1), actor=request.actor, at=now())
    except FileRefused as refused:
        rows = problem_rows(refused.problems)
        return _import_page(
            request,
            slug,
            errors=[_("Berkas ini belum dapat diambil. Perbaiki yang tertulis di bawah, lalu unggah lagi.")],
            rows=rows,
        )
    fresh = _("Skema masuk sebagai draf versi %d. Lengkapi yang masih kurang.") % imported.versi.version
    messages.success(
        request, fresh if imported.is_new else _("Berkas ini sama dengan versi yang sudah ada; tidak ada versi baru.")
    )
    return redirect("admin_lsp:skema_versi", slug, imported.versi.ref)


def _import_page(
    request: LspRequest, slug: str, *, errors: list[str] | None = None, rows: Sequence[tuple[Cell, ...]] = ()
) -> HttpResponse:
    upload = Upload(
        "berkas",
        _("Berkas skema (YAML)"),
        help=_("Teks UTF-8, paling besar 2 MB."),
        accept=".yaml,.yml",
        errors=errors or [],
        is_required=True,
    )
    table = Table(_("Yang perlu diperbaiki"), (_("Tempat"), _("Isian"), _("Masalah")), rows)
    return render(
        request,
        "admin_lsp/skema_impor.html",
        {"upload": upload, "table": table, "slug": slug},
        status=422 if errors else 200,
    )


@needs("skema.manage", roles=tuple(STAFF))
def versi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One version: what it holds, what it lacks, which records a decision waits for."""
    one = get_versi(request.actor, ref)
    today = local_date(now(), request.lsp.zone)
    review = may_review(request.actor, one, on=today)
    return render(request, "admin_lsp/skema.html", {
        "versi": one, "slug": slug, "missing": [_gap_link(gap, slug, ref) for gap in missing_of(one, on=today)] if one.status in UNPUBLISHED else [],
        "newer": _newer_words(one), "ended": standar_gaps(content_of(one), on=today) if one.status == Status.TERBIT else [], "readers": _readers(one, day=today) if one.can("review") else [], "may_ask": may_ask_changes(request.actor, one),
        "is_home": one.can("review") and bool(authors_turn([one])), "read": urlencode({"_version": version_of(one), "_since": last_entry(one)}) if review else "",
        "ready": lines_of(one, request.actor, slug, day=today) if one.status == Status.TERBIT else [],
        "facts": _facts(one), "records": _records(one), "groups": contents_shown(one), "lists": _lists(one),
        "may_complete": may_complete(request.actor, one), "may_manage": may_manage_skema(request.actor), "review": review, "is_draft": one.can("review"),
        "may_give_back": may_give_back(request.actor, one),
        "may_publish": one.can("publish") and may_publish(request.actor, one, on=today),
        "may_retire": may_retire(request.actor, one),
    })  # fmt: skip


def _newer_words(one: SkemaVersi) -> str:
    """K3: told as long as the draft can still be mended; a notice, for only a standard that is over bars it."""
    if one.status not in UNPUBLISHED or not (found := newer_units(content_of(one))):
        return ""
    said = {"count": len(found), "codes": ", ".join(row.code for row in found[:5]) + (" …" if len(found) > 5 else "")}
    return ngettext(
        "%(count)d unit berbeda dari standar yang tercatat di sini: %(codes)s.",
        "%(count)d unit berbeda dari standar yang tercatat di sini: %(codes)s.", len(found),
    ) % said  # fmt: skip


# Where each gap is mended, by the key of the file that it names; the rest is the head.
_PLACES = (
    ("units.title_en", "skema_lengkapi"), ("units", "susun_unit"), ("kuk", "susun_unit"), ("work_groups", "susun_kelompok"),
    ("kelompok pekerjaan", "susun_kelompok"), ("requirements", "susun_persyaratan"), ("", "susun_kepala"),
)  # fmt: skip


def _gap_link(gap: str, slug: str, ref: str) -> Link:
    """A gap without the key of the file, which only those who edit files know, and the page that mends it."""
    said = re.sub(r"^[a-z_.]+: ", "", gap)
    page = next(name for start, name in _PLACES if gap.startswith(start))
    return Link(said[:1].upper() + said[1:], reverse(f"admin_lsp:{page}", args=[slug, ref]))


def _readers(one: SkemaVersi, *, day: dt.date) -> list[str]:
    """Who may review this draft today: the names that whoever wrote it can ask (K7), no author under another account (D2)."""
    wrote = selves_of(Person.objects.filter(pk__in=one.penyusun_set.values("person_id")))
    return list(people_who_may("skema.review", day=day).exclude(pk__in=wrote).values_list("name", flat=True))


def _facts(one: SkemaVersi) -> list[Fact]:
    counts = counts_of(one)
    return [
        Fact(_("Nomor"), one.skema.number),
        Fact(_("Kemasan"), one.kind),
        Fact(_("Isi"), _("%(unit)d unit, %(elemen)d elemen, %(kuk)d KUK") % vars(counts)),
        Fact(_("Judul Inggris"), one.title_en or "–"),
        Fact(_("Bidang"), one.sector or "–"),
        Fact(_("Biaya"), rupiah(one.fee) if one.fee is not None else "–", is_number=True),
        Fact(_("Jenjang"), "–" if one.level is None else one.level),
        Fact("KBLI / KBJI", f"{one.kbli or '–'} / {one.kbji or '–'}", is_number=True),
        Fact(_("Jarak jauh"), one.get_remote_category_display() or "–"),
        Fact(_("Masa berlaku sertifikat"), _("%d tahun") % one.validity_years),
        *_review_facts(one),
    ]


def _lists(one: SkemaVersi) -> list[tuple[str, list[str]]]:
    """Who may apply and with what, and what a TUK must have: what a reviewer reads beside the units."""
    spec = spec_of(content_of(one))
    told = spec.requirements
    rule = BasicRule(told.basic_rule).label if told.basic_rule else _("aturannya belum dipastikan")
    tuk = [" · ".join(filter(None, (row.item, row.specification, row.amount))) for row in spec.tuk_requirements]
    lists = [
        (_("Persyaratan dasar (%s)") % rule, list(told.basic)),
        (_("Bukti persyaratan dasar"), list(told.basic_evidence)),
        (_("Bukti administratif"), list(told.administrative)),
        (_("Persyaratan TUK"), tuk),
    ]
    return [(label, rows) for label, rows in lists if rows]


def _review_facts(one: SkemaVersi) -> list[Fact]:
    if one.reviewed_by is None or one.reviewed_at is None:
        return [Fact(_("Diminta peninjau"), one.review_note)] if one.review_note else []
    said = [Fact(_("Ditinjau"), f"{one.reviewed_by.name}, {tanggal(one.reviewed_at)}")]
    return [*said, Fact(_("Catatan peninjau"), one.review_note)] if one.review_note else said


def _records(one: SkemaVersi) -> list[dict[str, object]]:
    """D5 as a person reads it: per way of assessment, which records are there yet."""
    ways = [(mode, medium) for mode in Mode for medium in Medium]
    released = released_of(one)
    return [
        {
            "title": f"{mode.label}, {str(medium.label).lower()}",
            "rows": rows,
            "released": released.get((mode, medium), []),
        }
        for mode, medium in ways
        if (
            rows := [
                (row.code, row.title, _badge(available=row.available)) for row in records_required(one, mode, medium)
            ]
        )
    ]


def _badge(*, available: bool) -> Badge:
    return Badge(_("tersedia"), Tone.OK) if available else Badge(_("belum tersedia"), Tone.WAIT)


@needs("skema.manage", roles=tuple(STAFF))
def unduh(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The version as a file, to edit and import as the next one."""
    one = get_versi(request.actor, ref)
    response = HttpResponse(export_versi(one), content_type="application/yaml; charset=utf-8")
    name = file_name("skema", one.skema.number, f"v{one.version}", one.title, ending="yaml")
    response["Content-Disposition"] = attachment(name)
    return response


class CompletionForm(forms.Form):
    """What a file may leave open; only what is typed is changed."""

    title_en = PlainField(label="Judul skema dalam bahasa Inggris", max_length=300, required=False)
    sector = PlainField(label="Bidang", max_length=300, required=False)
    fee = RupiahField(label="Biaya sertifikasi (rupiah)", required=False, help_text="Tulis 0 bila tanpa biaya.")
    level = forms.IntegerField(
        label="Jenjang", min_value=0, max_value=9, required=False, help_text="Tulis 0 bila tanpa jenjang KKNI."
    )
    kbli = code_field("KBLI", digits=5, like="74909", when="")
    kbji = code_field("KBJI", digits=4, like="3119", when="")
    remote_category = forms.ChoiceField(
        label="Kategori sertifikasi jarak jauh",
        choices=[("", "Pilih …"), *RemoteCategory.choices],
        required=False,
        help_text=REMOTE_HELP,
    )
    basic_rule = forms.ChoiceField(
        label="Aturan persyaratan dasar", choices=[("", "Pilih …"), *BasicRule.choices], required=False
    )
    validity_years = forms.IntegerField(
        label="Masa berlaku sertifikat (tahun)", min_value=1, max_value=10, required=False
    )
    kind_confirmed = forms.BooleanField(label="Jenis kemasan sudah dipastikan benar", required=False)
    kelompok_confirmed = forms.BooleanField(label="Kelompok pekerjaan sudah dipastikan benar", required=False)

    def __init__(self, data: QueryDict | None, *, versi: SkemaVersi) -> None:
        super().__init__(data, initial={name: getattr(versi, name) for name in self.base_fields})
        for name in self.base_fields:
            if getattr(versi, name) in ("", None):
                awaited(self.fields[name], LATER)
        self.kelompok = {
            f"kelompok_{one.number}": one for one in Kelompok.objects.filter(versi=versi).order_by("number")
        }
        self.unit = {f"unit_{one.number}": one for one in Unit.objects.filter(versi=versi).order_by("number")}
        for name, kelompok in self.kelompok.items():
            label = _("Judul kelompok pekerjaan %d") % kelompok.number
            self.fields[name] = PlainField(label=label, max_length=300, required=False, initial=kelompok.title)
        for name, unit in self.unit.items():
            label = _("Judul Inggris unit %(code)s") % {"code": unit.code}
            self.fields[name] = PlainField(
                label=label, max_length=300, required=False, initial=unit.title_en, help_text=unit.title
            )

    def completion(self) -> Completion:
        """Blanks leave the value as it is; a box that is ticked confirms."""
        given = {name: value for name, value in self.cleaned_data.items() if _is_given(value)}
        return Completion(
            unit_titles_en={unit.code: given[name] for name, unit in self.unit.items() if name in given},
            kelompok_titles={one.number: given[name] for name, one in self.kelompok.items() if name in given},
            **{name: given[name] for name in self.base_fields if name in given},
        )  # fmt: skip

    def accept_reasons(self, reasons: dict[str, str]) -> None:
        """Each reason beside the field it speaks of."""
        by_code = {f"unit_titles_en.{unit.code}": name for name, unit in self.unit.items()}
        by_number = {f"kelompok_titles.{one.number}": name for name, one in self.kelompok.items()}
        for key, reason in reasons.items():
            name = (by_code | by_number).get(key, key)
            self.add_error(name if name in self.fields else None, reason.capitalize() + ".")


def _is_given(value: object) -> bool:
    """Zero is an answer: a scheme without fee or level says so."""
    return value is not None and value is not False and value != ""


@needs("skema.manage")
def lengkapi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Fill what the file lacked; a refused value comes back beside its field with the others kept."""
    one = get_versi(request.actor, ref)
    form = CompletionForm(request.POST or None, versi=one)
    hidden = {"_version": version_of(one)}
    back = reverse("admin_lsp:skema_versi", args=[slug, ref])
    page = FormPage(
        _("Lengkapi skema"),
        _("Simpan"),
        back,
        over=one.title,
        lead=_("Yang dibiarkan kosong tidak berubah; boleh dilanjutkan lain waktu."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            complete_versi(one, form.completion(), seen=request.POST.get("_version", ""), actor=request.actor)
        except CompletionRefused as refusal:
            form.accept_reasons(refusal.reasons)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Tersimpan. Yang masih kurang tertulis di bawah."))
            return redirect(back)
    return render(
        request, page.template, {"page": page, "form": form, "hidden": hidden}, status=422 if form.errors else 200
    )


class CatatanForm(forms.Form):
    """What the reviewer wants to say; the reading itself is what counts."""

    note = text_area(
        "Catatan", required=False, max_length=1000, help_text="Misalnya: dibandingkan dengan SKKNI dan notulen komite skema."
    )  # fmt: skip


@needs("skema.review")
def tinjau(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Say that the draft was read by somebody who did not write it (K7)."""
    one = get_versi(request.actor, ref)
    back = reverse("admin_lsp:skema_versi", args=[slug, ref])
    lead = _("Baca dulu seluruh draf dan perbedaannya dengan versi sebelumnya. Setelah ditinjau, isinya tidak berubah lagi kecuali dikembalikan menjadi draf.")  # fmt: skip
    page = FormPage(
        _("Tinjau skema"), _("Nyatakan sudah ditinjau"), back, over=str(one), lead=lead, more=_read_upon(request, one)
    )  # fmt: skip
    return form_answer(
        request, CatatanForm(request.POST or None), page, to=back, done=_("Draf sudah ditinjau dan siap diterbitkan."),
        save=lambda data: review_versi(one, note=data["note"], seen=request.POST.get("_version", ""), actor=request.actor, at=now()),
    )  # fmt: skip


def _read_upon(request: LspRequest, one: SkemaVersi) -> dict[str, object]:
    """What the reviewer has read, and what was written since: told, and from then on it counts as read."""
    asked = request.POST if request.method == "POST" else request.GET
    version, since = version_of(one), asked.get("_since", "")
    told = changes_since(one, int(since)) if asked.get("_version", version) != version and since.isdecimal() else []
    changed = _("Sejak Anda membaca draf ini, penyusun mengubah:\n%s") % "\n".join(told) if told else ""
    warning = "\n".join(filter(None, (changed, _newer_words(one))))
    return {"warning": warning, "hidden": {"_version": version, "_since": last_entry(one)}}


@needs("skema.review")
def minta(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Tell those who wrote the draft what to mend before it is reviewed."""
    one = get_versi(request.actor, ref)
    back = reverse("admin_lsp:skema_versi", args=[slug, ref])
    lead = _("Catatan ini tampil pada draf dan pada daftar tugas penyusunnya. Draf tetap draf.")
    page = FormPage(_("Minta diperbaiki"), _("Kirim catatan"), back, over=str(one), lead=lead)
    return form_answer(
        request, ReasonForm(request.POST or None, label=_("Yang perlu diperbaiki")), page, to=back, done=_("Catatan terkirim kepada penyusun."),
        save=lambda data: ask_changes(one, note=data["reason"], actor=request.actor),
    )  # fmt: skip


@needs("skema.review", "skema.manage")
def kembalikan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Make a reviewed version a draft again."""
    one = get_versi(request.actor, ref)
    back = reverse("admin_lsp:skema_versi", args=[slug, ref])
    lead = _("Versi ini menjadi draf lagi, diperbaiki, lalu ditinjau ulang.")
    page = FormPage(_("Kembalikan menjadi draf"), _("Kembalikan"), back, over=str(one), lead=lead)
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=back, done=_("Dikembalikan menjadi draf."),
        save=lambda data: give_back_versi(one, reason=data["reason"], actor=request.actor),
    )  # fmt: skip


@needs("skema.manage")
@require_POST
def terbitkan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Open the version for applications."""
    one = get_versi(request.actor, ref)
    return act_answer(
        request, lambda: publish_versi(one, actor=request.actor, at=now()), to=reverse("admin_lsp:skema_versi", args=[slug, ref]),
        done=published_words(one, day=local_date(now(), request.lsp.zone)),
    )  # fmt: skip


@needs("skema.manage")
def tarik(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Close the version; what was begun under it goes on (K5)."""
    one = get_versi(request.actor, ref)
    back = reverse("admin_lsp:skema_versi", args=[slug, ref])
    lead = _("Permohonan baru tidak dapat memakai versi ini lagi. Yang sudah berjalan diteruskan.")
    page = FormPage(_("Tarik skema"), _("Tarik skema"), back, over=str(one), lead=lead, kind="danger")
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=back, done=_("Versi ini ditarik."),
        save=lambda data: retire_versi(one, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip
