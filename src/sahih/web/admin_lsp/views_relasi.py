"""Who of the LSP is near to an asesi: what bars them from the case (A10, A11, D2)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import people_with
from sahih.institution.accounts.roles import Role
from sahih.institution.relasi.actions import declare_relasi
from sahih.institution.relasi.models import Relasi
from sahih.institution.relasi.queries import relasi_of
from sahih.kernel.clock import local_date, now
from sahih.process.permohonan.queries import get_permohonan
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Cell, Table
from sahih.web.ui.words import tanggal

BARRED = (Role.ASESOR, Role.PENYELIA, Role.KOMITE)


class RelasiForm(forms.Form):
    """Who, and in which way near."""

    person = forms.ChoiceField(label="Personel", help_text="Asesor, asesor penyelia, dan anggota komite teknis.")
    kind = forms.ChoiceField(
        label="Hubungannya dengan asesi", choices=Relasi.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu hubungan."},
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {one.ref: one for one in people}
        picker = self.fields["person"]
        assert isinstance(picker, forms.ChoiceField)
        picker.choices = [("", _("Pilih …")), *((one.ref, one.name) for one in people)]


@needs("people.manage")
def relasi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Declare a relation to the asesi of one application; above it what stands already."""
    case = get_permohonan(request.actor, ref)
    mark_trial(request, is_trial=case.uji_coba)
    at = now()
    form = RelasiForm(request.POST or None, people=_people(request, case.asesi))
    rows = [(Cell(one.person.name), Cell(one.get_kind_display()), Cell(tanggal(one.declared_at))) for one in relasi_of(case.asesi)]  # fmt: skip
    page = FormPage(
        _("Nyatakan hubungan"), _("Simpan"), reverse("admin_lsp:permohonan_rinci", args=[slug, ref]), over=case.asesi.name,
        lead=_("Orang yang dekat dengan asesi tidak mengases dan tidak memutuskan kasusnya. Pernyataan ini tidak dapat ditarik."),
        template="admin_lsp/relasi.html", more={"table": Table(_("Sudah dinyatakan"), ("Personel", "Hubungan", "Sejak"), rows)},
    )  # fmt: skip
    return form_answer(
        request, form, page, to=reverse("admin_lsp:permohonan_relasi", args=[slug, ref]), done=_("Hubungan tercatat."),
        save=lambda data: declare_relasi(form.people[data["person"]], asesi=case.asesi, kind=data["kind"], actor=request.actor, at=at),
    )  # fmt: skip


def _people(request: LspRequest, asesi: Person) -> list[Person]:
    day = local_date(now(), request.lsp.zone)
    found = {one.pk: one for role in BARRED for one in people_with(role, day=day) if one.pk != asesi.pk}
    return sorted(found.values(), key=lambda one: one.name)
