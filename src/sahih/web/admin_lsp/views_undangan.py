"""Companies that send their people, and the personal links into the LSP."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.actions import invite, revoke_invitation
from sahih.institution.accounts.models import Invitation
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.actions import enter_perusahaan
from sahih.institution.lsp.models import Perusahaan
from sahih.kernel.clock import now
from sahih.kernel.policy import get_or_unseen
from sahih.materials.skema.queries import open_versi
from sahih.web.admin_lsp.fields import ReasonForm, text_area
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.akun.kontak import Kontak, read_kontak
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Cell, Link, Table, Tone
from sahih.web.ui.words import tanggal


@needs("permohonan.invite")
def undangan(request: LspRequest, slug: str) -> HttpResponse:
    """Companies, and every invitation with what became of it."""
    page = newest_first(
        Invitation.objects.select_related("perusahaan"), by="invited_at", after=request.GET.get("sesudah", "")
    )
    companies = [
        (Cell(one.name), Cell(one.email), Cell(one.npwp or "–")) for one in Perusahaan.objects.order_by("name")
    ]
    return render(request, "admin_lsp/undangan.html", {
        "companies": Table(_("Perusahaan"), ("Nama", "E-mail", "NPWP"), companies),
        "table": Table(_("Undangan"), ("Nama", "Kontak", "Sebagai", "Dikirim", "Keadaan"), [_cells(one, slug, at=now()) for one in page.rows]),
        "acts": [
            Link(_("Undang asesi"), reverse("admin_lsp:undang_asesi", args=[slug])),
            Link(_("Undang wakil perusahaan"), reverse("admin_lsp:undang_wakil", args=[slug]), note="plain"),
            Link(_("Daftarkan perusahaan"), reverse("admin_lsp:perusahaan_baru", args=[slug]), note="plain"),
        ],
        "next": f"?sesudah={page.next_key}" if page.next_key else "",
        "start": "" if page.is_first else "?",
    })  # fmt: skip


def _cells(one: Invitation, slug: str, *, at: dt.datetime) -> tuple[Cell, ...]:
    role = f"{one.get_role_display()} · {one.perusahaan.name}" if one.perusahaan else one.get_role_display()
    href = reverse("admin_lsp:undangan_tarik", args=[slug, one.ref]) if one.is_open(at) else ""
    return Cell(one.name, href), Cell(one.contact), Cell(role), Cell(tanggal(one.invited_at)), _state(one, at)


def _state(one: Invitation, at: dt.datetime) -> Cell:
    if one.accepted_at:
        return Cell(_("Diterima"), tone=Tone.OK)
    if one.revoked_at:
        return Cell(_("Ditarik"), tone=Tone.NO)
    return Cell(_("Menunggu"), tone=Tone.WAIT) if one.is_open(at) else Cell(_("Kedaluwarsa"), tone=Tone.NO)


@needs("permohonan.invite")
def tarik(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Take a link back that went to the wrong address or person."""
    one: Invitation = get_or_unseen(Invitation.objects.select_related("perusahaan"), ref=ref)
    page = FormPage(
        _("Tarik undangan"), _("Tarik undangan"), reverse("admin_lsp:undangan", args=[slug]), over=f"{one.name} · {one.contact}",
        lead=_("Tautannya langsung tidak berlaku. Untuk mengundang lagi, kirim undangan baru."), kind="danger",
    )  # fmt: skip
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=page.back, done=_("Undangan ditarik."),
        save=lambda data: revoke_invitation(one, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


class CompanyForm(forms.Form):
    """A company that pays for its people."""

    name = forms.CharField(label="Nama perusahaan", max_length=160)
    email = forms.EmailField(label="E-mail untuk tagihan")
    address = text_area("Alamat", rows=2, required=False)
    npwp = forms.CharField(label="NPWP", max_length=20, required=False)


@needs("permohonan.invite")
def perusahaan_baru(request: LspRequest, slug: str) -> HttpResponse:
    """Enter a company."""
    page = FormPage(_("Daftarkan perusahaan"), _("Simpan"), reverse("admin_lsp:undangan", args=[slug]))
    return form_answer(
        request, CompanyForm(request.POST or None), page, to=page.back, done=_("Perusahaan terdaftar. Berikutnya undang wakilnya."),
        save=lambda data: enter_perusahaan(actor=request.actor, **data),
    )  # fmt: skip


class InviteForm(forms.Form):
    """Whom to ask, and how they are reached."""

    name = forms.CharField(label="Nama", max_length=120)
    contact = forms.CharField(label="E-mail atau nomor HP", help_text="Tautan pribadi dikirim ke sini.")

    def clean_contact(self) -> Kontak:
        return read_kontak(str(self.cleaned_data["contact"]))


class InviteAsesiForm(InviteForm):
    """An asesi may come by themself or be sent by a company."""

    perusahaan = forms.ChoiceField(label="Dikirim perusahaan", required=False)
    skema = forms.ChoiceField(label="Skema", required=False)

    def __init__(self, *args: Any, request: LspRequest, **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        _offer(
            self,
            "perusahaan",
            [(one.ref, one.name) for one in Perusahaan.objects.order_by("name")],
            _("Tidak, mendaftar sendiri"),
        )
        _offer(self, "skema", [(one.ref, one.title) for one in open_versi(request.lsp)], _("Dipilih asesi"))


class InviteWakilForm(InviteForm):
    """A representative always stands for one company."""

    perusahaan = forms.ChoiceField(label="Perusahaan", help_text="Daftarkan perusahaannya dulu bila belum ada.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        _offer(self, "perusahaan", [(one.ref, one.name) for one in Perusahaan.objects.order_by("name")], _("Pilih …"))


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]], none: str) -> None:
    picker = form.fields[name]
    assert isinstance(picker, forms.ChoiceField)
    picker.choices = [("", none), *choices]


@needs("permohonan.invite")
def undang_asesi(request: LspRequest, slug: str) -> HttpResponse:
    """Send one person a link."""
    form = InviteAsesiForm(request.POST or None, request=request)
    return _invite_answer(request, slug, form, title=_("Undang asesi"), role=Role.ASESI)


@needs("permohonan.invite")
def undang_wakil(request: LspRequest, slug: str) -> HttpResponse:
    """Send a company's representative a link."""
    return _invite_answer(
        request, slug, InviteWakilForm(request.POST or None), title=_("Undang wakil perusahaan"), role=Role.PERUSAHAAN
    )


def _invite_answer(request: LspRequest, slug: str, form: InviteForm, *, title: str, role: Role) -> HttpResponse:
    page = FormPage(
        title,
        _("Kirim undangan"),
        reverse("admin_lsp:undangan", args=[slug]),
        lead=_("Tautannya milik orang itu sendiri, sekali pakai, dan berlaku 14 hari."),
    )
    return form_answer(
        request, form, page, to=page.back, done=_("Undangan dikirim."),
        save=lambda data: invite(
            name=data["name"], contact=data["contact"].text, role=role, link=f"{settings.SAHIH_PUBLIC_URL}/undangan/{{token}}/",
            perusahaan=_company(data["perusahaan"]), skema_ref=data.get("skema", ""), actor=request.actor, at=now(),
        ),
    )  # fmt: skip


def _company(ref: str) -> Perusahaan | None:
    found: Perusahaan | None = get_or_unseen(Perusahaan.objects.all(), ref=ref) if ref else None
    return found
