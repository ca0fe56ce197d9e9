"""The list of MUK, one MUK, and the acts that need a word only."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Verdict, Words
from sahih.materials.perangkat.actions import AlreadyBegun, name_muk, name_seen, open_muk
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.pengesahan import open_improvements
from sahih.materials.perangkat.policies import (
    READERS,
    is_no_asesi,
    may_draft_muk,
    may_fill_muk,
    may_read_items,
    may_retire_muk,
    may_see_keys,
    may_take_back_muk,
    may_validate_muk,
)
from sahih.materials.perangkat.queries import get_muk
from sahih.materials.peta.gaps import real_gaps, summary_of
from sahih.materials.peta.queries import gaps_of_muk
from sahih.materials.skema.queries import get_versi, waiting_titles
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.forms import NameForm
from sahih.web.muk.mutu import mutu_of
from sahih.web.muk.pages import badge_of, chapters_of, facts_of, groups_of, papers_of, title_of
from sahih.web.turning import back_with


@needs(roles=READERS)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Per version its MUK, and where a new one begins."""
    day = local_date(now(), request.lsp.zone)
    seen = {"chapters": chapters_of(request.actor, slug, day=day), "waiting": waiting_titles(request.lsp)}
    return render(request, "muk/daftar.html", seen)


@require_POST
@needs(roles=(Role.ASESOR,))
def susun(request: LspRequest, slug: str, versi_ref: str) -> HttpResponse:
    """Begin a MUK, empty or like another one."""
    versi, source = get_versi(request.actor, versi_ref), request.POST.get("salin", "")
    like = get_muk(request.actor, source) if source else None
    try:
        made = open_muk(versi, title=request.POST.get("judul", ""), like=like, actor=request.actor, at=now())
    except AlreadyBegun as twice:
        return redirect("muk:muk", slug, twice.muk.ref)
    except Refused as refusal:
        return back_with(request, reverse("muk:daftar", args=[slug]), refusal.reason)
    if like is not None:
        lines = len(made.carried.splitlines())
        left = ngettext("%d hal tidak ikut dan didaftar di bawah.", "%d hal tidak ikut dan didaftar di bawah.", lines) % lines  # fmt: skip
        messages.success(request, _("Draf dimulai dari %s.") % like + " " + (left if lines else _("Seluruh isinya ikut.")))  # fmt: skip
    return redirect("muk:muk", slug, made.ref)


@needs(roles=READERS)
def muk(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One MUK: its kelompok and instruments, and what is to be done."""
    row, day = get_muk(request.actor, ref), local_date(now(), request.lsp.zone)
    may_fill = may_fill_muk(request.actor, row, day=day)
    may_read, validates = may_read_items(request.actor, row, day=day), may_validate_muk(request.actor, row, day=day)
    seen = {
        "muk": row, "title": title_of(row), "badge": badge_of(row), "facts": facts_of(row),
        "groups": groups_of(row, slug) if may_read else (), "may_fill": bool(may_fill), "may_read": may_read,
        "papers": papers_of(row, slug) if is_no_asesi(request.actor, row.versi.skema_id) else (), "note": row.note if may_read else "", "may_validate": bool(validates), "may_see_keys": bool(may_see_keys(request.actor, row, day=day)),
        "may_retire": bool(may_retire_muk(request.actor, row)), "turn_reason": _turn_reason(row, may_fill, validates),
        "may_take_back": bool(may_take_back_muk(request.actor, row)),
        "may_copy": row.status in (Muk.Status.TERVALIDASI, Muk.Status.DITARIK) and bool(may_draft_muk(request.actor, row.versi, day=day)),
        "carried": row.carried.splitlines() if row.validated_at is None and may_read else (),
        "celah": summary_of(real_gaps(gaps_of_muk(row))) if may_fill else "",
        "perbaikan": open_improvements(row.versi.skema) if may_fill else (), "mutu": mutu_of(request.actor, row, slug, day=day),
    }  # fmt: skip
    return render(request, "muk/muk.html", seen)


def _turn_reason(row: Muk, fills: Verdict, validates: Verdict) -> Words:
    """Why it is not this reader's turn; nothing where it is nobody's."""
    return {Muk.Status.DRAF: fills.reason, Muk.Status.DISUSUN: validates.reason}.get(Muk.Status(row.status), "")


@needs(roles=(Role.ASESOR,))
def judul(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Rename the draft, or set its pass mark."""
    row = get_muk(request.actor, ref)
    back = reverse("muk:muk", args=[slug, ref])
    verdict = may_fill_muk(request.actor, row, day=local_date(now(), request.lsp.zone))
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    page = FormPage(_("Judul dan nilai lulus"), _("Simpan"), back, over=title_of(row), template="admin_lsp/susun.html", more={"version": name_seen(row)})  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return name_muk(row, title=said["title"], pass_mark=said["pass_mark"], seen=request.POST.get("_version", ""), actor=request.actor, at=now())  # fmt: skip

    form = NameForm(request.POST or None, initial={"title": row.title, "pass_mark": row.pass_mark})
    return form_answer(request, form, page, save=save, done=_("Judul disimpan."), to=back)
