"""Mengkaji visibilitas: one study over one asesi or a whole group, signed in one act (SOP 1.3)."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.filling import begin
from sahih.documents.fr.visibilitas import KAJI_VISIBILITAS
from sahih.documents.screen import render_screen
from sahih.documents.sheets import Gaps, content_of, current_part
from sahih.documents.vocabulary import Problem
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen
from sahih.process.jadwal.queries import unstudied
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import get_permohonan
from sahih.process.visibilitas.actions import MOST_AT_ONCE, ROLE, sign_visibilitas, study
from sahih.process.visibilitas.models import Visibilitas
from sahih.process.visibilitas.policies import is_planned, may_study
from sahih.process.visibilitas.queries import get_visibilitas, live_visibilitas, visibilitas_context
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response, posted_lists
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial

READERS = ("permohonan.read", "permohonan.review")
Posted = Mapping[str, Sequence[str]]


@needs("permohonan.review")
def kaji(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Write down what was found, for everybody of the group who is ticked; what was typed stays when it is refused."""
    seed = get_permohonan(request.actor, ref)
    verdict = may_study(request.actor, seed, is_planned=is_planned(seed))
    if not verdict:
        messages.error(request, str(verdict.reason))
        return redirect("admin_lsp:permohonan_rinci", slug, ref)
    mark_trial(request, is_trial=seed.uji_coba)
    group = _group(request, seed)
    if request.method != "POST":
        return _page(request, seed, group, chosen={one.ref for one in group[:MOST_AT_ONCE]})
    posted, chosen = posted_lists(request), set(request.POST.getlist("asesi"))
    try:
        rows = study([one for one in group if one.ref in chosen], posted, actor=request.actor, at=now())
    except Gaps as gaps:
        return _page(request, seed, group, chosen=chosen, posted=posted, problems=gaps.problems)
    except Refused as refusal:
        return _page(request, seed, group, chosen=chosen, posted=posted, problems=[Problem("", str(refusal.reason))])
    return redirect("admin_lsp:visibilitas_tanda_tangan", slug, "/".join(one.ref for one in rows))


def _group(request: LspRequest, seed: Permohonan) -> list[Permohonan]:
    """The asesi who may share one finding: the one asked about, then all of the same version and way who wait."""
    same = unstudied().filter(versi=seed.versi_id, mode=seed.mode).exclude(asesi_id=request.actor.person_id)
    return [seed, *same.exclude(pk=seed.pk).order_by("asesi__name")]


def _page(
    request: LspRequest, seed: Permohonan, group: Sequence[Permohonan], *, chosen: set[str],
    posted: Posted | None = None, problems: Sequence[Problem] = (),
) -> HttpResponse:  # fmt: skip
    context = visibilitas_context(seed, request.lsp, day=local_date(now(), request.lsp.zone))
    former = live_visibilitas(seed)
    content = begin(KAJI_VISIBILITAS, context, content_of(former.lembar) if former else None)
    body = render_screen(KAJI_VISIBILITAS, content, context, role=ROLE, problems=problems, typed=posted)
    return render(request, "admin_lsp/visibilitas.html", {
        "seed": seed, "slug": request.lsp.slug, "body": body,
        "asesi": [(one, one.ref in chosen) for one in group], "limit": MOST_AT_ONCE, "former": former,
        "problems": [{"message": one.message, "anchor": one.path} for one in problems],
    }, status=422 if problems else 200)  # fmt: skip


@needs("permohonan.review")
def tanda_tangan(request: LspRequest, slug: str, refs: str) -> HttpResponse:
    """Read every sheet of the study, then sign them at once."""
    names = list(dict.fromkeys(filter(None, refs.split("/"))))[:MOST_AT_ONCE]
    rows: list[Visibilitas] = [get_visibilitas(request.actor, one) for one in names]
    if not rows:
        raise Unseen
    mark_trial(request, is_trial=rows[0].permohonan.uji_coba)
    if all(one.signed_at for one in rows):
        messages.info(request, _("Kajian ini sudah ditandatangani."))
        return redirect("admin_lsp:permohonan_rinci", slug, rows[0].permohonan.ref)
    to_plan = request.actor.may("jadwal.plan")
    return sign_page(request, Signable(
        title=_("Tandatangani Kaji Visibilitas"), meaning="Menetapkan cara asesmen",
        intro=_("%d lembar dalam satu tanda tangan. Cara asesmen tiap asesi mengikuti kajian ini.") % len(rows),
        sheets=[(one.lembar, current_part(one.lembar)) for one in rows],
        finish=lambda proof: sign_visibilitas(rows, proof=proof, actor=request.actor, at=now()),
        back=reverse("admin_lsp:jadwal_baru" if to_plan else "admin_lsp:permohonan", args=[slug]),
        done=_("Visibilitas tercatat. Berikutnya: susun jadwalnya."),
    ))  # fmt: skip


@needs(*READERS)
def lembar(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The record as PDF."""
    return pdf_response(get_visibilitas(request.actor, ref).lembar, lsp=request.lsp, actor=request.actor)
