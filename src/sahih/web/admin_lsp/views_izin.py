"""Permits of BNSP and the skema they name; TUK and the skema they are established for."""

import datetime as dt
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.perizinan.actions import enter_permit, withdraw_permit
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.perizinan.policies import in_force
from sahih.institution.tuk.actions import enter_tuk
from sahih.institution.tuk.models import Tuk
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.materials.lingkup.actions import cover_by_permit, cover_tuk
from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin, LingkupTuk
from sahih.materials.skema.models import Skema
from sahih.web.admin_lsp.fields import ReasonForm, day_field, text_area
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Badge, Fact, Link, Tone
from sahih.web.ui.words import tanggal


class PermitForm(forms.Form):
    """One decision of BNSP."""

    kind = forms.ChoiceField(label="Jenis izin", choices=Perizinan.Kind.choices, widget=forms.RadioSelect)
    decision_no = forms.CharField(label="Nomor keputusan", max_length=80)
    decided_on = day_field("Tanggal keputusan")
    valid_from = day_field("Berlaku mulai")
    valid_until = day_field("Berlaku sampai")

    def clean(self) -> dict[str, Any] | None:  # reason: Django's own signature
        given = super().clean() or {}
        if given.get("valid_from") and given.get("valid_until") and given["valid_until"] < given["valid_from"]:
            self.add_error("valid_until", _("Tanggal akhir harus sesudah tanggal mulai."))
        return given


class CoverForm(forms.Form):
    """A skema that a permit or a TUK covers from now on."""

    skema = forms.ChoiceField(label="Skema")

    def __init__(self, *args: Any, but: set[int], **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        picker = self.fields["skema"]
        assert isinstance(picker, forms.ChoiceField)
        free = Skema.objects.exclude(pk__in=but).order_by("title")
        picker.choices = [("", _("Pilih …")), *((one.ref, f"{one.title} ({one.number})") for one in free)]

    def chosen(self) -> Skema:
        found: Skema = get_or_unseen(Skema.objects.all(), ref=self.cleaned_data["skema"])
        return found


class CoverByPermitForm(CoverForm):
    """What the decision says of a skema (K2)."""

    covers_practice = forms.BooleanField(
        label="Keputusan ini menyebut bagian praktik boleh jarak jauh", required=False,
        help_text="Tanpa ini, skema teknis dan psikomotorik tidak dapat diases seluruhnya jarak jauh.",
    )  # fmt: skip


class CoverTukForm(CoverForm):
    """The SK that establishes a TUK for a skema (T2)."""

    sk_number = forms.CharField(label="Nomor SK penetapan TUK", max_length=80)
    valid_from = day_field("Berlaku mulai")
    valid_until = day_field("Sampai", required=False)


@needs("lsp.configure")
def izin(request: LspRequest, slug: str) -> HttpResponse:
    """Every permit with the skema it names."""
    today = local_date(now(), request.lsp.zone)
    rows = Perizinan.objects.prefetch_related("lingkup_set__skema").order_by("-valid_until", "id")
    items = [{
        "title": f"{one.get_kind_display()} · {one.decision_no}",
        "badge": Badge(_("Berlaku"), Tone.OK) if in_force(one, today) else Badge(_("Tidak berlaku"), Tone.NO),
        "facts": _permit_facts(one),
        "covered": [Link(_covered_words(row), "") for row in one.lingkup_set.all()],
        "acts": [Link(_("Tambah skema"), reverse("admin_lsp:izin_skema", args=[slug, one.ref]))]
        + ([] if one.withdrawn_on else [Link(_("Catat pencabutan"), reverse("admin_lsp:izin_cabut", args=[slug, one.ref]))]),
    } for one in rows]  # fmt: skip
    return render(request, "admin_lsp/lingkup.html", {
        "title": _("Izin BNSP"), "items": items, "act": Link(_("Catat izin"), reverse("admin_lsp:izin_baru", args=[slug])),
        "covers": _("Skema yang disebut"), "empty_title": _("Belum ada izin"),
        "empty_text": _("Tanpa izin, asesmen jarak jauh dan nirkertas hanya dapat dijalankan sebagai uji coba."),
    })  # fmt: skip


def _covered_words(row: LingkupIzin) -> str:
    return _("%s · praktik boleh jarak jauh") % row.skema.title if row.covers_practice else row.skema.title


def _permit_facts(one: Perizinan) -> list[Fact]:
    facts = [
        Fact(_("Masa berlaku"), f"{tanggal(one.valid_from)} – {tanggal(one.valid_until)}"),
        Fact(_("Diputuskan"), tanggal(one.decided_on)),
    ]
    return facts + ([Fact(_("Dicabut"), tanggal(one.withdrawn_on))] if one.withdrawn_on else [])


@needs("lsp.configure")
def izin_baru(request: LspRequest, slug: str) -> HttpResponse:
    """Enter a decision."""
    page = FormPage(
        _("Catat izin BNSP"),
        _("Simpan"),
        reverse("admin_lsp:izin", args=[slug]),
        lead=_("Sesudah ini, tambahkan skema yang disebut keputusan itu."),
    )
    return form_answer(
        request, PermitForm(request.POST or None), page, to=page.back, done=_("Izin tercatat. Tambahkan skema yang disebutnya."),
        save=lambda data: _enter(request, data),
    )  # fmt: skip


def _enter(request: LspRequest, data: dict[str, Any]) -> Perizinan:  # reason: cleaned data
    try:
        with transaction.atomic():
            return enter_permit(actor=request.actor, **data)
    except IntegrityError as error:
        raise Refused(_("Keputusan bernomor itu sudah tercatat untuk jenis izin yang sama.")) from error


@needs("lsp.configure")
def izin_skema(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Add a skema that the decision names."""
    permit: Perizinan = get_or_unseen(Perizinan.objects.all(), ref=ref)
    full = permit.lingkup_set.filter(covers_practice=True)
    form = CoverByPermitForm(request.POST or None, but=set(full.values_list("skema_id", flat=True)))
    page = FormPage(
        _("Tambah skema pada izin"), _("Tambah"), reverse("admin_lsp:izin", args=[slug]), over=permit.decision_no
    )
    return form_answer(
        request, form, page, to=page.back, done=_("Skema ditambahkan pada izin."),
        save=lambda data: cover_by_permit(
            permit, form.chosen(), covers_practice=data["covers_practice"], actor=request.actor
        ),
    )  # fmt: skip


class WithdrawForm(ReasonForm):
    """When and why BNSP ended a permit."""

    on = day_field("Dicabut sejak")


@needs("lsp.configure")
def izin_cabut(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Record that BNSP ended the permit early."""
    permit: Perizinan = get_or_unseen(Perizinan.objects.all(), ref=ref)
    lead = _("Sejak tanggal itu jadwal, SPT, dan keputusan di bawah izin ini tertahan.")
    page = FormPage(
        _("Catat pencabutan izin"),
        _("Catat pencabutan"),
        reverse("admin_lsp:izin", args=[slug]),
        over=permit.decision_no,
        lead=lead,
        kind="danger",
    )
    return form_answer(
        request, WithdrawForm(request.POST or None), page, to=page.back, done=_("Pencabutan tercatat."),
        save=lambda data: withdraw_permit(permit, on=data["on"], reason=data["reason"], actor=request.actor),
    )  # fmt: skip


class TukForm(forms.Form):
    """A place of assessment."""

    name = forms.CharField(label="Nama TUK", max_length=160)
    kind = forms.ChoiceField(label="Jenis", choices=Tuk.Kind.choices, widget=forms.RadioSelect)
    address = text_area("Alamat", rows=2)


def covered_line(row: LingkupAsesor | LingkupTuk, paper: str, *, end: str, today: dt.date) -> Link:
    """One skema with its paper and its last day; the way to end it while it holds."""
    until = _("s.d. %s") % tanggal(row.valid_until) if row.valid_until else _("tanpa batas")
    has_ended = row.valid_until is not None and row.valid_until < today
    return Link(f"{row.skema.title} · {paper} · {until}", "" if has_ended else end)


@needs("lsp.configure", "jadwal.plan", "skema.manage")
def tuk(request: LspRequest, slug: str) -> HttpResponse:
    """Every TUK with the skema it is established for."""
    rows = Tuk.objects.prefetch_related("lingkup_set__skema").order_by("name")
    may_cover, today = request.actor.may("skema.manage"), local_date(now(), request.lsp.zone)
    items = [{
        "title": one.name, "badge": Badge(one.get_kind_display()), "facts": [Fact(_("Alamat"), one.address)],
        "covered": [covered_line(row, row.sk_number, today=today, end=reverse("admin_lsp:lingkup_tuk_akhiri", args=[slug, row.ref]) if may_cover else "") for row in one.lingkup_set.all()],
        "acts": [Link(_("Tambah skema"), reverse("admin_lsp:tuk_skema", args=[slug, one.ref]))] if may_cover else [],
    } for one in rows]  # fmt: skip
    may_enter = request.actor.may("lsp.configure") or request.actor.may("jadwal.plan")
    return render(request, "admin_lsp/lingkup.html", {
        "title": _("TUK"), "items": items, "covers": _("Ditetapkan untuk"), "empty_title": _("Belum ada TUK"),
        "act": Link(_("Tambah TUK"), reverse("admin_lsp:tuk_baru", args=[slug])) if may_enter else None,
    })  # fmt: skip


@needs("lsp.configure", "jadwal.plan")
def tuk_baru(request: LspRequest, slug: str) -> HttpResponse:
    """Enter a place."""
    page = FormPage(_("Tambah TUK"), _("Simpan"), reverse("admin_lsp:tuk", args=[slug]))
    return form_answer(
        request, TukForm(request.POST or None), page, to=page.back, done=_("TUK tersimpan."),
        save=lambda data: enter_tuk(actor=request.actor, **data),
    )  # fmt: skip


@needs("skema.manage")
def tuk_skema(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Enter the SK that establishes a TUK for a skema."""
    place: Tuk = get_or_unseen(Tuk.objects.all(), ref=ref)
    form = CoverTukForm(request.POST or None, but=set())
    page = FormPage(_("Tetapkan TUK untuk skema"), _("Simpan"), reverse("admin_lsp:tuk", args=[slug]), over=place.name)
    return form_answer(
        request, form, page, to=page.back, done=_("Penetapan TUK tersimpan."),
        save=lambda data: cover_tuk(
            place, form.chosen(), sk_number=data["sk_number"], valid_from=data["valid_from"], valid_until=data["valid_until"], actor=request.actor
        ),
    )  # fmt: skip
