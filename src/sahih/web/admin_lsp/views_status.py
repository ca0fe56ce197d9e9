"""One certificate in the office: its facts, what became of it, and the Ketua's changes of its status."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.insight.persuratan.queries import JENIS, title_of
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused
from sahih.process.sertifikat.actions import freeze_sertifikat, revoke_sertifikat, thaw_sertifikat
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.sertifikat.policies import may_change_status
from sahih.process.sertifikat.queries import StatusChange, get_sertifikat, public_row, shown_status, status_changes
from sahih.process.sertifikat.stuck import numbers_of, void_among
from sahih.process.surat.actions import blank_surat
from sahih.process.surat.models import Surat
from sahih.web.admin_lsp.fields import ReasonForm
from sahih.web.admin_lsp.views_penyerahan import handing_of, may_record_delivery
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Table
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import pukul, state_word, tanggal

INFO = JENIS["INFO.SURVEILAN"]
READERS = ("sertifikat.request", "sertifikat.numbers", "sertifikat.issue", "sertifikat.status", "keputusan.read")


@needs(*READERS)
def rinci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """What the certificate says, its history, and what may be done with it now."""
    one = get_sertifikat(request.actor, ref)
    mark_trial(request, is_trial=one.uji_coba)
    status = shown_status(one, local_date(now(), request.lsp.zone))
    public = public_row(one)
    return render(request, "admin_lsp/sertifikat.html", {
        "sertifikat": one, "slug": slug, "facts": _facts(one), "badge": Badge(state_word(status), tone_of(status)),
        "history": Table(_("Riwayat keadaan"), ("Waktu", "Menjadi", "Alasan", "Oleh"), [_turn(turn) for turn in status_changes(one)]),
        "acts": _acts(one, slug), "verdict": may_change_status(request.actor), "void": sorted(void_among(numbers_of(one))),
        "may_void": request.actor.may("sertifikat.numbers") and one.status == Sertifikat.Status.BERNOMOR,
        "handing": handing_of(one, slug), "may_send": may_record_delivery(request.actor, one),
        "letters": letters_to(one, slug), "may_inform": may_inform(request, one),
        "request_page": _request_page(one, slug), "public": reverse("publik:sertifikat", args=[public.ref]) if public else "",
    })  # fmt: skip


def letters_to(one: Sertifikat, slug: str) -> list[Link]:
    """What the holder was told of surveilan and sertifikasi ulang (SOP 4.6)."""
    rows = Surat.objects.filter(sertifikat=one, code=INFO.code).exclude(status=Surat.Status.BATAL)
    return [
        Link(f"{title_of(INFO)} {row.lembar.number}", reverse("surat:rinci", args=[slug, row.ref]), note=row.get_status_display())
        for row in rows.select_related("lembar").order_by("id")
    ]  # fmt: skip


def may_inform(request: LspRequest, one: Sertifikat) -> bool:
    blank = blank_surat(INFO, request.lsp, at=now(), sertifikat=one)
    return bool(INFO.may_draft(request.actor, blank)) and not INFO.needs(blank, request.lsp, at=now())


def _request_page(one: Sertifikat, slug: str) -> str:
    return reverse("admin_lsp:permintaan", args=[slug, one.keputusan.rapat.permintaan.ref])


def _facts(one: Sertifikat) -> list[Fact]:
    case = one.keputusan.asesmen.peserta.permohonan
    return [
        Fact(_("Kompetensi"), case.versi.title),
        Fact(_("No. sertifikat"), one.number, is_number=True),
        Fact(_("No. registrasi"), one.registration, is_number=True),
        Fact(_("No. blangko"), one.blanko, is_number=True),
        Fact(_("Masa berlaku"), f"{tanggal(one.issued_on)} – {tanggal(one.valid_until)}"),
        Fact(_("Diterbitkan"), tanggal(one.issued_at) if one.issued_at else _("Belum")),
    ]


def _turn(turn: StatusChange) -> tuple[Cell, ...]:
    return (
        Cell(f"{tanggal(turn.at)} {pukul(turn.at)}"),
        Cell(state_word(turn.status), tone=tone_of(turn.status)),
        Cell(turn.reason or "–"),
        Cell(turn.by or _("Sistem")),
    )


def _acts(one: Sertifikat, slug: str) -> list[Link]:
    """The steps that its state has; who may take them is the verdict's to say."""
    steps = (("freeze", _("Bekukan"), "sertifikat_bekukan"), ("thaw", _("Berlakukan lagi"), "sertifikat_berlakukan"), ("revoke", _("Cabut"), "sertifikat_cabut"))  # fmt: skip
    return [Link(label, reverse(f"admin_lsp:{name}", args=[slug, one.ref])) for step, label, name in steps if one.can(step)]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change of status as a page: its words, the step of the table, the action that takes it."""

    step: str
    act: Callable[..., Sertifikat]
    title: str
    button: str
    lead: str
    done: str
    kind: str = ""


@needs("sertifikat.status")
def bekukan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Freeze: not valid until the Ketua lets it hold again."""
    return _change(request, slug, ref, Change(
        "freeze", freeze_sertifikat, _("Bekukan sertifikat"), _("Bekukan"),
        _("Selama beku sertifikat tidak berlaku. Halaman verifikasi umum langsung menampilkannya, dan pemegang diberi tahu beserta alasannya."),
        done=_("Sertifikat dibekukan."), kind="danger",
    ))  # fmt: skip


@needs("sertifikat.status")
def berlakukan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Thaw: valid again, for the time that is left."""
    return _change(request, slug, ref, Change(
        "thaw", thaw_sertifikat, _("Berlakukan sertifikat lagi"), _("Berlakukan lagi"),
        _("Masa berlakunya tetap seperti semula. Pemegang diberi tahu beserta alasannya."),
        done=_("Sertifikat berlaku lagi."),
    ))  # fmt: skip


@needs("sertifikat.status")
def cabut(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Revoke: for ever."""
    return _change(request, slug, ref, Change(
        "revoke", revoke_sertifikat, _("Cabut sertifikat"), _("Cabut untuk selamanya"),
        _("Sertifikat yang dicabut tidak dapat diberlakukan lagi. Halaman verifikasi umum langsung menampilkannya, dan pemegang diberi tahu beserta alasannya."),
        done=_("Sertifikat dicabut."), kind="danger",
    ))  # fmt: skip


def _change(request: LspRequest, slug: str, ref: str, change: Change) -> HttpResponse:
    """Ask for the reason, then take the step; a state from which it does not lead is told at once."""
    one = get_sertifikat(request.actor, ref)
    mark_trial(request, is_trial=one.uji_coba)
    if not one.can(change.step):
        raise Refused(_("Sertifikat ini sedang “%s”; langkah itu tidak bisa dilakukan.") % one.get_status_display())
    form = ReasonForm(
        request.POST or None, label=_("Alasan keputusan"), help_text=_("Dibaca pemegang sertifikat dan tersimpan pada jejak.")
    )  # fmt: skip
    where = reverse("admin_lsp:sertifikat_rinci", args=[slug, ref])
    page = FormPage(
        change.title, change.button, where, over=one.number, lead=change.lead, kind=change.kind, more={"facts": _holder(one)}
    )  # fmt: skip
    return form_answer(
        request, form, page, done=change.done, to=where,
        save=lambda data: change.act(one, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


def _holder(one: Sertifikat) -> list[Fact]:
    case = one.keputusan.asesmen.peserta.permohonan
    return [Fact(_("Pemegang"), case.asesi.name), Fact(_("Kompetensi"), case.versi.title)]
