"""Units of a draft that a standard words otherwise by now: what differs, and taking over what somebody chose (K3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.institution.accounts.roles import STAFF
from sahih.kernel.policy import Refused
from sahih.materials.skema.actions import edit_versi
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.pembaruan import newer_units
from sahih.materials.skema.policies import may_complete
from sahih.materials.skema.queries import get_versi
from sahih.materials.skema.susunan_draf import with_newer
from sahih.web.admin_lsp.views_susun import version_of
from sahih.web.gate import LspRequest, needs


@needs("skema.manage", roles=tuple(STAFF))
def pembaruan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Each unit beside what is newer; who writes the draft takes one over, or all of them."""
    one = get_versi(request.actor, ref)
    if request.method == "POST":
        return _take(request, one, slug)
    return _page(request, one, slug)


def _page(request: LspRequest, one: SkemaVersi, slug: str, *, error: str = "", status: int = 200) -> HttpResponse:
    may = may_complete(request.actor, one)
    return render(request, "admin_lsp/pembaruan.html", {
        "versi": one, "slug": slug, "found": newer_units(content_of(one)), "version": version_of(one),
        "may_take": bool(may), "reason": "" if may else may.reason, "problems": [{"message": error}] if error else [],
    }, status=status)  # fmt: skip


def _take(request: LspRequest, one: SkemaVersi, slug: str) -> HttpResponse:
    """Only what the page showed: the unit, and the edition beside it."""
    content = content_of(one)
    asked = set(request.POST.getlist("semua") if "ambil_semua" in request.POST else request.POST.getlist("ambil"))
    found = {row.code: row.by for row in newer_units(content) if f"{row.code}:{row.by.ref}" in asked}
    if not asked or len(found) != len(asked):
        told = _("Standarnya berubah sejak halaman ini dibuka. Periksa perbandingannya sekali lagi, lalu ambil.")
        return _page(request, one, slug, error=told, status=409)
    try:
        changes = with_newer(spec_of(content), found)
        edit_versi(one, changes, seen=request.POST.get("_version", ""), actor=request.actor)
    except Refused as refusal:
        return _page(request, one, slug, error=str(refusal.reason), status=422)
    messages.success(request, ngettext("%d unit diperbarui menurut standarnya.", "%d unit diperbarui menurut standarnya.", len(found)) % len(found))  # fmt: skip
    return redirect("admin_lsp:pembaruan", slug, one.ref)
