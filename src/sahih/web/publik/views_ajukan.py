"""Begin an application: choose the way that is permitted; what is not permitted says why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sahih.insight.perjalanan.queries import sender_of
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen, first_denial
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.policies import may_open
from sahih.materials.skema.queries import get_skema, published_versi
from sahih.process.permohonan.actions import open_permohonan
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.policies import is_off_duty
from sahih.process.permohonan.queries import open_permohonan_of
from sahih.web.gate import ActorRequest, public
from sahih.web.publik.cara import Way, ways_of
from sahih.web.publik.views import lsp_in, with_shell


@public
@require_http_methods(["GET", "POST"])
def ajukan(request: ActorRequest, slug: str, skema_ref: str) -> HttpResponse:
    """Strangers first get an account; whoever has an open application is led to it."""
    del slug
    with_shell(request)
    lsp = lsp_in(request)
    versi = _versi(request, skema_ref)
    if request.actor.person_id is None:
        return redirect(f"{reverse('akun:daftar')}?{urlencode({'next': request.path})}")
    ways = ways_of(lsp, versi, day=local_date(now(), lsp.zone))
    already = open_permohonan_of(request.actor.person_id, versi)
    if already is not None:
        messages.info(request, _("Permohonan Anda untuk skema ini sudah terbuka. Lanjutkan di sini."))
        return redirect("asesi:permohonan", ref=already.ref)
    if request.method != "POST":
        return _page(request, versi, ways)
    return _begin(request, versi, ways)


def _versi(request: ActorRequest, skema_ref: str) -> SkemaVersi:
    found = published_versi(get_skema(request.actor, skema_ref))
    if found is None:
        raise Unseen
    return found


def _begin(request: ActorRequest, versi: SkemaVersi, ways: list[Way]) -> HttpResponse:
    way = next((one for one in ways if one.key == request.POST.get("cara")), None)
    if way is None:
        return _page(request, versi, ways, error=_("Pilih cara asesmen dulu."))
    try:
        case = _open(request, versi, way)
    except Refused as refusal:
        return _page(request, versi, ways, error=str(refusal.reason))
    messages.success(request, _("Permohonan dibuka. Isi FR.APL.01; isian tersimpan sendiri."))
    return redirect("asesi:apl01", ref=case.ref)


def _open(request: ActorRequest, versi: SkemaVersi, way: Way) -> Permohonan:
    return open_permohonan(
        versi, mode=way.mode, medium=way.medium, uji_coba=way.is_trial, perusahaan=sender_of(_own(request)),
        actor=request.actor, at=now(),
    )  # fmt: skip


def _own(request: ActorRequest) -> int:
    assert request.actor.person_id is not None
    return request.actor.person_id


def _page(request: ActorRequest, versi: SkemaVersi, ways: list[Way], *, error: str = "") -> HttpResponse:
    context = {
        "lsp": request.lsp,
        "versi": versi,
        "official": [one for one in ways if not one.is_trial],
        "trials": [one for one in ways if one.is_trial],
        "error": error,
        # One sentence instead of the same one beside each way.
        "closed": first_denial(may_open(versi, lsp=versi.skema.lsp), is_off_duty(_own(request), versi)).reason,
        "chosen": request.POST.get("cara", ""),
    }
    return render(request, "publik/ajukan.html", context, status=422 if error else 200)
