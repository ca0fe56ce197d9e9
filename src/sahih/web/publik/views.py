"""The portal and the public page of an LSP (SE.007 A.IV.1)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Unseen
from sahih.web.gate import ActorRequest, public
from sahih.web.publik.lsp import ALUR, lsp_facts, offers_of
from sahih.web.ui.frame import personal_shell


def with_shell(request: ActorRequest) -> None:
    """Who is logged in keeps their menu on public pages."""
    if request.actor.user_id is not None:
        request.shell = personal_shell(request)


def lsp_in(request: ActorRequest) -> Lsp:
    """The LSP that the address names; a name nobody bears is no page."""
    if request.lsp is None:
        raise Unseen
    return request.lsp


@public
def favicon(request: ActorRequest) -> HttpResponse:
    """What browsers ask for beside pages that name no icon of their own: files, PDF, keys."""
    return redirect(static("sahih/img/favicon.ico"))


@public
def portal(request: ActorRequest) -> HttpResponse:
    """Every LSP of this host, and the way to check a certificate."""
    with_shell(request)
    return render(request, "publik/portal.html", {"lsp_list": Lsp.objects.order_by("name")})


@public
def lsp(request: ActorRequest, slug: str) -> HttpResponse:
    """Profile, licence, scope, skema with requirements and fee, permits, and how the service runs."""
    del slug
    with_shell(request)
    found = lsp_in(request)
    day = local_date(now(), found.zone)
    context = {"lsp": found, "facts": lsp_facts(found), "offers": offers_of(day), "alur": ALUR}
    return render(request, "publik/lsp.html", context)
