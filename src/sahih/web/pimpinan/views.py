"""What waits for the Ketua's signature, read and signed one by one or as a listed batch."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.letters import present_letters
from sahih.documents.models import Lembar
from sahih.documents.sheets import current_part
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.web.gate import LspRequest, needs
from sahih.web.pimpinan.papers import Kind, Paper, Subject, get_signed, kind_of, signed_by, waiting_papers
from sahih.web.sheets import pdf_response
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial

RECENT, MOST_IN_BATCH = 20, 40


@needs("spt.sign", "keputusan.sign")
def home(request: LspRequest, slug: str) -> HttpResponse:
    """The list, kind by kind, and what was signed lately."""
    papers = waiting_papers(request.actor, at=now())
    mark_trial(request, is_trial=bool(papers) and all(one.uji_coba for one in papers))
    groups: dict[str, list[Paper]] = defaultdict(list)
    for one in papers:
        groups[one.kind.slug].append(one)
    seen = {
        "count": len(papers), "signed": signed_by(request.actor, limit=RECENT), "today": now(),
        "groups": [(group[0].kind, group, sum(bool(one.verdict) for one in group) > 1) for group in groups.values()],
    }  # fmt: skip
    return render(request, "pimpinan/home.html", seen)


@needs("spt.sign", "keputusan.sign")
def pilih(request: LspRequest, slug: str, kind: str) -> HttpResponse:
    """From the ticked lines to the page that shows and signs them all."""
    chosen = request.GET.getlist("surat")[:MOST_IN_BATCH]
    if not chosen:
        messages.warning(request, _("Centang dulu surat yang akan ditandatangani."))
        return redirect("pimpinan:home", slug)
    return redirect("pimpinan:tanda_tangan", slug, kind, "/".join(chosen))


@needs("spt.sign", "keputusan.sign")
def tanda_tangan(request: LspRequest, slug: str, kind: str, refs: str) -> HttpResponse:
    """Read every letter of the act with its hash, then sign them at once."""
    found, names = kind_of(kind), list(dict.fromkeys(filter(None, refs.split("/"))))
    if not names or (len(names) > 1 and not found.in_batch):
        raise Unseen
    subjects: list[Subject] = [found.get(request.actor, ref) for ref in names]
    signable = _signable(request, found, subjects)
    mark_trial(request, is_trial=any(lembar.uji_coba for lembar, _part in signable.sheets))
    if request.method != "POST" and all(lembar.locked_at for lembar, _part in signable.sheets):
        messages.info(request, _("Surat ini sudah ditandatangani."))
        return redirect("pimpinan:home", slug)
    denied = (
        [found.may(request.actor, one, request.lsp, at=now()) for one in subjects] if request.method != "POST" else []
    )
    if not all(denied):
        messages.warning(request, str(next(one.reason for one in denied if not one)))
        return redirect("pimpinan:home", slug)
    return sign_page(request, signable)


def _letters(kind: Kind, subjects: list[Subject]) -> list[Lembar]:
    sheets = [sheet for sheet in map(kind.sheet, subjects) if sheet is not None]
    if len(sheets) != len(subjects):
        raise Unseen
    return sheets


def _signable(request: LspRequest, kind: Kind, subjects: list[Subject]) -> Signable:
    sheets, at = _letters(kind, subjects), now()

    def present() -> None:
        if kind.present is not None:
            kind.present(subjects, actor=request.actor, at=at)
        else:
            present_letters(sheets, actor=request.actor, at=at, zone=request.lsp.zone)

    return Signable(
        title=_("Tandatangani %s") % kind.title,
        meaning=kind.meaning,
        sheets=[(sheet, current_part(sheet)) for sheet in sheets],
        present=present,
        finish=lambda proof: kind.finish(subjects, proof=proof, actor=request.actor, at=at),
        back=reverse("pimpinan:home", args=[request.lsp.slug]),
        done=str(kind.done),
        intro=_("%d surat dalam satu tanda tangan; sidik isi tiap surat tercantum di bawahnya.") % len(sheets)
        if len(sheets) > 1
        else "",
    )


@needs("spt.sign", "keputusan.sign")
def pdf(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """A letter that one signed, as PDF."""
    return pdf_response(get_signed(request.actor, ref), lsp=request.lsp, actor=request.actor)
