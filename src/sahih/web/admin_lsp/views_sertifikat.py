"""The set that goes to BNSP, the numbers that come back, and the certificates made of them."""

import datetime as dt

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused
from sahih.process.keputusan.models import Rapat
from sahih.process.keputusan.queries import get_rapat
from sahih.process.sertifikat.actions import (
    BadNumbers,
    ask_issue,
    export_request,
    import_numbers,
    note_fetch,
    open_request,
)
from sahih.process.sertifikat.models import Permintaan, Sertifikat
from sahih.process.sertifikat.numbers import RowProblem
from sahih.process.sertifikat.policies import may_import_numbers, may_renumber
from sahih.process.sertifikat.queries import (
    get_permintaan,
    get_sertifikat,
    shown_status,
    visible_permintaan,
    visible_sertifikat,
)
from sahih.process.sertifikat.sheets import ANSWER_HEAD, LIMIT_BYTES, write_rows
from sahih.process.sertifikat.stuck import numbers_of, stuck_sertifikat, void_among
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.answers import act_answer, uploaded
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import file_response, pdf_response
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Cell, Fact, Link, Table, Task, Tone, Upload
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import state_word, tanggal

OFFICE = ("sertifikat.request", "sertifikat.numbers", "sertifikat.issue", "sertifikat.status")
COLUMNS = ("Nomor", "Nama", "Skema", "Berlaku sampai", "Keadaan")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(*OFFICE)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Certificates by state; above them what has to go to BNSP and what has to come back."""
    status = request.GET.get("status", "")
    visible = visible_sertifikat(request.actor)
    rows = visible.filter(status=status) if status in Sertifikat.Status.values else visible
    page = newest_first(rows, by="changed_at", after=request.GET.get("sesudah", ""))
    day = local_date(now(), request.lsp.zone)
    return render(request, "admin_lsp/sertifikat_daftar.html", {
        "open_requests": [_request_task(one, slug) for one in visible_permintaan(request.actor).order_by("-changed_at", "-pk")[:10]],
        "bare": _bare(slug) if request.actor.may("sertifikat.request") else [],
        "slug": slug,
        "filters": [Link(_("Semua"), "?", not status), *(Link(str(one.label), f"?status={one}", one == status) for one in Sertifikat.Status)],
        "table": Table(_("Sertifikat"), COLUMNS, [_cells(one, slug, day=day) for one in page.rows]),
        "may_void": request.actor.may("sertifikat.numbers"),
        "next": f"?status={status}&sesudah={page.next_key}" if page.next_key else "",
        "start": "" if page.is_first else f"?status={status}",
    })  # fmt: skip


def _bare(slug: str) -> list[dict[str, str]]:
    """Decrees whose list has not been drawn up."""
    rows = Rapat.objects.filter(status=Rapat.Status.SK_TERBIT, permintaan=None).select_related(
        "jadwal__versi", "sk_hasil"
    )
    rows = rows.annotate(count=Count("keputusan_set")).order_by("changed_at", "id")
    return [{
        "title": one.sk_hasil.number if one.sk_hasil else "",
        "why": f"{one.jadwal.versi.title} · " + ngettext("%d orang", "%d orang", one.count) % one.count,
        "action": reverse("admin_lsp:permintaan_baru", args=[slug, one.ref]),
    } for one in rows]  # fmt: skip


def _request_task(one: Permintaan, slug: str) -> Task:
    what = f"{one.surat.number} — {one.rapat.jadwal.versi.title}"
    return Task(
        what,
        reverse("admin_lsp:permintaan", args=[slug, one.ref]),
        f"{one.get_status_display()} · {tanggal(one.changed_at)}",
    )


def _cells(one: Sertifikat, slug: str, *, day: dt.date) -> tuple[Cell, ...]:
    case, status = one.keputusan.asesmen.peserta.permohonan, shown_status(one, day)
    trial = _(" · uji coba") if one.uji_coba else ""
    return (
        Cell(one.number, reverse("admin_lsp:sertifikat_rinci", args=[slug, one.ref])),
        Cell(case.asesi.name),
        Cell(case.versi.title + trial),
        Cell("–" if one.uji_coba else tanggal(one.valid_until)),
        Cell(_("Contoh"), tone=Tone.NO) if one.uji_coba else Cell(state_word(status), tone=tone_of(status)),
    )


@needs("sertifikat.request")
@require_POST
def baru(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Draw up the letter and the list of all, K and BK."""
    rapat = get_rapat(request.actor, ref)
    try:
        permintaan = open_request(rapat, actor=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("admin_lsp:sertifikat", slug)
    messages.success(request, _("Surat dan daftar tersusun. Berikutnya Ketua LSP menandatangani suratnya."))
    return redirect("admin_lsp:permintaan", slug, permintaan.ref)


@needs("sertifikat.request", "sertifikat.numbers", "sertifikat.issue", "keputusan.sign")
def permintaan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One request: its papers, the numbers, the certificates."""
    return request_page(request, get_permintaan(request.actor, ref), slug)


def request_page(
    request: LspRequest,
    one: Permintaan,
    slug: str,
    *,
    error: str = "",
    problems: list[RowProblem] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The request as it stands, with what was wrong with the file that was just sent."""
    mark_trial(request, is_trial=one.rapat.uji_coba)
    made = Sertifikat.objects.filter(keputusan__rapat=one.rapat)
    stuck = stuck_sertifikat(one)
    waiting = made.filter(status=Sertifikat.Status.BERNOMOR).count() - len(stuck)
    rows = one.baris_set.select_related(
        "keputusan__asesmen__peserta__permohonan__asesi", "keputusan__sertifikat"
    ).order_by("id")
    return render(request, "admin_lsp/permintaan.html", {
        "permintaan": one, "slug": slug, "facts": _facts(one),
        "table": Table(_("Daftar"), ("Nama", "Hasil", "Nomor sertifikat", "Keadaan"), [_row_cells(row, slug) for row in rows]),
        "upload": Upload("berkas", _("Berkas nomor (XLSX)"), help=" | ".join(ANSWER_HEAD), accept=".xlsx", errors=[error] if error else [], is_required=True),
        "problems": Table(_("Yang perlu diperbaiki"), (_("Baris"), _("Kolom"), _("Masalah")), [(Cell(p.line or "–", is_number=True), Cell(p.field or "–"), Cell(p.message)) for p in problems or []]),
        "may_sign": request.actor.may("keputusan.sign") and one.can("send"),
        "may_import": may_import_numbers(request.actor, one), "may_renumber": may_renumber(request.actor, one),
        "stuck": [one.keputusan.asesmen.peserta.permohonan.asesi.name for one in stuck],
        "may_export": request.actor.may("sertifikat.request") or request.actor.may("sertifikat.numbers"),
        "waiting": waiting if request.actor.may("sertifikat.issue") else 0,
    }, status=status)  # fmt: skip


def _facts(one: Permintaan) -> list[Fact]:
    outcomes = list(one.baris_set.values_list("outcome", flat=True))
    return [
        Fact(_("Skema"), one.rapat.jadwal.versi.title),
        Fact(_("Kompeten"), outcomes.count("K"), is_number=True),
        Fact(_("Belum kompeten"), outcomes.count("BK"), is_number=True),
        Fact(_("Diajukan"), tanggal(one.sent_at) if one.sent_at else _("Belum")),
    ]


def _row_cells(row: object, slug: str) -> tuple[Cell, ...]:
    keputusan = row.keputusan  # type: ignore[attr-defined]  # reason: a row of the request with its joins
    made: Sertifikat | None = getattr(keputusan, "sertifikat", None)
    is_k = keputusan.outcome == "K"
    number = Cell(made.number, reverse("admin_lsp:sertifikat_rinci", args=[slug, made.ref])) if made else Cell("–")
    return (
        Cell(keputusan.asesmen.peserta.permohonan.asesi.name),
        Cell("Kompeten" if is_k else "Belum kompeten", tone=tone_of("kompeten" if is_k else "belum_kompeten")),
        number,
        Cell(made.get_status_display() if made else "–"),
    )


@needs("sertifikat.request", "sertifikat.numbers", "keputusan.sign")
def surat(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The letter as PDF."""
    return pdf_response(get_permintaan(request.actor, ref).surat, lsp=request.lsp, actor=request.actor)


@needs("sertifikat.request", "sertifikat.numbers")
def unduh(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The list of all asesi, K and BK; its making is an entry because it holds NIK."""
    one = get_permintaan(request.actor, ref)
    return _spreadsheet(export_request(one, actor=request.actor), f"daftar-{one.ref}.xlsx")


@needs("sertifikat.request", "sertifikat.numbers")
def contoh(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The empty answer with a line for each K; once answered, a line for each that waits for a new number."""
    one = get_permintaan(request.actor, ref)
    return _spreadsheet(write_rows(ANSWER_HEAD, _empty_lines(one)), f"nomor-{one.ref}.xlsx")


def _empty_lines(one: Permintaan) -> list[tuple[str, ...]]:
    stuck = stuck_sertifikat(one)
    if stuck:
        void = void_among(number for paper in stuck for number in numbers_of(paper))
        return [
            (paper.keputusan.ref, *("" if value in void else value for value in numbers_of(paper))) for paper in stuck
        ]
    refs = one.baris_set.filter(outcome="K").order_by("id").values_list("keputusan__ref", flat=True)
    return [(ref, "", "", "") for ref in refs]


def _spreadsheet(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@needs("sertifikat.numbers")
@require_POST
def impor(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Take BNSP's numbers in whole; each line's problem is told and nothing is half-imported."""
    one = get_permintaan(request.actor, ref)
    try:
        content, _name = uploaded(request, "berkas", limit=LIMIT_BYTES)
        made = import_numbers(one, content, actor=request.actor, at=now())
    except BadNumbers as bad:
        return request_page(request, one, slug, error=str(bad.reason), problems=bad.problems, status=422)
    except Refused as refusal:
        return request_page(request, one, slug, error=str(refusal.reason), status=422)
    messages.success(request, _("%d nomor masuk. Berikutnya terbitkan sertifikatnya.") % len(made))
    return redirect("admin_lsp:permintaan", slug, ref)


@needs("sertifikat.issue")
@require_POST
def terbitkan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Queue the making of every numbered certificate of the request."""
    one = get_permintaan(request.actor, ref)
    return act_answer(
        request, lambda: ask_issue(one, actor=request.actor, at=now()), to=reverse("admin_lsp:permintaan", args=[slug, ref]),
        done=_("Sertifikat sedang dibuat satu per satu. Halaman ini boleh ditinggal; muat ulang untuk melihat hasilnya."),
    )  # fmt: skip


@needs(*OFFICE, "keputusan.read")
def berkas(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The certificate's own file; who took it is an entry."""
    one = get_sertifikat(request.actor, ref)
    if one.pdf is None:
        raise Refused(_("Sertifikat ini belum diterbitkan."))
    note_fetch(one, actor=request.actor)
    return file_response(one.pdf)
