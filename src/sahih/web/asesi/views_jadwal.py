"""The date of the assessment: agree, or ask for another."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sahih.insight.perjalanan.queries import own_permohonan
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, Unseen
from sahih.process.jadwal.actions import confirm_date, wish_other_date
from sahih.process.jadwal.models import Peserta
from sahih.process.jadwal.policies import may_answer_date
from sahih.process.jadwal.queries import live_duty, peserta_of
from sahih.process.permohonan.models import Permohonan
from sahih.web.gate import ActorRequest, own
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Fact
from sahih.web.ui.words import tanggal_panjang


class WishForm(forms.Form):
    """Which dates would do."""

    keinginan = forms.CharField(
        label=gettext_lazy("Tanggal yang dapat Anda datangi, dan alasannya"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("LSP mencari tanggal lain dan memberi kabar."),
    )  # fmt: skip


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def jadwal(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """When, where, with whom; one button to agree, one sentence to ask for another date."""
    mark_trial(request, is_trial=case.uji_coba)
    peserta = peserta_of(case)
    if peserta is None:
        raise Unseen
    form = WishForm(request.POST if "lain" in request.POST else None)
    try:
        if _answer(request, peserta, form):
            return redirect("asesi:permohonan", ref=case.ref)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason)) if form.is_bound else messages.error(request, str(refusal.reason))
    context = {
        "case": case,
        "peserta": peserta,
        "facts": facts_of(peserta),
        "form": form,
        "verdict": may_answer_date(request.actor, peserta),
    }
    return render(request, "asesi/jadwal.html", context, status=422 if form.errors else 200)


def _answer(request: ActorRequest, peserta: Peserta, form: WishForm) -> bool:
    """Whether an answer was given and kept."""
    if "setuju" in request.POST:
        confirm_date(peserta, actor=request.actor, at=now())
        messages.success(request, _("Jadwal disetujui. Datanglah dengan KTP asli."))
        return True
    if form.is_bound and form.is_valid():
        wish_other_date(peserta, wish=form.cleaned_data["keinginan"], actor=request.actor, at=now())
        messages.success(request, _("Keinginan Anda disampaikan. LSP mencari tanggal lain dan memberi kabar."))
        return True
    return False


def facts_of(peserta: Peserta) -> list[Fact]:
    plan = peserta.jadwal
    duty = live_duty(plan)
    facts = [
        Fact(_("Hari"), tanggal_panjang(plan.day)),
        Fact(_("Pukul"), f"{plan.starts:%H.%M}–{plan.ends:%H.%M} {plan.zone}", is_number=True),
        Fact(_("Tempat"), f"{plan.tuk.name}, {plan.tuk.address}"),
        Fact(_("Cara"), plan.get_mode_display()),
        Fact(_("Asesor"), duty.asesor.person.name if duty else _("belum ditetapkan")),
    ]
    return [*facts, Fact(_("Pertemuan"), plan.meeting_link, href=plan.meeting_link)] if plan.meeting_link else facts
