"""A signed sheet that is wrong: say what and why, and a new one begins with the old answers (FX13)."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen, require
from sahih.process.asesmen.actions import correct_laporan, correct_sheet
from sahih.process.asesmen.policies import may_correct, may_correct_laporan
from sahih.process.asesmen.queries import get_asesmen, laporan_of, sheets_by_code
from sahih.process.jadwal.queries import get_jadwal
from sahih.web.answers import FormPage, form_answer
from sahih.web.asesor.forms import CorrectionForm
from sahih.web.asesor.sheets import kind_of
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal_panjang

FOLLOWS = {
    "FR.AK.01": "Anda dan asesi menandatangani lembar baru; asesmen terbuka setelah keduanya setuju lagi.",
    "FR.IA.01": "FR.AK.02 ikut diganti, hasil tiap unit dan rekomendasi diambil dari lembar baru, dan FR.AK.05 yang sudah ditandatangani dibuka lagi.",
    "FR.AK.02": "Hasil tiap unit dan rekomendasi diambil dari lembar baru, dan FR.AK.05 yang sudah ditandatangani dibuka lagi.",
    "FR.AK.05": "Jadwal ini terbuka lagi sampai laporan baru Anda tandatangani.",
}


@needs(roles=(Role.ASESOR,))
def koreksi(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """FR.AK.01, FR.IA.01 or FR.AK.02 of one asesi; what is decided is not corrected, and the page says what then."""
    found, kind = get_asesmen(request.actor, ref), kind_of(sheet)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    if kind.code not in sheets_by_code(found):
        raise Unseen
    require(may_correct(request.actor, found, kind.code))
    page = _page(kind.code, found.peserta.permohonan.asesi.name, reverse("asesor:asesmen", args=[slug, ref]))
    return form_answer(
        request, CorrectionForm(request.POST or None), page,
        save=lambda said: correct_sheet(found, kind.code, reason=said["reason"], actor=request.actor, at=now()),
        done=_("Lembar baru terbuka dengan isian lama. Perbaiki, lalu tandatangani."),
        to=reverse("asesor:isi", args=[slug, ref, sheet]),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def laporan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """FR.AK.05 of a schedule."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    found = laporan_of(jadwal)
    if found is None:
        raise Unseen
    require(may_correct_laporan(request.actor, jadwal))
    whose = f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}"
    page = _page("FR.AK.05", whose, reverse("asesor:jadwal", args=[slug, ref]))
    return form_answer(
        request, CorrectionForm(request.POST or None), page,
        save=lambda said: correct_laporan(found, reason=said["reason"], actor=request.actor, at=now()),
        done=_("Laporan baru terbuka dengan isian lama. Perbaiki, lalu tandatangani."),
        to=reverse("asesor:laporan", args=[slug, ref]),
    )  # fmt: skip


def _page(code: str, whose: str, back: str) -> FormPage:
    lead = _("Lembar lama tetap tersimpan dengan tanda tangan dan cetakannya; lembar baru menyebutnya.")
    return FormPage(
        title=_("Koreksi %s") % code, button=_("Mulai koreksi"), back=back, over=whose, lead=f"{lead} {_(FOLLOWS[code])}",
        template="asesor/formulir.html",
    )  # fmt: skip
