"""The validation of a MUK by a team: open it, its page, give it back, cancel it (FX9)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, newest
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import require
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import READERS
from sahih.materials.perangkat.queries import get_muk
from sahih.process.asesmen.models import Asesmen
from sahih.process.validasi import actions as act
from sahih.process.validasi.models import Peran, Periode, Validasi
from sahih.process.validasi.policies import (
    may_cancel_validasi,
    may_correct_validasi,
    may_drop_validasi_correction,
    may_fill_validasi,
    may_give_back_validasi,
    may_open_validasi,
    may_read_validasi,
    may_replace_member,
    may_see_va_keys,
    may_sign_validasi,
)
from sahih.process.validasi.queries import (
    candidates,
    get_anggota,
    get_validasi,
    improvements_from,
    left_of,
    members_of,
    team_of,
)
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.forms_mutu import GantiForm, ValidasiForm
from sahih.web.muk.mutu import lines_of, outcome_badge
from sahih.web.muk.pages import title_of
from sahih.web.muk.views_lembar import ReasonForm
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Fact, Link, Tone
from sahih.web.ui.words import tanggal, tanggal_panjang


@needs("mutu.improve")
def buka(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Name the team, the day and the place; its FR.VA opens for the lead."""
    row, day = get_muk(request.actor, ref), local_date(now(), request.lsp.zone)
    back, verdict = reverse("muk:muk", args=[slug, ref]), may_open_validasi(request.actor, row)
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    page = FormPage(
        _("Buka validasi (FR.VA)"), _("Buka dan beri tahu ketua tim"), back, over=title_of(row), template="asesor/formulir.html",
        lead=_("Tim meninjau MUK ini dan menandatangani satu FR.VA. Rencananya menjadi daftar perbaikan yang dijawab MUK berikutnya."),
    )  # fmt: skip
    form = ValidasiForm(
        request.POST or None, known=candidates(day=day), muk=row, initial={"day": day, "periode": _periode(row)}
    )

    def save(_said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return act.open_validasi(row, form.team(), form.acara(), actor=request.actor, at=now())

    return form_answer(request, form, page, save=save, done=_("Validasi dibuka. FR.VA menunggu ketua tim."), to=back)


def _periode(muk: Muk) -> Periode:
    """What nobody was assessed with is looked at before it is."""
    return Periode.SETELAH if Asesmen.objects.filter(muk=muk).exists() else Periode.SEBELUM


def found(request: LspRequest, va_ref: str) -> Validasi:
    """A validation that this reader may read: its sheet speaks of items (17024 7.4)."""
    row = get_validasi(request.actor, va_ref)
    require(may_read_validasi(request.actor, row, day=local_date(now(), request.lsp.zone)))
    mark_trial(request, is_trial=row.lembar.uji_coba)
    return row


@needs(roles=READERS)
def validasi(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """One validation: whose turn it is, the team and who has signed, what followed."""
    row, actor, day = found(request, va_ref), request.actor, local_date(now(), request.lsp.zone)
    fills, signs = may_fill_validasi(actor, row), may_sign_validasi(actor, row, day=day)
    replaces = may_replace_member(actor, row)
    wanted = improvements_from(row).select_related("lembar", "noted_by")
    return render(request, "muk/validasi.html", {
        "validasi": row, "title": _("Validasi %s") % title_of(row.muk), "badge": outcome_badge(row), "facts": _facts(row),
        "team": _team(row, slug, may_replace=bool(replaces)), "left": [_("%(who)s (%(task)s) diganti %(at)s") % {"who": one.person.name, "task": one.get_peran_display(), "at": tanggal(one.left_at)} for one in left_of(row) if one.left_at],
        "stands": replaces.reason if actor.may("mutu.improve") and row.can("cancel") else "",
        "may_fill": bool(fills), "may_sign": bool(signs), "is_member": any(one.person.pk == actor.person_id for one in team_of(row)),
        "reason": "" if fills or signs else signs.reason, "is_running": row.can("cancel"),
        "may_see_keys": bool(may_see_va_keys(actor, row, day=day)),
        "may_give_back": bool(may_give_back_validasi(actor, row)), "may_cancel": bool(may_cancel_validasi(actor, row)),
        "may_correct": bool(may_correct_validasi(actor, row)), "may_drop": bool(may_drop_validasi_correction(actor, row)),
        "perbaikan": lines_of(list(wanted.order_by("id")), day=day), "papers": _papers(row, slug),
    })  # fmt: skip


def _facts(row: Validasi) -> list[Fact]:
    facts = [
        Fact(_("Skema"), str(row.muk.versi)), Fact(_("Periode"), row.get_periode_display()),
        Fact(_("Hari dan tanggal"), tanggal_panjang(row.day)), Fact(_("Tempat"), row.place),
        Fact(_("Dibuka oleh"), row.opened_by.name),
    ]  # fmt: skip
    if row.finished_at:
        facts.append(Fact(_("Selesai"), tanggal(row.finished_at)))
    return facts


@dataclass(frozen=True)
class Kursi:
    """A member of the team on the page, and where another takes their place."""

    name: str
    task: str
    badge: Badge
    href: str


def _team(row: Validasi, slug: str, *, may_replace: bool) -> list[Kursi]:
    signed = set(row.lembar.signatures.values_list("person_id", flat=True))
    return [
        Kursi(one.person.name, one.get_peran_display(), Badge(_("sudah menandatangani"), Tone.OK) if one.person.pk in signed else Badge(_("belum"), Tone.WAIT if row.can("cancel") else Tone.NEUTRAL), reverse("muk:va_ganti", args=[slug, row.ref, one.ref]) if may_replace else "")
        for one in members_of(row)
    ]  # fmt: skip


def _papers(row: Validasi, slug: str) -> list[Link]:
    """All its sheets, those too that were given up, the newest first."""
    return [
        Link(f"{one.code} {one.title}", reverse("muk:va_lembar", args=[slug, row.ref, one.ref]), note=_state(one, row))
        for one in reversed(chain_of(newest(row.lembar)))
    ]


def _state(sheet: Lembar, row: Validasi) -> str:
    if sheet.pk < row.lembar_id:
        return _("digantikan lembar yang lebih baru")
    if sheet.void_reason:
        return _("ditutup tanpa berlaku")
    return _("terkunci") if sheet.locked_at else _("terbuka")


@needs(roles=READERS)
def kembalikan(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """A member does not agree: back to the lead with what is to change."""
    row, back = found(request, va_ref), reverse("muk:validasi", args=[slug, va_ref])
    verdict = may_give_back_validasi(request.actor, row)
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    page = FormPage(
        _("Kembalikan kepada ketua tim"), _("Kembalikan"), back, over=title_of(row.muk), template="asesor/formulir.html",
        lead=_("Ketua tim mengubah isinya pada lembar baru dan semua anggota menandatanganinya lagi; lembar ini tetap terbaca."),
    )  # fmt: skip
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=back, done=_("FR.VA dikembalikan kepada ketua tim."),
        save=lambda said: act.give_back_va(row, note=said["note"], actor=request.actor, at=now()),
    )  # fmt: skip


@needs("mutu.improve")
def ganti(request: LspRequest, slug: str, va_ref: str, anggota_ref: str) -> HttpResponse:
    """Another person takes a seat in the team before anybody signed."""
    row, back = found(request, va_ref), reverse("muk:validasi", args=[slug, va_ref])
    seat, day = get_anggota(row, anggota_ref), local_date(now(), request.lsp.zone)
    verdict = may_replace_member(request.actor, row)
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    there, peran = {one.person.pk for one in team_of(row)}, Peran(seat.peran)
    known = [one for one in candidates(day=max(row.day, day))[peran] if one.pk not in there]
    form = GantiForm(request.POST or None, known=known, muk=row.muk, rule=_rule(peran) if known else _nobody())
    page = FormPage(
        _("Ganti %s") % seat.person.name, _("Ganti dan beri tahu keduanya"), back, over=f"{title_of(row.muk)} · {peran.label}",
        template="asesor/formulir.html", lead=_("Isian FR.VA tetap; nama timnya berganti. Yang diganti tidak lagi dapat membuka kunci MUK ini sebagai anggota tim."),
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return act.replace_member(
            seat, form.people[said["person"]], reason=said["reason"], actor=request.actor, at=now()
        )

    return form_answer(request, form, page, save=save, done=_("Anggota tim diganti. Keduanya diberi tahu."), to=back)


def _nobody() -> str:
    return _("Tidak ada orang lain yang dapat dipilih. Angkat dulu orangnya, atau batalkan validasi ini.")


def _rule(peran: Peran) -> str:
    """Who may take the seat."""
    if peran == Peran.MANAJER:
        return _("Manajer Mutu atau Manajer Sertifikasi pada hari validasi.")
    able = _("Asesor dengan sertifikat dan kompetensi skema yang berlaku pada hari validasi.")
    return _("%s Bukan penyusun MUK ini.") % able if peran == Peran.LEAD else able


@needs("mutu.improve")
def batalkan(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """The validation will not take place."""
    row, back = found(request, va_ref), reverse("muk:validasi", args=[slug, va_ref])
    verdict = may_cancel_validasi(request.actor, row)
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    what = _("Batalkan koreksi FR.VA") if row.finished_at else _("Batalkan validasi")
    page = FormPage(
        what, what, back, over=title_of(row.muk), kind="danger", template="asesor/formulir.html",
        lead=_("Lembar koreksi ditutup dan tetap terbaca; lembar yang sudah ditandatangani semua anggota tetap berlaku. Validasi lain dapat dibuka sesudahnya.")
        if row.finished_at
        else _("FR.VA ditutup dan tetap terbaca; tidak ada perbaikan yang dibuka. Validasi lain dapat dibuka sesudahnya."),
    )  # fmt: skip
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=back,
        done=_("Koreksi FR.VA dibatalkan.") if row.finished_at else _("Validasi dibatalkan."),
        save=lambda said: act.cancel_validasi(row, reason=said["note"], actor=request.actor, at=now()),
    )  # fmt: skip
