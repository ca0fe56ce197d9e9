"""The two sheets of a plan: fill, keep, sign in turn, read."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of, current_part, problems_of
from sahih.documents.vocabulary import Problem
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Unseen
from sahih.materials.muk.actions import PENYUSUN, save_mapa01, save_mapa02
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.peta import disagreements
from sahih.materials.muk.policies import may_fill
from sahih.materials.muk.queries import former_sheets, get_rencana, mapa01_context, mapa02_context
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.rencana.pages import title_of, turn_of
from sahih.web.rencana.views import READERS
from sahih.web.sheets import pdf_response, show
from sahih.web.signing import Signable, sign_page
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial

MAPA01, MAPA02 = "mapa-01", "mapa-02"


def _fillable(row: Rencana, sheet: str, request: LspRequest, *, at: dt.datetime) -> Fillable:
    slug = request.lsp.slug
    if sheet not in (MAPA01, MAPA02):
        raise Unseen
    is_plan = sheet == MAPA01
    save = save_mapa01 if is_plan else save_mapa02
    after = reverse("rencana:isi", args=[slug, row.ref, MAPA02]) if is_plan else reverse("rencana:tanda_tangan", args=[slug, row.ref])  # fmt: skip
    return Fillable(
        lembar=row.mapa01 if is_plan else row.mapa02,
        context=mapa01_context(row.versi, row.potensi) if is_plan else mapa02_context(row.versi),
        role=PENYUSUN,
        save=lambda posted, *, partial, revision: save(
            row, posted, actor=request.actor, at=at, partial=partial, revision=revision
        ),
        whose=f"{row.versi.title} · {_('potensi')} {row.potensi}",
        back=reverse("rencana:rencana", args=[slug, row.ref]),
        next=after,
        next_label=_("Lanjut ke FR.MAPA.02") if is_plan else _("Lanjut ke tanda tangan"),
        template="asesor/isi.html",
        intro=_("Teks bukti sudah diawali dari judul unit; ubah sesuai rencana Anda. Metode dan perangkat Anda yang memilih.")
        if is_plan
        else _("Peta ini mengikuti perangkat pada FR.MAPA.01. Bila satu perangkat punya dua instrumen, kosongkan yang tidak dipakai."),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def isi(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """Fill one of the two; what is not one's own to fill is read on the plan's page."""
    row = get_rencana(request.actor, ref)
    mark_trial(request, is_trial=row.mapa01.uji_coba)
    page = _fillable(row, sheet, request, at=now())
    verdict = may_fill(request.actor, row, day=local_date(now(), request.lsp.zone))
    if not verdict and request.method != "POST":
        return back_with(request, page.back, verdict.reason)
    return fill_page(request, page)


@needs(roles=(Role.ASESOR,))
def simpan(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """Keep what changed."""
    if request.method != "POST":
        return redirect("rencana:isi", slug, ref, sheet)
    return autosave(_fillable(get_rencana(request.actor, ref), sheet, request, at=now()), request)


@needs(roles=READERS)
def tanda_tangan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Sign as whose turn it is: both sheets in one act, or FR.MAPA.01 alone."""
    row, at = get_rencana(request.actor, ref), now()
    mark_trial(request, is_trial=row.mapa01.uji_coba)
    back = reverse("rencana:rencana", args=[slug, ref])
    turn = turn_of(row, request.actor, day=local_date(at, request.lsp.zone))
    if turn is None:
        return back_with(request, back, _("Rencana ini tidak menunggu tanda tangan."))
    if request.method != "POST":
        if not turn.verdict:
            return back_with(request, back, turn.verdict.reason)
        if turn.role == PENYUSUN and (gap := _first_gap(row)):
            return back_with(request, reverse("rencana:isi", args=[slug, ref, gap[0]]), gap[1].message)
    signable = Signable(
        title=_("Tandatangani %s") % title_of(row),
        meaning=turn.meaning,
        sheets=[(sheet, current_part(sheet)) for sheet in turn.sheets],
        finish=lambda proof: turn.finish(row, proof=proof, actor=request.actor, at=at),
        back=back,
        done=turn.done,
        intro=row.versi.title,
    )
    return sign_page(request, signable)


def _first_gap(row: Rencana) -> tuple[str, Problem] | None:
    """Which sheet lacks what, the plan before its map."""
    found = [
        (slug, one)
        for slug, sheet in ((MAPA01, row.mapa01), (MAPA02, row.mapa02))
        for one in problems_of(sheet, FORMS[sheet.code], PENYUSUN)
    ]
    differing = disagreements(content_of(row.mapa01), content_of(row.mapa02), potensi=row.potensi)
    found += [(MAPA02 if one.path.startswith("instrumen/") else MAPA01, one) for one in differing]
    return found[0] if found else None


@needs("asesmen.read", roles=READERS)
def lembar(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    """A sheet of the plan as it stands, or one that it corrects."""
    row = get_rencana(request.actor, ref)
    mark_trial(request, is_trial=row.mapa01.uji_coba)
    sheet = _sheet_of(row, sheet_ref)
    seen = {
        "sheet": show(sheet), "signatures": sheet.signatures.order_by("signed_at", "id"),
        "whose": f"{row.versi.title} · {_('potensi')} {row.potensi}", "back": reverse("rencana:rencana", args=[slug, ref]),
        "pdf": reverse("rencana:pdf", args=[slug, ref, sheet_ref]),
    }  # fmt: skip
    return render(request, "sheet/baca.html", seen)


@needs("asesmen.read", roles=READERS)
def pdf(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    row = get_rencana(request.actor, ref)
    return pdf_response(_sheet_of(row, sheet_ref), lsp=request.lsp, actor=request.actor)


def _sheet_of(row: Rencana, sheet_ref: str) -> Lembar:
    for sheet in (row.mapa01, row.mapa02, *former_sheets(row.mapa01), *former_sheets(row.mapa02)):
        if sheet.ref == sheet_ref:
            return sheet
    raise Unseen
