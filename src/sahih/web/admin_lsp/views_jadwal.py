"""Dates: who, where, when; which asesor may and why another may not."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sahih.insight.antrean.kantor import grouped
from sahih.institution.asesor.models import Asesor
from sahih.institution.tuk.actions import enter_tuk
from sahih.institution.tuk.models import Tuk
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.materials.skema.enums import Medium, Mode
from sahih.process.jadwal.actions import cancel_jadwal, leave_jadwal, offer_duty, plan_jadwal, replace_asesor
from sahih.process.jadwal.models import Jadwal, Penugasan, Peserta
from sahih.process.jadwal.policies import WARN_FROM, gate_assign, group_warning, jadwal_permit_gaps, may_plan
from sahih.process.jadwal.queries import (
    asesor_candidates,
    get_jadwal,
    get_peserta,
    live_peserta,
    plannable,
    unstudied,
    visible_jadwal,
)
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import get_permohonan
from sahih.web.admin_lsp.fields import ReasonForm, day_field, hour_field, text_area
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Table, Task, Tone
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal, tanggal_panjang

COLUMNS = ("Tanggal", "Skema", "TUK", "Asesi", "Keadaan")


@needs("jadwal.plan", "asesmen.read")
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Every date, the latest first."""
    visible, status = visible_jadwal(request.actor), request.GET.get("status", "")
    rows = visible.filter(status=status) if status in Jadwal.Status.values else visible
    rows = rows.annotate(count=Count("peserta_set", filter=Q(peserta_set__is_live=True)))
    page = newest_first(rows, by="day", after=request.GET.get("sesudah", ""))
    return render(request, "admin_lsp/daftar.html", {
        "title": _("Jadwal"),
        "acts": [Link(_("Susun jadwal"), reverse("admin_lsp:jadwal_baru", args=[slug]))] if may_plan(request.actor) else [],
        "filters": [Link(_("Semua"), "?", not status), *(Link(str(one.label), f"?status={one}", one == status) for one in Jadwal.Status)],
        "table": Table(_("Jadwal"), COLUMNS, [_cells(one, slug) for one in page.rows]),
        "next": f"?status={status}&sesudah={page.next_key}" if page.next_key else "",
        "start": "" if page.is_first else f"?status={status}",
        "empty_title": _("Belum ada jadwal di sini"),
        "empty_text": _("Jadwal disusun dari asesi yang asesmen mandirinya sudah ditandatangani."),
    })  # fmt: skip


def _cells(one: Any, slug: str) -> tuple[Cell, ...]:  # reason: a row with its count
    trial = _(" · uji coba") if one.uji_coba else ""
    return (
        Cell(tanggal(one.day), reverse("admin_lsp:jadwal_rinci", args=[slug, one.ref])),
        Cell(one.versi.title + trial),
        Cell(one.tuk.name),
        Cell(one.count, is_number=True),
        Cell(one.get_status_display(), tone=tone_of(one.status)),
    )


@needs("jadwal.plan")
def pilih(request: LspRequest, slug: str) -> HttpResponse:
    """The groups that may share a date: one skema, one way of assessment."""
    groups = grouped(plannable(), lambda one: (one.versi_id, one.mode, one.medium, one.uji_coba))
    waiting = [*groups_to_study(slug)] if request.actor.may("permohonan.review") else []
    return render(request, "admin_lsp/jadwal_pilih.html", {
        "tasks": [_group_task(group, slug) for group in groups], "waiting": waiting, "slug": slug,
    })  # fmt: skip


def groups_to_study(slug: str) -> Iterator[Task]:
    """Who waits for a study of visibilitas before any date (E17)."""
    for group in grouped(unstudied(), lambda one: (one.versi_id, one.mode)):
        why = _("%(count)d orang · %(way)s") % {"count": len(group), "way": group[0].get_mode_display()}
        yield Task(group[0].versi.title, reverse("admin_lsp:visibilitas", args=[slug, group[0].ref]), why)


def _group_task(group: list[Permohonan], slug: str) -> Task:
    first = group[0]
    trial = _(" · uji coba") if first.uji_coba else ""
    count = ngettext("%d orang siap", "%d orang siap", len(group)) % len(group)
    why = f"{count} · {first.get_mode_display()}, {first.get_medium_display()}{trial}"
    return Task(first.versi.title, reverse("admin_lsp:jadwal_susun", args=[slug, first.ref]), why)


class PlanForm(forms.Form):
    """One date: asesi, hours, place."""

    asesi = forms.MultipleChoiceField(
        label="Asesi", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Pilih sedikitnya satu asesi."}
    )
    day = day_field("Tanggal asesmen")
    starts = hour_field("Mulai", initial="08:00")
    ends = hour_field("Selesai", initial="16:00")
    tuk = forms.ChoiceField(label="TUK", required=False)
    tuk_name = forms.CharField(
        label="Nama TUK baru", max_length=160, required=False, help_text="Isi bila TUK-nya belum ada di daftar."
    )
    tuk_kind = forms.ChoiceField(label="Jenis TUK baru", choices=[("", "Pilih …"), *Tuk.Kind.choices], required=False)
    tuk_address = text_area("Alamat TUK baru", rows=2, required=False)
    meeting_link = forms.CharField(
        label="Tautan pertemuan", required=False, help_text="Wajib untuk jarak jauh dan hibrida.", widget=forms.URLInput,
        validators=[URLValidator(schemes=["https"], message="Tautan pertemuan dimulai dengan https://.")],
    )  # fmt: skip

    def __init__(
        self, *args: Any, group: list[Permohonan], limit: int, zone: str, **kwargs: Any
    ) -> None:  # reason: Django's own
        super().__init__(*args, **kwargs)
        asesi, tuk = self.fields["asesi"], self.fields["tuk"]
        assert isinstance(asesi, forms.MultipleChoiceField)
        assert isinstance(tuk, forms.ChoiceField)
        asesi.choices = [(one.ref, _named(one)) for one in group]
        asesi.initial = [one.ref for one in group[:limit]]
        asesi.help_text = _(
            "Paling banyak %(limit)d asesi satu jadwal; mulai %(warn)d orang pertimbangkan asesor kedua."
        ) % {"limit": limit, "warn": WARN_FROM}
        tuk.choices = [
            ("", _("TUK baru …")),
            *((one.ref, f"{one.name} ({one.kind})") for one in Tuk.objects.order_by("name")),
        ]
        self.fields["starts"].help_text = self.fields["ends"].help_text = zone
        if group[0].mode == Mode.TATAP_MUKA:
            del self.fields["meeting_link"]

    def clean(self) -> dict[str, Any] | None:  # reason: Django's own signature
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _("Jam selesai harus sesudah jam mulai."))
        if not given.get("tuk"):
            for name in ("tuk_name", "tuk_kind", "tuk_address"):
                if not given.get(name):
                    self.add_error(name, _("Pilih TUK di atas, atau lengkapi TUK baru."))
        return given


def _named(one: Permohonan) -> str:
    return f"{one.asesi.name} · {one.perusahaan.name}" if one.perusahaan else one.asesi.name


@needs("jadwal.plan")
def susun(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Choose date, place and people of one group."""
    seed = get_permohonan(request.actor, ref)
    group = list(_like(seed))
    if not group:
        messages.error(request, _("Asesi kelompok ini sudah dijadwalkan. Pilih kelompok lain."))
        return redirect("admin_lsp:jadwal_baru", slug)
    mark_trial(request, is_trial=seed.uji_coba)
    form = PlanForm(request.POST or None, group=group, limit=request.lsp.group_limit, zone=request.lsp.zone)
    back = reverse("admin_lsp:jadwal_baru", args=[slug])
    page = FormPage(
        _("Susun jadwal"), _("Simpan jadwal"), back, over=seed.versi.title, lead=_("Sesudah disimpan, pilih asesornya.")
    )
    made: list[Jadwal] = []
    answer = form_answer(
        request, form, page, to=back, done=_("Jadwal disimpan. Berikutnya: pilih asesor."),
        save=lambda data: made.append(_plan(request, group, data)),
    )  # fmt: skip
    return redirect("admin_lsp:jadwal_asesor", slug, made[0].ref) if made else answer


def _like(seed: Permohonan) -> QuerySet[Permohonan]:
    return plannable().filter(versi=seed.versi_id, mode=seed.mode, medium=seed.medium, uji_coba=seed.uji_coba)


def _plan(request: LspRequest, group: list[Permohonan], data: dict[str, Any]) -> Jadwal:  # reason: cleaned data
    chosen = [one for one in group if one.ref in set(data["asesi"])]
    with transaction.atomic():  # a refused date leaves no TUK behind that nobody asked for
        return plan_jadwal(
            chosen, day=data["day"], starts=data["starts"], ends=data["ends"], tuk=_place(request, data),
            actor=request.actor, at=now(), meeting_link=data.get("meeting_link", ""),
        )  # fmt: skip


def _place(request: LspRequest, data: dict[str, Any]) -> Tuk:  # reason: cleaned data
    """The TUK of the list, or the new one."""
    if data["tuk"]:
        known: Tuk = get_or_unseen(Tuk.objects.all(), ref=data["tuk"])
        return known
    return enter_tuk(name=data["tuk_name"], kind=data["tuk_kind"], address=data["tuk_address"], actor=request.actor)


@needs("jadwal.plan", "asesmen.read")
def rinci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One date: its people, its asesor, what may still be changed."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    rows = list(live_peserta(jadwal))
    plans = bool(may_plan(request.actor))
    return render(request, "admin_lsp/jadwal.html", {
        "jadwal": jadwal, "slug": slug, "title": tanggal_panjang(jadwal.day),
        "facts": _facts(jadwal),
        "peserta": [_peserta_view(one, slug, may_leave=plans and jadwal.status in _MAY_LEAVE) for one in rows],
        "duties": [_duty_view(one, slug) for one in jadwal.penugasan_set.select_related("asesor__person", "spt").order_by("-id")],
        "warning": group_warning(len(rows)),
        "gaps": jadwal_permit_gaps(jadwal, request.lsp),
        "is_paper": jadwal.medium == Medium.KERTAS,
        "may_offer": plans and jadwal.can("offer"),
        "may_replace": plans and jadwal.can("replace"),
        "may_cancel": plans and jadwal.can("cancel"),
    })  # fmt: skip


_MAY_LEAVE = (Jadwal.Status.DISUSUN, Jadwal.Status.DITAWARKAN, Jadwal.Status.SELESAI)


def _facts(jadwal: Jadwal) -> list[Fact]:
    facts = [
        Fact(_("Skema"), jadwal.versi.title),
        Fact(_("Waktu"), f"{jadwal.starts:%H.%M}–{jadwal.ends:%H.%M} {jadwal.zone}", is_number=True),
        Fact(_("Cara asesmen"), f"{jadwal.get_mode_display()}, {jadwal.get_medium_display()}"),
        Fact(_("TUK"), f"{jadwal.tuk.name}, {jadwal.tuk.address}"),
    ]
    return facts + (
        [Fact(_("Tautan pertemuan"), jadwal.meeting_link, href=jadwal.meeting_link)] if jadwal.meeting_link else []
    )


def _peserta_view(one: Peserta, slug: str, *, may_leave: bool) -> dict[str, object]:
    waiting = Badge(_("Belum menjawab"))
    answered = Badge(_("Setuju"), Tone.OK) if one.confirmed_at else waiting
    return {
        "name": one.permohonan.asesi.name,
        "href": reverse("admin_lsp:permohonan_rinci", args=[slug, one.permohonan.ref]),
        "badge": Badge(_("Minta tanggal lain"), Tone.WAIT) if one.wish else answered,
        "wish": one.wish,
        "leave": reverse("admin_lsp:jadwal_lepas", args=[slug, one.ref]) if may_leave else "",
    }


def _duty_view(one: Penugasan, slug: str) -> dict[str, object]:
    tones = {
        Penugasan.Answer.WILLING: Tone.OK,
        Penugasan.Answer.UNWILLING: Tone.NO,
        Penugasan.Answer.WAITING: Tone.WAIT,
    }
    spt = one.spt
    return {
        "name": f"{one.asesor.person.name} · {one.asesor.met}",
        "badge": Badge(one.get_answer_display(), tones.get(Penugasan.Answer(one.answer), Tone.NEUTRAL)),
        "reason": one.reason,
        "outside": one.outside_duties,
        "spt": reverse("admin_lsp:jadwal_spt", args=[slug, one.jadwal.ref, one.ref]) if spt else "",
        "spt_text": _("SPT %s") % spt.number + (_(" · ditandatangani") if spt.locked_at else _(" · menunggu Ketua LSP"))
        if spt
        else "",
    }


@needs("jadwal.plan", "asesmen.read")
def spt(request: LspRequest, slug: str, ref: str, duty_ref: str) -> HttpResponse:
    """The letter of one duty as PDF."""
    jadwal = get_jadwal(request.actor, ref)
    duty: Penugasan = get_or_unseen(jadwal.penugasan_set.select_related("spt__key"), ref=duty_ref)
    if duty.spt is None:
        raise Refused(_("SPT disusun setelah asesor bersedia."))
    return pdf_response(duty.spt, lsp=request.lsp, actor=request.actor)


@needs("jadwal.plan")
def asesor(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Every asesor of the LSP: who may take this date, and for the others every reason why not (A1–A7)."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    views = [_candidate(one, jadwal, request) for one in asesor_candidates(request.lsp)]
    return render(request, "admin_lsp/jadwal_asesor.html", {
        "jadwal": jadwal, "slug": slug, "over": f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}",
        "able": [one for one in views if not one["gaps"]],
        "barred": [one for one in views if one["gaps"]],
        "may_offer": jadwal.can("offer"),
    })  # fmt: skip


def _candidate(one: Asesor, jadwal: Jadwal, request: LspRequest) -> dict[str, object]:
    return {"ref": one.ref, "name": one.person.name, "met": one.met, "gaps": gate_assign(one, jadwal, request.lsp)}


@needs("jadwal.plan")
@require_POST
def tawarkan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Ask one asesor; refused, the list comes back with the reason and the newest verdicts."""
    jadwal = get_jadwal(request.actor, ref)
    chosen: Asesor = get_or_unseen(asesor_candidates(request.lsp), ref=request.POST.get("asesor", ""))
    try:
        offer_duty(jadwal, chosen, actor=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("admin_lsp:jadwal_asesor", slug, ref)
    messages.success(request, _("%s diberi tahu. Berikutnya menunggu kesediaannya.") % chosen.person.name)
    return redirect("admin_lsp:jadwal_rinci", slug, ref)


@needs("jadwal.plan")
def ganti(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """End the present duty; another asesor is chosen next."""
    jadwal = get_jadwal(request.actor, ref)
    lead = _("Tugas asesor yang sekarang berakhir. SPT lamanya tetap terbaca; SPT baru menyebut penggantinya.")
    page = FormPage(
        _("Ganti asesor"),
        _("Ganti asesor"),
        reverse("admin_lsp:jadwal_rinci", args=[slug, ref]),
        over=_when(jadwal),
        lead=lead,
    )
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=reverse("admin_lsp:jadwal_asesor", args=[slug, ref]),
        done=_("Tugas diakhiri. Pilih asesor penggantinya."),
        save=lambda data: replace_asesor(jadwal, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


@needs("jadwal.plan")
def batal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Call the date off; everybody on it is free for another."""
    jadwal = get_jadwal(request.actor, ref)
    back = reverse("admin_lsp:jadwal_rinci", args=[slug, ref])
    lead = _("Semua asesi dan asesornya bebas untuk jadwal lain.")
    page = FormPage(_("Batalkan jadwal"), _("Batalkan jadwal"), back, over=_when(jadwal), lead=lead, kind="danger")
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=back, done=_("Jadwal dibatalkan. Susun jadwal baru untuk asesinya."),
        save=lambda data: cancel_jadwal(jadwal, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


@needs("jadwal.plan")
def lepas(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Take one asesi off the date, for instance because they asked for another."""
    peserta = get_peserta(request.actor, ref)
    back = reverse("admin_lsp:jadwal_rinci", args=[slug, peserta.jadwal.ref])
    page = FormPage(
        _("Keluarkan dari jadwal"),
        _("Keluarkan"),
        back,
        over=peserta.permohonan.asesi.name,
        lead=_("Asesi ini dapat dijadwalkan lagi pada tanggal lain."),
    )
    return form_answer(
        request, ReasonForm(request.POST or None, initial={"reason": peserta.wish}), page, to=back,
        done=_("Asesi dikeluarkan dari jadwal ini dan siap dijadwalkan lagi."),
        save=lambda data: leave_jadwal(peserta, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


def _when(jadwal: Jadwal) -> str:
    day: dt.date = jadwal.day
    return f"{jadwal.versi.title} · {tanggal_panjang(day)}"
