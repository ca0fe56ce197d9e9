"""The LSP's own SOP over ours: its numbers and titles, so that an auditor finds their own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import Role
from sahih.institution.sop.actions import LONGEST_NUMBER, LONGEST_TITLE, map_sop
from sahih.institution.sop.langkah import LANGKAH
from sahih.institution.sop.models import PetaSop
from sahih.institution.sop.policies import may_map_sop
from sahih.institution.sop.queries import peta_now, sebutan_of, versions
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.web.gate import LspRequest, needs

RIGHTS = ("lsp.configure", "asesmen.read", "keputusan.read")


@needs(*RIGHTS, roles=(Role.PENYELIA, Role.BNSP_OBSERVER))
def peta(request: LspRequest, slug: str) -> HttpResponse:
    """Read the map in force; who may, lays a new version."""
    typed = {
        one.nomor: (request.POST.get(f"nomor-{one.nomor}", ""), request.POST.get(f"judul-{one.nomor}", ""))
        for one in LANGKAH
    }
    if request.method != "POST":
        return _page(request, slug)
    title = request.POST.get("nama", "")
    try:
        made = map_sop(typed, title=title, actor=request.actor, at=now())
    except Refused as refusal:
        return _page(request, slug, error=str(refusal.reason), typed=typed, title=title)
    messages.success(request, _("Peta SOP versi %d disimpan. Versi lama tetap terbaca.") % made.version)
    return redirect("sop:peta", slug)


def _page(
    request: LspRequest, slug: str, *, error: str = "", typed: dict[str, tuple[str, str]] | None = None, title: str = ""
) -> HttpResponse:
    current = peta_now()
    kept = {one.langkah.nomor: (one.nomor, one.judul) for one in sebutan_of(current)}
    own = current.steps if current else {}
    fields = [
        (one, *(typed[one.nomor] if typed else (own.get(one.nomor, {}).get("nomor", ""), own.get(one.nomor, {}).get("judul", ""))), kept[one.nomor])
        for one in LANGKAH
    ]  # fmt: skip
    return render(request, "sop/peta.html", {
        "slug": slug, "peta": current, "fields": fields, "error": error, "versions": list(versions()),
        "title": title or (current.title if current else ""), "verdict": may_map_sop(request.actor),
        "longest_number": LONGEST_NUMBER, "longest_title": LONGEST_TITLE,
    }, status=422 if error else 200)  # fmt: skip


@needs(*RIGHTS, roles=(Role.PENYELIA, Role.BNSP_OBSERVER))
def versi(request: LspRequest, slug: str, version: int) -> HttpResponse:
    """An earlier map, to read."""
    one: PetaSop = get_or_unseen(versions(), version=version)
    return render(request, "sop/versi.html", {"slug": slug, "peta": one, "steps": sebutan_of(one)})
