"""The paper of a schedule: blanks for everybody, and one place for whatever comes back from the scanner."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.process.asesmen.queries import get_asesmen
from sahih.process.jadwal.queries import get_jadwal
from sahih.process.kertas.actions import file_scan, print_kertas
from sahih.process.kertas.models import LembarKertas
from sahih.process.kertas.queries import GONE, paper_asesmen, visible_kertas
from sahih.web.answers import act_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.kertas.pages import badge_of, lines_of
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Task, Upload
from sahih.web.uploads import first_file

READERS = (Role.ASESOR, Role.PENYELIA)


@needs("asesmen.read", roles=READERS)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """The sheets that somebody must still do something with, the oldest first."""
    rows = (
        visible_kertas(request.actor)
        .exclude(status__in=(LembarKertas.Status.SAH, *GONE))
        .order_by("changed_at", "id")[:200]
    )
    tasks = [
        Task(
            f"{one.code} · {one.asesmen.peserta.permohonan.asesi.name}",
            reverse("kertas:lembar", args=[slug, one.ref]),
            why=one.asesmen.peserta.jadwal.versi.title,
            age=badge_of(one),
        )
        for one in rows
    ]
    return render(request, "kertas/daftar.html", {"tasks": tasks})


@needs("asesmen.read", roles=READERS)
def jadwal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Each asesi and their sheets; print, and file what was scanned."""
    found = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=found.uji_coba)
    upload = Upload(
        "pindaian", _("Pindaian lembar"), accept="application/pdf,image/jpeg,image/png", is_required=True,
        help=_("Satu PDF boleh memuat banyak lembar, dalam urutan apa pun: kode di sudut tiap halaman menunjukkan tempatnya."),
    )  # fmt: skip
    return render(
        request, "kertas/jadwal.html", {"jadwal": found, "lines": lines_of(found, request.lsp), "upload": upload}
    )


@require_POST
@needs("asesmen.read", roles=READERS)
def cetak(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The blanks of the whole schedule, or of one asesi, as one PDF."""
    found, wanted = get_jadwal(request.actor, ref), request.POST.get("asesmen", "")
    cases = [get_asesmen(request.actor, wanted)] if wanted else paper_asesmen(found)
    try:
        pdf = print_kertas(cases, actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, reverse("kertas:jadwal", args=[slug, ref]), refusal.reason)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="lembar-kertas-{ref}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@needs("asesmen.read", roles=READERS)
def unggah(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """File a stack of scans to the sheets whose codes it bears."""
    found = get_jadwal(request.actor, ref)

    def file() -> object:
        content, name = first_file(request, "pindaian")
        return file_scan(paper_asesmen(found), content, name=name, actor=request.actor, at=now())

    return act_answer(
        request, file, done=_("Pindaian tersimpan pada lembarnya. Sekarang isiannya dapat diketik."),
        to=reverse("kertas:jadwal", args=[slug, ref]),
    )  # fmt: skip
