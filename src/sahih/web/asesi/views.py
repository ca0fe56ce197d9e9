"""A person's home, the journey of one application, its sheets to read."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sahih.documents.models import Lembar
from sahih.insight.perjalanan.queries import own_permohonan, perjalanan_of
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen
from sahih.process.asesmen.correctable import may_correct
from sahih.process.permohonan.actions import withdraw_permohonan
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.policies import may_withdraw
from sahih.web.asesi.beranda import home_of
from sahih.web.asesi.perjalanan import journey_of, sheets_of
from sahih.web.gate import ActorRequest, own, personal
from sahih.web.sheets import pdf_response, show, version_of, versions_of
from sahih.web.ui.frame import mark_trial


class WithdrawForm(forms.Form):
    """Why the asesi stops."""

    alasan = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("LSP membacanya. Permohonan yang dibatalkan tidak dapat dibuka lagi; Anda dapat mengajukan yang baru."),
    )  # fmt: skip


@personal
def beranda(request: ActorRequest) -> HttpResponse:
    """What waits now over all LSPs, then every application and every door."""
    return render(request, "asesi/beranda.html", {"home": home_of(request)})


@own(own_permohonan)
def permohonan(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Where the application stands, the one thing to do, and the whole road."""
    mark_trial(request, is_trial=case.uji_coba)
    road = perjalanan_of(case)
    context = {
        "journey": journey_of(road, day=local_date(now())),
        "case": case,
        "sheets": sheets_of(road),
        "lsp": request.lsp,
    }
    context["withdraw"] = may_withdraw(request.actor, case)
    return render(request, "asesi/permohonan.html", context)


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def withdraw(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """End the application, with a reason."""
    mark_trial(request, is_trial=case.uji_coba)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_permohonan(case, reason=form.cleaned_data["alasan"], actor=request.actor, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Permohonan dibatalkan."))
            return redirect("asesi:permohonan", ref=case.ref)
    return render(request, "asesi/batalkan.html", {"form": form, "case": case}, status=422 if form.errors else 200)


@own(own_permohonan)
def lembar(request: ActorRequest, case: Permohonan, code: str) -> HttpResponse:
    """One sheet to read, as it stands."""
    mark_trial(request, is_trial=case.uji_coba)
    if code == "ak03" and not _sheet(case, code).locked_at:
        return redirect("asesi:ak03", ref=case.ref)
    current = _sheet(case, code)
    sheet = version_of(current, request)
    versions = versions_of(sheet, reverse("asesi:lembar", args=[case.ref, code]), last=current)
    seen = {
        "case": case, "code": code, "sheet": show(sheet), "versions": versions, "which": f"?lembar={sheet.ref}",
        "correct": _correct(request, case, sheet),
    }  # fmt: skip
    return render(request, "asesi/lembar.html", seen)


def _correct(request: ActorRequest, case: Permohonan, sheet: Lembar) -> str:
    """Where the asesi's own word is corrected (FX13)."""
    session = perjalanan_of(case).asesmen if sheet.code == "FR.AK.03" else None
    if session is None or session.ak03_id != sheet.pk or not may_correct(request.actor, session, sheet.code):
        return ""
    return reverse("asesi:ak03_correct", args=[case.ref])


@own(own_permohonan)
def lembar_pdf(request: ActorRequest, case: Permohonan, code: str) -> HttpResponse:
    assert request.lsp is not None
    return pdf_response(version_of(_sheet(case, code), request), lsp=request.lsp, actor=request.actor)


def _sheet(case: Permohonan, code: str) -> Lembar:
    found = next((one.lembar for one in sheets_of(perjalanan_of(case)) if one.code == code), None)
    if found is None:
        raise Unseen
    return found
