"""The office orders the review of a reported schedule, or another penyelia for it (SOP 3.4.2, D9)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.institution.accounts.models import Person
from sahih.kernel.clock import local_date, now
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import get_jadwal
from sahih.process.kaji_ulang.actions import compose_review, replace_penyelia
from sahih.process.kaji_ulang.policies import bars_to_review, review_gaps
from sahih.process.kaji_ulang.queries import get_kaji, penyelia_candidates
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal_panjang


class ReviewForm(forms.Form):
    """Who reviews."""

    penyelia = forms.ChoiceField(label=gettext_lazy("Asesor penyelia"))

    def __init__(self, *args: Any, able: list[Person], **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.able = {one.ref: one for one in able}
        picker = self.fields["penyelia"]
        assert isinstance(picker, forms.ChoiceField)
        picker.choices = [(one.ref, one.name) for one in able]
        if not able:
            picker.help_text = _("Belum ada penyelia yang boleh. Angkat Asesor Penyelia pada Pengaturan, Personel.")


class ReplaceForm(ReviewForm):
    """Somebody else, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Mengapa diganti"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def _candidates(request: LspRequest, jadwal: Jadwal) -> tuple[list[Person], list[dict[str, object]]]:
    """Who may review, and for the others every reason why not (D9)."""
    found = penyelia_candidates(day=local_date(now(), request.lsp.zone))
    people = [(one, bars_to_review(one, jadwal)) for one in found]
    return [one for one, bars in people if not bars], [{"name": one.name, "gaps": bars} for one, bars in people if bars]


@needs("keputusan.prepare")
def kaji_susun(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Choose the penyelia; the SPT goes to the Ketua."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    able, barred = _candidates(request, jadwal)
    form = ReviewForm(request.POST or None, able=able)
    page = FormPage(
        _("Susun kaji ulang"), _("Simpan dan buat SPT penyelia"), reverse("admin_lsp:rapat", args=[slug]),
        over=f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}", template="admin_lsp/rapat_susun.html",
        lead=_("Kaji ulang dilakukan asesor penyelia yang tidak mengases asesi jadwal ini. Komite dibentuk sesudahnya."),
        more={"gaps": review_gaps(jadwal), "barred": barred},
    )  # fmt: skip
    return form_answer(
        request, form, page, to=page.back, done=_("SPT penyelia menunggu tanda tangan Ketua LSP."),
        save=lambda said: compose_review(jadwal, form.able[said["penyelia"]], actor=request.actor, at=now()),
    )  # fmt: skip


@needs("keputusan.prepare")
def kaji_ganti(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Another penyelia, as long as this one has signed nothing."""
    kaji = get_kaji(request.actor, ref)
    mark_trial(request, is_trial=kaji.jadwal.uji_coba)
    able, barred = _candidates(request, kaji.jadwal)
    form = ReplaceForm(request.POST or None, able=able)
    page = FormPage(
        _("Ganti penyelia"), _("Ganti dan buat SPT baru"), reverse("penyelia:kaji", args=[slug, ref]),
        over=f"{kaji.jadwal.versi.title} · {tanggal_panjang(kaji.jadwal.day)}", template="admin_lsp/rapat_susun.html",
        more={"barred": barred},
    )  # fmt: skip
    return form_answer(
        request, form, page, to=page.back, done=_("Penyelia diganti. SPT baru menunggu tanda tangan Ketua LSP."),
        save=lambda said: replace_penyelia(
            kaji, form.able[said["penyelia"]], reason=said["reason"], actor=request.actor, at=now()),
    )  # fmt: skip
