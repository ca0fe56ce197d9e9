"""Appeals in the office: which there are, by when the LSP owes what, received, ended."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date, now
from sahih.process.banding.actions import close_banding, receive_banding
from sahih.process.banding.models import Banding
from sahih.process.banding.policies import may_handle
from sahih.process.banding.queries import get_banding, is_overdue, next_due, visible_banding
from sahih.web.admin_lsp.fields import ReasonForm
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.answers import FormPage, act_answer, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response, show
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Table, Tone
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import pukul, tanggal

READERS = ("banding.handle", "keputusan.read")
COLUMNS = ("Nomor", "Asesi", "Skema", "Diajukan", "Batas", "Keadaan")


@needs(*READERS)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Every appeal that was filed, the newest first, each with the day on which the LSP owes the next step."""
    status = request.GET.get("status", "")
    visible = visible_banding(request.actor).exclude(status=Banding.Status.DRAF)
    rows = visible.filter(status=status) if status in Banding.Status.values else visible
    page = newest_first(rows, by="changed_at", after=request.GET.get("sesudah", ""))
    filed = [one for one in Banding.Status if one != Banding.Status.DRAF]
    return render(request, "admin_lsp/daftar.html", {
        "title": _("Banding"),
        "filters": [Link(_("Semua"), "?", not status), *(Link(str(one.label), f"?status={one}", one == status) for one in filed)],
        "table": Table(_("Banding"), COLUMNS, [_cells(one, request.lsp, slug) for one in page.rows]),
        "next": f"?status={status}&sesudah={page.next_key}" if page.next_key else "",
        "start": "" if page.is_first else f"?status={status}",
        "empty_title": _("Tidak ada banding di sini"),
        "empty_text": _("Banding muncul begitu asesi menandatangani FR.AK.04."),
    })  # fmt: skip


def _cells(one: Banding, lsp: Lsp, slug: str) -> tuple[Cell, ...]:
    case, due = one.keputusan.asesmen.peserta.permohonan, next_due(one)
    late = is_overdue(one, day=local_date(now(), lsp.zone))
    return (
        Cell(one.number, reverse("admin_lsp:banding_rinci", args=[slug, one.ref])),
        Cell(case.asesi.name),
        Cell(case.versi.title),
        Cell(tanggal(one.filed_at) if one.filed_at else "–"),
        Cell(tanggal(due) if due else "–", tone=Tone.NO if late else None),
        Cell(one.get_status_display(), tone=tone_of(one.status)),
    )


@needs(*READERS)
def rinci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One appeal: what it says, its clock, and what may be recorded."""
    one = get_banding(request.actor, ref)
    mark_trial(request, is_trial=one.lembar.uji_coba)
    overdue = is_overdue(one, day=local_date(now(), request.lsp.zone))
    return render(request, "admin_lsp/banding.html", {
        "banding": one, "slug": slug, "facts": _facts(one, slug), "sheet": show(one.lembar),
        "badge": Badge(one.get_status_display(), tone_of(one.status)), "is_overdue": overdue,
        "verdict": may_handle(request.actor, one),
    })  # fmt: skip


def _facts(one: Banding, slug: str) -> list[Fact]:
    rapat = one.keputusan.rapat
    late = _("lewat waktu, batas %s") if one.is_late else _("tepat waktu, batas %s")
    facts = [
        Fact(_("Jenis"), one.get_kind_display()),
        Fact(_("Atas keputusan"), f"{one.keputusan.get_outcome_display()} · {rapat.sk_hasil.number if rapat.sk_hasil else '–'}", href=reverse("admin_lsp:rapat_rinci", args=[slug, rapat.ref])),
        Fact(_("Diajukan"), f"{tanggal(one.filed_at)} {pukul(one.filed_at)} · {late % tanggal(one.file_by)}" if one.filed_at else "–"),
        Fact(_("Jawaban paling lambat"), tanggal(one.answer_by) if one.answer_by else "–"),
        Fact(_("Putusan paling lambat"), tanggal(one.decide_by) if one.decide_by else "–"),
    ]  # fmt: skip
    facts += [Fact(_("Diterima LSP"), tanggal(one.received_at))] if one.received_at else []
    return facts + ([Fact(_("Selesai"), tanggal(one.closed_at))] if one.closed_at else [])


@needs("banding.handle")
@require_POST
def terima(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Say that the appeal is taken up."""
    one = get_banding(request.actor, ref)
    return act_answer(
        request, lambda: receive_banding(one, actor=request.actor, at=now()),
        done=_("Banding dicatat diterima. Asesi diberi tahu."), to=reverse("admin_lsp:banding_rinci", args=[slug, ref]),
    )  # fmt: skip


@needs("banding.handle")
def tutup(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Record the final outcome in words."""
    one = get_banding(request.actor, ref)
    back = reverse("admin_lsp:banding_rinci", args=[slug, ref])
    form = ReasonForm(
        request.POST or None, label=_("Hasil akhir dan alasannya"), help_text=_("Asesi membaca kalimat ini apa adanya.")
    )
    lead = _("Sesudah dicatat, penahanan berkas asesi ini berakhir. Hasil tidak dapat diubah lagi.")
    page = FormPage(_("Catat hasil banding"), _("Catat hasil"), back, over=one.number, lead=lead)
    return form_answer(
        request, form, page, to=back, done=_("Hasil tercatat. Asesi diberi tahu."),
        save=lambda data: close_banding(one, outcome=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


@needs(*READERS)
def lembar(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """FR.AK.04 as PDF."""
    return pdf_response(get_banding(request.actor, ref).lembar, lsp=request.lsp, actor=request.actor)
