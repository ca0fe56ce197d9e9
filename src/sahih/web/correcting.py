"""The two small pages of a correction: begin it with a reason, or give it up before anybody signed (FX13)."""

from collections.abc import Callable, Mapping

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.kernel.policy import Words
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import ActorRequest

_RECORD = gettext_lazy("Hasil tiap unit dan rekomendasi diambil dari lembar baru, dan FR.AK.05 yang sudah ditandatangani dibuka lagi.")  # fmt: skip
FOLLOWS: Mapping[str, Words] = {
    "FR.AK.07": gettext_lazy("Anda dan asesi menandatangani lembar baru. FR.AK.01 atau FR.AK.02 yang sudah ditandatangani atas penyesuaian lama ikut diganti."),
    "FR.AK.01": gettext_lazy("Anda dan asesi menandatangani lembar baru; asesmen terbuka setelah keduanya setuju lagi."),
    "FR.IA.01": gettext_lazy("FR.AK.02 ikut diganti, hasil tiap unit dan rekomendasi diambil dari lembar baru, dan FR.AK.05 yang sudah ditandatangani dibuka lagi."),
    "FR.AK.02": _RECORD,
    "FR.AK.03": gettext_lazy("Asesor dan LSP membaca yang baru setelah Anda tandatangani. Hasil asesmen tidak berubah olehnya."),
    "FR.AK.05": gettext_lazy("Jadwal ini terbuka lagi sampai laporan baru Anda tandatangani."),
    "FR.AK.06": gettext_lazy("Komite dibentuk setelah lembar baru ditandatangani."),
    "FR.VA": gettext_lazy("Kaji ulang terbuka lagi sampai lembar baru ditandatangani; daftar perbaikan mengikuti yang baru."),
}  # fmt: skip
KEPT = gettext_lazy("Lembar lama tetap tersimpan dengan tanda tangan dan cetakannya; lembar baru menyebutnya.")
DROPPED = gettext_lazy("Lembar baru ditutup tanpa tanda tangan dan tetap dapat dibaca; lembar lama berlaku lagi seperti semula.")  # fmt: skip


class CorrectionForm(forms.Form):
    """What is wrong with a signed sheet; kept with the new one."""

    reason = forms.CharField(
        label=gettext_lazy("Apa yang keliru, dan mengapa dikoreksi"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tercantum pada lembar baru dan jejak audit; dari lembar asesmen juga pada Keterangan FR.AK.05."),
    )  # fmt: skip


class DropForm(forms.Form):
    """Why a correction was not needed after all."""

    reason = forms.CharField(
        label=gettext_lazy("Mengapa koreksinya dibatalkan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tercantum pada lembar yang ditutup dan jejak audit."),
    )  # fmt: skip


def begin_answer(
    request: ActorRequest, code: str, act: Callable[[str], object], *, whose: str, back: str, to: str, lead: Words = KEPT,
    follows: Words = "",
) -> HttpResponse:  # fmt: skip
    """Ask what is wrong, then open the new sheet and go to where it is filled."""
    page = FormPage(
        title=_("Koreksi %s") % code, button=_("Mulai koreksi"), back=back, over=whose, lead=f"{lead} {follows or FOLLOWS[code]}",
        template="asesor/formulir.html",
    )  # fmt: skip
    return form_answer(
        request, CorrectionForm(request.POST or None), page, save=lambda said: act(said["reason"]),
        done=_("Lembar baru terbuka dengan isian lama. Perbaiki, lalu tandatangani."), to=to,
    )  # fmt: skip


def drop_answer(
    request: ActorRequest, code: str, act: Callable[[str], object], *, whose: str, back: str
) -> HttpResponse:
    """Ask why, then put the former sheet back."""
    page = FormPage(
        title=_("Batalkan koreksi %s") % code, button=_("Batalkan koreksi"), back=back, over=whose, lead=str(DROPPED),
        kind="danger", template="asesor/formulir.html",
    )  # fmt: skip
    return form_answer(
        request, DropForm(request.POST or None), page, save=lambda said: act(said["reason"]),
        done=_("Koreksi %s dibatalkan; lembar lama berlaku lagi.") % code, to=back,
    )  # fmt: skip
