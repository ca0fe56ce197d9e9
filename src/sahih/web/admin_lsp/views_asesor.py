"""The register of asesor: certificate, and the skema each may assess."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.policies import may_manage_people
from sahih.institution.accounts.queries import people_with
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.actions import register_asesor, renew_certificate
from sahih.institution.asesor.models import MET, Asesor
from sahih.institution.asesor.policies import certificate_in_force
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.materials.lingkup.actions import cover_asesor
from sahih.materials.lingkup.models import LingkupAsesor
from sahih.materials.lingkup.policies import may_cover
from sahih.process.jadwal.queries import asesor_candidates
from sahih.web.admin_lsp.fields import day_field
from sahih.web.admin_lsp.views_izin import CoverForm, covered_line
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Badge, Fact, Link, Tone
from sahih.web.ui.words import tanggal


@needs("people.manage", "people.read", "skema.manage")
def asesor(request: LspRequest, slug: str) -> HttpResponse:
    """Every asesor of this LSP with certificate and coverage."""
    today = local_date(now(), request.lsp.zone)
    manages, covers = bool(may_manage_people(request.actor)), bool(may_cover(request.actor))
    covered: dict[int, list[Link]] = {}
    for row in LingkupAsesor.objects.select_related("skema").order_by("skema__title", "id"):
        end = reverse("admin_lsp:lingkup_asesor_akhiri", args=[slug, row.ref]) if covers else ""
        covered.setdefault(row.asesor_id, []).append(covered_line(row, row.certificate_no, end=end, today=today))
    items = [{
        "title": one.person.name,
        "badge": Badge(_("Sertifikat berlaku"), Tone.OK) if certificate_in_force(one, today) else Badge(_("Sertifikat tidak berlaku"), Tone.NO),
        "facts": [Fact(_("Register"), one.met, is_number=True), Fact(_("Sertifikat"), f"{one.certificate_no} · s.d. {tanggal(one.certified_until)}"), Fact(_("LSP induk"), one.home_lsp.name)],
        "covered": covered.get(one.pk, []),
        "acts": ([Link(_("Tambah lingkup"), reverse("admin_lsp:asesor_lingkup", args=[slug, one.ref]))] if covers else [])
        + ([Link(_("Perbarui sertifikat"), reverse("admin_lsp:asesor_perbarui", args=[slug, one.ref]))] if manages else []),
    } for one in asesor_candidates(request.lsp)]  # fmt: skip
    return render(request, "admin_lsp/lingkup.html", {
        "title": _("Asesor"), "items": items, "covers": _("Lingkup"), "empty_title": _("Belum ada asesor"),
        "empty_text": _("Angkat personel sebagai Asesor, lalu daftarkan nomor registernya di sini."),
        "act": Link(_("Daftarkan asesor"), reverse("admin_lsp:asesor_baru", args=[slug])) if manages else None,
    })  # fmt: skip


class RegisterForm(forms.Form):
    """An appointed asesor's register number and certificate."""

    person = forms.ChoiceField(label="Personel", help_text="Yang sudah diangkat sebagai Asesor dan belum berregister.")
    met = forms.CharField(label="Nomor register (MET)", help_text="Contoh: MET.000.001234 2024.")
    certificate_no = forms.CharField(label="Nomor sertifikat asesor", max_length=60)
    certified_from = day_field("Sertifikat berlaku mulai")
    certified_until = day_field("Sampai")

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {one.ref: one for one in people}
        picker = self.fields["person"]
        assert isinstance(picker, forms.ChoiceField)
        picker.choices = [("", _("Pilih …")), *((one.ref, one.name) for one in people)]

    def clean_met(self) -> str:
        met = str(self.cleaned_data["met"])
        if not re.fullmatch(MET, met):
            raise ValidationError(_("Nomor register berbentuk MET.000.001234 2024."))
        return met

    def clean(self) -> dict[str, Any] | None:  # reason: Django's own signature
        given = super().clean() or {}
        if (
            given.get("certified_from")
            and given.get("certified_until")
            and given["certified_until"] <= given["certified_from"]
        ):
            self.add_error("certified_until", _("Tanggal akhir harus sesudah tanggal mulai."))
        return given


@needs("people.manage")
def asesor_baru(request: LspRequest, slug: str) -> HttpResponse:
    """Enter an appointed person into the register."""
    today = local_date(now(), request.lsp.zone)
    form = RegisterForm(request.POST or None, people=list(people_with(Role.ASESOR, day=today).filter(asesor=None)))
    page = FormPage(_("Daftarkan asesor"), _("Daftarkan"), reverse("admin_lsp:asesor", args=[slug]))
    return form_answer(
        request, form, page, to=page.back, done=_("Asesor terdaftar. Tambahkan skema yang boleh diasesnya."),
        save=lambda data: _register(request, form, data),
    )  # fmt: skip


def _register(request: LspRequest, form: RegisterForm, data: dict[str, Any]) -> Asesor:  # reason: cleaned data
    try:
        with transaction.atomic():
            return register_asesor(
                form.people[data["person"]], met=data["met"], home_lsp=request.lsp, certificate_no=data["certificate_no"],
                certified_from=data["certified_from"], certified_until=data["certified_until"], actor=request.actor,
            )  # fmt: skip
    except (IntegrityError, ValidationError) as error:
        raise Refused(_("Nomor register itu sudah dipakai asesor lain.")) from error


class CoverAsesorForm(CoverForm):
    """The paper that makes an asesor technically competent for a skema (A6)."""

    basis = forms.ChoiceField(label="Dasar", choices=LingkupAsesor.Basis.choices, widget=forms.RadioSelect)
    certificate_no = forms.CharField(label="Nomor sertifikat", max_length=80)
    valid_from = day_field("Berlaku mulai")
    valid_until = day_field("Sampai", required=False)


@needs("skema.manage")
def asesor_lingkup(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Add a skema that an asesor may assess."""
    one: Asesor = get_or_unseen(asesor_candidates(request.lsp), ref=ref)
    form = CoverAsesorForm(request.POST or None, but=set())
    page = FormPage(
        _("Tambah lingkup asesor"), _("Simpan"), reverse("admin_lsp:asesor", args=[slug]), over=one.person.name
    )
    return form_answer(
        request, form, page, to=page.back, done=_("Lingkup tersimpan."),
        save=lambda data: cover_asesor(
            one, form.chosen(), basis=data["basis"], certificate_no=data["certificate_no"], valid_from=data["valid_from"],
            valid_until=data["valid_until"], actor=request.actor,
        ),
    )  # fmt: skip


class RenewForm(forms.Form):
    """The new certificate of an asesor."""

    certificate_no = forms.CharField(label="Nomor sertifikat baru", max_length=60)
    until = day_field("Berlaku sampai")


@needs("people.manage")
def asesor_perbarui(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Enter a renewed certificate."""
    one: Asesor = get_or_unseen(asesor_candidates(request.lsp), ref=ref)
    page = FormPage(
        _("Perbarui sertifikat asesor"), _("Simpan"), reverse("admin_lsp:asesor", args=[slug]), over=one.person.name
    )
    return form_answer(
        request, RenewForm(request.POST or None), page, to=page.back, done=_("Sertifikat asesor diperbarui."),
        save=lambda data: renew_certificate(one, certificate_no=data["certificate_no"], until=data["until"], actor=request.actor),
    )  # fmt: skip
