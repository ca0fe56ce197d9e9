"""People by SK, and the matrix of who may do what."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.actions import appoint, register_account, release, set_right
from sahih.institution.accounts.models import Membership, Person, RoleRight, User
from sahih.institution.accounts.nik import check_nik
from sahih.institution.accounts.policies import may_manage_people, may_set_right
from sahih.institution.accounts.roles import FORBIDDEN_PAIRS, RIGHTS, STAFF, Right, Role
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Unseen, get_or_unseen
from sahih.web.admin_lsp.fields import day_field
from sahih.web.akun.kontak import Kontak, read_kontak
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Cell, Fact, Link, Table, Tone
from sahih.web.ui.words import tanggal

COLUMNS = ("Nama", "Peran", "Nomor SK", "Berlaku", "Keadaan")
APPOINTED = tuple(role for role in Role if role in STAFF or role in {Role.BNSP, Role.BNSP_OBSERVER})


@needs("people.manage", "people.read")
def personel(request: LspRequest, slug: str) -> HttpResponse:
    """Everybody with a role of the LSP, by name."""
    today = local_date(now(), request.lsp.zone)
    rows = Membership.objects.filter(role__in=APPOINTED).select_related("person").order_by("person__name", "role")
    may_manage = bool(may_manage_people(request.actor))
    return render(request, "admin_lsp/daftar.html", {
        "title": _("Personel"), "over": _("Pengaturan"),
        "acts": [Link(_("Angkat personel"), reverse("admin_lsp:angkat", args=[slug]))] if may_manage else [],
        "table": Table(_("Personel"), COLUMNS, [_cells(one, slug, today, may_manage=may_manage) for one in rows]),
        "empty_title": _("Belum ada personel"),
    })  # fmt: skip


def _cells(one: Membership, slug: str, today: dt.date, *, may_manage: bool) -> tuple[Cell, ...]:
    begun, ended = one.valid_from <= today, one.valid_until is not None and one.valid_until < today
    state = (
        Cell(_("Berakhir"), tone=Tone.NO)
        if ended
        else Cell(_("Aktif"), tone=Tone.OK)
        if begun
        else Cell(_("Belum mulai"), tone=Tone.WAIT)
    )
    href = reverse("admin_lsp:lepas", args=[slug, one.ref]) if may_manage and not ended else ""
    until = tanggal(one.valid_until) if one.valid_until else _("seterusnya")
    return (
        Cell(one.person.name, href),
        Cell(one.get_role_display()),
        Cell(one.sk_number or "–"),
        Cell(f"{tanggal(one.valid_from)} – {until}"),
        state,
    )


class AppointForm(forms.Form):
    """A person, a role, the SK behind it and its dates."""

    name = forms.CharField(label="Nama lengkap", max_length=120)
    contact = forms.CharField(label="E-mail atau nomor HP", help_text="Orang yang sudah punya akun dikenali dari sini.")
    role = forms.ChoiceField(label="Peran", choices=[(role.value, role.label) for role in APPOINTED])
    nik = forms.CharField(
        label="NIK",
        max_length=24,
        required=False,
        help_text="16 angka pada KTP. Wajib untuk asesor, penyelia, komite, dan ketua: penilai dan pemutus dibedakan menurut NIK. Disimpan tersandi.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )
    title = forms.CharField(label="Jabatan", max_length=80, required=False)
    sk_number = forms.CharField(label="Nomor SK pengangkatan", max_length=80)
    valid_from = day_field("Mulai berlaku")
    valid_until = day_field("Sampai", required=False)

    def clean_contact(self) -> Kontak:
        return read_kontak(str(self.cleaned_data["contact"]))

    def clean_nik(self) -> str:
        nik = str(self.cleaned_data["nik"]).replace(" ", "")
        problem = check_nik(nik).error if nik else ""
        if problem:
            raise ValidationError(problem)
        return nik

    def clean(self) -> dict[str, Any] | None:  # reason: Django's own signature
        given = super().clean() or {}
        if given.get("valid_from") and given.get("valid_until") and given["valid_until"] < given["valid_from"]:
            self.add_error("valid_until", ValidationError(_("Tanggal akhir harus sesudah tanggal mulai.")))
        return given


@needs("people.manage")
def angkat(request: LspRequest, slug: str) -> HttpResponse:
    """Give a role by SK; the pairs that stay forbidden are told before and after."""
    form = AppointForm(request.POST or None, initial={"valid_from": local_date(now(), request.lsp.zone)})
    page = FormPage(
        _("Angkat personel"), _("Angkat"), reverse("admin_lsp:personel", args=[slug]), more={"facts": _pairs()}
    )
    return form_answer(
        request, form, page, to=page.back, done=_("Personel diangkat dan dapat masuk dengan e-mail atau nomor HP-nya."),
        save=lambda data: _appoint(request.actor, data),
    )  # fmt: skip


def _pairs() -> list[Fact]:
    return [Fact(f"{first.label} + {second.label}", why) for first, second, why in FORBIDDEN_PAIRS]


def _appoint(actor: Actor, data: dict[str, Any]) -> Membership:  # reason: cleaned data
    at = now()
    with transaction.atomic():  # a refused role leaves no account behind
        return appoint(
            _person(data["name"], data["contact"], actor=actor, at=at), Role(data["role"]), actor=actor, at=at,
            sk_number=data["sk_number"], nik=data["nik"], valid_from=data["valid_from"], valid_until=data["valid_until"], title=data["title"],
        )  # fmt: skip


def _person(name: str, contact: Kontak, *, actor: Actor, at: dt.datetime) -> Person:
    """The person behind the account of this contact, or a new one."""
    query = Q(email__iexact=contact.email) if contact.email else Q(phone=contact.phone)
    user = User.objects.filter(query).select_related("person").first()
    if user is None:
        user = register_account(name=name, email=contact.email or None, phone=contact.phone or None, actor=actor, at=at)
    return user.person


@needs("people.manage")
def lepas(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """End a role; what was done under it stays done."""
    one: Membership = get_or_unseen(Membership.objects.filter(role__in=APPOINTED).select_related("person"), ref=ref)
    lead = _("Peran berakhir kemarin. Yang sudah dikerjakan dalam peran ini tetap sah.")
    back = reverse("admin_lsp:personel", args=[slug])
    facts = [Fact(_("Peran"), one.get_role_display()), Fact(_("Nomor SK"), one.sk_number or "–")]
    page = FormPage(
        _("Akhiri peran"),
        _("Akhiri peran"),
        back,
        over=one.person.name,
        lead=lead,
        kind="danger",
        more={"facts": facts},
    )
    form = _SureForm(request.POST or None)
    return form_answer(
        request,
        form,
        page,
        to=back,
        done=_("Peran diakhiri."),
        save=lambda _data: release(one, actor=request.actor, at=now()),
    )


class _SureForm(forms.Form):
    sure = forms.BooleanField(label="Ya, akhiri peran ini")


@needs("people.manage", "people.read")
def hak(request: LspRequest, slug: str) -> HttpResponse:
    """The whole matrix: given, not given, never to be given; made to be printed."""
    given = granted_pairs()
    may_manage = bool(may_manage_people(request.actor))
    rows = [
        {"title": right.title, "href": reverse("admin_lsp:hak_ubah", args=[slug, right.name]) if may_manage else "",
         "cells": [_matrix_cell(right, role, given) for role in APPOINTED]}
        for right in RIGHTS.values()
    ]  # fmt: skip
    context = {
        "rows": rows,
        "roles": [role.label for role in APPOINTED],
        "lsp": request.lsp,
        "day": local_date(now(), request.lsp.zone),
    }
    return render(request, "admin_lsp/hak.html", context)


def granted_pairs() -> set[tuple[str, Role]]:
    """The defaults and where this LSP departs from them."""
    given = {(right.name, role) for right in RIGHTS.values() for role in right.default}
    for row in RoleRight.objects.all():
        (given.add if row.granted else given.discard)((row.right, Role(row.role)))
    return {(name, role) for name, role in given if name in RIGHTS and role in RIGHTS[name].grantable}


def _matrix_cell(right: Right, role: Role, given: set[tuple[str, Role]]) -> dict[str, str]:
    if role not in right.grantable:
        return {"sign": "×", "word": _("tidak boleh diberikan"), "role": str(role.label)}
    is_given = (right.name, role) in given
    return {
        "sign": "✓" if is_given else "–",
        "word": _("diberikan") if is_given else _("tidak diberikan"),
        "role": str(role.label),
    }


class RightForm(forms.Form):
    """The roles that have one right."""

    roles = forms.MultipleChoiceField(
        label="Peran yang memegang hak ini", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, *args: Any, right: Right, held: set[Role], **kwargs: Any
    ) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        picker = self.fields["roles"]
        assert isinstance(picker, forms.MultipleChoiceField)
        picker.choices = [(role.value, role.label) for role in APPOINTED if role in right.grantable]
        picker.initial = [role.value for role in held]


@needs("people.manage")
def hak_ubah(request: LspRequest, slug: str, name: str) -> HttpResponse:
    """Set who has one right; what can never be given is shown with its reason."""
    right = RIGHTS.get(name)
    if right is None:
        raise Unseen
    held = {role for key, role in granted_pairs() if key == name}
    form = RightForm(request.POST or None, right=right, held=held)
    barred = [
        Fact(role.label, may_set_right(request.actor, name, role).reason)
        for role in APPOINTED
        if role not in right.grantable
    ]
    page = FormPage(
        right.title,
        _("Simpan"),
        reverse("admin_lsp:hak", args=[slug]),
        over=_("Hak akses"),
        template="admin_lsp/hak_ubah.html",
        more={"barred": barred},
    )
    return form_answer(
        request, form, page, to=page.back, done=_("Hak tersimpan dan langsung berlaku."),
        save=lambda data: _set_roles(name, held=held, wanted={Role(one) for one in data["roles"]}, actor=request.actor),
    )  # fmt: skip


def _set_roles(name: str, *, held: set[Role], wanted: set[Role], actor: Actor) -> None:
    with transaction.atomic():
        for role in sorted(held ^ wanted):
            set_right(name, role, granted=role in wanted, actor=actor)
