"""Read the SOP of one asesi or a whole schedule, print it, take it as a spreadsheet (SOP 003)."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.insight.berkas.collect import case_of, sheets_of
from sahih.insight.sop.queries import (
    JejakSop,
    get_readable_jadwal,
    jejak_list,
    jejak_of,
    readable_case,
    readable_jadwal,
)
from sahih.insight.sop.tabel import HEAD, rows_of, spreadsheet
from sahih.institution.accounts.roles import Role
from sahih.institution.sop.policies import may_map_sop
from sahih.institution.sop.queries import peta_now
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.process.jadwal.models import Jadwal
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response
from sahih.web.sop.parts import lines_of, matrix_of
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Link, Task
from sahih.web.ui.words import tanggal

READING = {"roles": (Role.PENYELIA, Role.KOMITE, Role.BNSP_OBSERVER)}
RIGHTS = ("asesmen.read", "keputusan.read")
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LATEST = 50


@needs(*RIGHTS, **READING)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """The schedules whose steps may be read, the latest first."""
    rows = readable_jadwal(request.actor).order_by("-day", "-id")[:LATEST]
    return render(request, "sop/daftar.html", {
        "tasks": [_task(one, slug) for one in rows], "slug": slug, "may_map": may_map_sop(request.actor), "peta": peta_now(),
    })  # fmt: skip


def _task(one: Jadwal, slug: str) -> Task:
    trial = _(" · uji coba") if one.uji_coba else ""
    why = f"{one.versi.title} · {one.get_status_display()}{trial}"
    return Task(tanggal(one.day), reverse("sop:jadwal", args=[slug, one.ref]), why)


@needs(*RIGHTS, **READING)
def jadwal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Asesi by step; each cell leads to the asesi."""
    one = get_readable_jadwal(request.actor, ref)
    mark_trial(request, is_trial=one.uji_coba)
    found = jejak_list(one, request.lsp, at=now())
    return render(request, "sop/jadwal.html", {
        "jadwal": one, "slug": slug, "matrix": matrix_of(found, slug), "peta": peta_now(),
        "formats": [Link(name.upper(), reverse("sop:ekspor", args=[slug, ref, name])) for name in FORMATS],
    })  # fmt: skip


@needs(*RIGHTS, **READING)
def ekspor(request: LspRequest, slug: str, ref: str, format: str) -> HttpResponse:  # noqa: A002 -- the word in the address
    """One line a step and asesi, as CSV or XLSX."""
    if format not in FORMATS:
        raise Unseen
    one = get_readable_jadwal(request.actor, ref)
    lines = [HEAD, *rows_of(jejak_list(one, request.lsp, at=now()), request.lsp)]
    answer = HttpResponse(spreadsheet(lines) if format == "xlsx" else _csv(lines), content_type=FORMATS[format])
    answer["Content-Disposition"] = f'attachment; filename="sop-{one.day:%Y-%m-%d}-{one.ref}.{format}"'
    return answer


def _csv(lines: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode("utf-8-sig")  # spreadsheets read the letters right only with the mark


@needs(*RIGHTS, **READING)
def asesi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Every step of one asesi: who, when, which record, how long, what is missing."""
    case = readable_case(request.actor, ref)
    mark_trial(request, is_trial=case.uji_coba)
    found: JejakSop = jejak_of(case, request.lsp, at=now())
    return render(request, "sop/asesi.html", {
        "case": case, "slug": slug, "jejak": found, "lines": lines_of(found, slug), "peta": peta_now(),
    })  # fmt: skip


@needs(*RIGHTS, **READING)
def lembar(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    """A record of the case as PDF, for whoever may read its steps."""
    case = readable_case(request.actor, ref)
    sheet = next((one for one in sheets_of(case_of(case)) if one.ref == sheet_ref), None)
    if sheet is None:
        raise Unseen
    return pdf_response(sheet, lsp=request.lsp, actor=request.actor)
