"""A signed sheet that is wrong: say what and why, and a new one begins with the old answers (FX13)."""

from django.http import HttpResponse
from django.urls import reverse

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen, require
from sahih.process.asesmen.actions import (
    correct_laporan,
    correct_sheet,
    correct_tinjauan,
    drop_laporan_correction,
    drop_sheet_correction,
    drop_tinjauan_correction,
)
from sahih.process.asesmen.correctable import (
    may_correct,
    may_correct_laporan,
    may_correct_tinjauan,
    may_drop_correction,
    may_drop_laporan_correction,
    may_drop_tinjauan_correction,
)
from sahih.process.asesmen.models import Asesmen, Laporan, Tinjauan
from sahih.process.asesmen.queries import get_asesmen, laporan_of, sheets_by_code, tinjauan_of
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import get_jadwal
from sahih.web.asesor.sheets import kind_of
from sahih.web.correcting import begin_answer, drop_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal_panjang


def _sheet(request: LspRequest, ref: str, sheet: str) -> tuple[Asesmen, str]:
    found, code = get_asesmen(request.actor, ref), kind_of(sheet).code
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    if code not in sheets_by_code(found):
        raise Unseen
    return found, code


@needs(roles=(Role.ASESOR,))
def koreksi(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """A sheet that asesor and asesi sign; what is decided is not corrected, and the page says what then."""
    found, code = _sheet(request, ref, sheet)
    require(may_correct(request.actor, found, code))
    return begin_answer(
        request, code, lambda reason: correct_sheet(found, code, reason=reason, actor=request.actor, at=now()),
        whose=found.peserta.permohonan.asesi.name, back=reverse("asesor:asesmen", args=[slug, ref]),
        to=reverse("asesor:isi", args=[slug, ref, sheet]),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def koreksi_batal(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """Give up a correction that nobody signed."""
    found, code = _sheet(request, ref, sheet)
    require(may_drop_correction(request.actor, found, code))
    return drop_answer(
        request, code, lambda reason: drop_sheet_correction(found, code, reason=reason, actor=request.actor, at=now()),
        whose=found.peserta.permohonan.asesi.name, back=reverse("asesor:asesmen", args=[slug, ref]),
    )  # fmt: skip


def _jadwal(request: LspRequest, ref: str) -> tuple[Jadwal, str]:
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    return jadwal, f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}"


def _laporan(jadwal: Jadwal) -> Laporan:
    found = laporan_of(jadwal)
    if found is None:
        raise Unseen
    return found


@needs(roles=(Role.ASESOR,))
def laporan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """FR.AK.05 of a schedule."""
    jadwal, whose = _jadwal(request, ref)
    found = _laporan(jadwal)
    require(may_correct_laporan(request.actor, jadwal))
    return begin_answer(
        request, "FR.AK.05", lambda reason: correct_laporan(found, reason=reason, actor=request.actor, at=now()),
        whose=whose, back=reverse("asesor:jadwal", args=[slug, ref]), to=reverse("asesor:laporan", args=[slug, ref]),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def laporan_batal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Back to the former FR.AK.05."""
    jadwal, whose = _jadwal(request, ref)
    found = _laporan(jadwal)
    require(may_drop_laporan_correction(request.actor, found))
    return drop_answer(
        request, "FR.AK.05",
        lambda reason: drop_laporan_correction(found, reason=reason, actor=request.actor, at=now()),
        whose=whose, back=reverse("asesor:jadwal", args=[slug, ref]),
    )  # fmt: skip


def _tinjauan(jadwal: Jadwal) -> Tinjauan:
    found = tinjauan_of(jadwal)
    if found is None:
        raise Unseen
    return found


@needs(roles=(Role.ASESOR,))
def tinjauan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The first FR.AK.06 of a schedule."""
    jadwal, whose = _jadwal(request, ref)
    found = _tinjauan(jadwal)
    require(may_correct_tinjauan(request.actor, found))
    return begin_answer(
        request, "FR.AK.06", lambda reason: correct_tinjauan(found, reason=reason, actor=request.actor, at=now()),
        whose=whose, back=reverse("asesor:jadwal", args=[slug, ref]), to=reverse("asesor:tinjauan", args=[slug, ref]),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def tinjauan_batal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Back to the former FR.AK.06."""
    jadwal, whose = _jadwal(request, ref)
    found = _tinjauan(jadwal)
    require(may_drop_tinjauan_correction(request.actor, found))
    return drop_answer(
        request, "FR.AK.06",
        lambda reason: drop_tinjauan_correction(found, reason=reason, actor=request.actor, at=now()),
        whose=whose, back=reverse("asesor:jadwal", args=[slug, ref]),
    )  # fmt: skip
