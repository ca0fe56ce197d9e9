"""The FR.VA of one validation: filled by the lead, signed by the team, corrected, read and printed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, content_of, current_part, newest, problems_of
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen, require
from sahih.materials.perangkat.policies import READERS
from sahih.process.validasi import actions as act
from sahih.process.validasi.models import Kesimpulan, Validasi
from sahih.process.validasi.policies import (
    may_correct_validasi,
    may_drop_validasi_correction,
    may_fill_validasi,
    may_sign_validasi,
)
from sahih.process.validasi.queries import CODE, ROLE, va_context
from sahih.web.correcting import begin_answer, drop_answer
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.cetak import printed
from sahih.web.muk.mutu import bacaan_of
from sahih.web.muk.pages import title_of
from sahih.web.muk.views_validasi import found
from sahih.web.sheets import pdf_response, show
from sahih.web.signing import Signable, sign_page
from sahih.web.turning import back_with


def _fillable(row: Validasi, request: LspRequest) -> Fillable:
    args, day = [request.lsp.slug, row.ref], local_date(now(), request.lsp.zone)
    return Fillable(
        lembar=row.lembar, context=va_context(row), role=ROLE,
        save=lambda posted, *, partial, revision: act.save_va(
            row, posted, actor=request.actor, at=now(), partial=partial, revision=revision
        ),
        whose=title_of(row.muk), back=reverse("muk:validasi", args=args), next=reverse("muk:va_tanda_tangan", args=args),
        next_label=_("Lanjut ke tanda tangan"), template="muk/isi_va.html",
        intro=_("Tim dan MUK sudah terisi. Rencana implementasi menjadi perbaikan dengan penanggung jawab dan tanggalnya."),
        aside=lambda _content: {"bacaan": bacaan_of(row.muk, day=day), "muk": row.muk, "validasi": row, "note": row.note},
    )  # fmt: skip


@needs(roles=READERS)
def isi(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """The lead fills FR.VA, with what is known of the MUK beside it."""
    row = found(request, va_ref)
    verdict = may_fill_validasi(request.actor, row)
    if not verdict and request.method != "POST":
        return back_with(request, reverse("muk:validasi", args=[slug, va_ref]), verdict.reason)
    return fill_page(request, _fillable(row, request))


@needs(roles=READERS)
def simpan(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """Keep what changed."""
    if request.method != "POST":
        return redirect("muk:va_isi", slug, va_ref)
    return autosave(_fillable(found(request, va_ref), request), request)


@needs(roles=READERS)
def tanda_tangan(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """The lead signs what they filled, each member the same bytes; the last signature brings the outcome."""
    row, back = found(request, va_ref), reverse("muk:validasi", args=[slug, va_ref])
    leads = bool(may_fill_validasi(request.actor, row))
    if request.method != "POST":
        if not (verdict := may_sign_validasi(request.actor, row, day=local_date(now(), request.lsp.zone))):
            return back_with(request, back, verdict.reason)
        if leads and (problems := problems_of(row.lembar, FORMS[CODE], ROLE)):
            return back_with(request, reverse("muk:va_isi", args=[slug, va_ref]), problems[0].message)
    outcome = str(content_of(row.lembar)["fields"].get("kesimpulan", ""))
    words = Kesimpulan(outcome).label if outcome in Kesimpulan.values else ""
    return sign_page(request, Signable(
        title=_("Tandatangani FR.VA %s") % title_of(row.muk), meaning=f"Memvalidasi {title_of(row.muk)}: {words}",
        sheets=[(row.lembar, current_part(row.lembar))],
        finish=lambda proof: act.sign_va(row, proof=proof, actor=request.actor, at=now()),
        present=(lambda: act.present_va(row, actor=request.actor, at=now())) if leads else None,
        back=back, done=_("FR.VA ditandatangani."), intro=_("Kesimpulan tim: %s") % words,
        refuse="" if leads else reverse("muk:va_kembalikan", args=[slug, va_ref]),
    ))  # fmt: skip


@needs(roles=READERS)
def kunci(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """The MUK with its keys, for a member of the team while it validates; the look is an entry (FX14)."""
    row, back = found(request, va_ref), reverse("muk:validasi", args=[slug, va_ref])
    try:
        keys = act.see_va_keys(row, actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, back, refusal.reason)
    return printed(request, row.muk, keys=keys, back=back)


@needs(roles=READERS)
def koreksi(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """A finished FR.VA is wrong: a new sheet, with a reason (FX13)."""
    row = found(request, va_ref)
    require(may_correct_validasi(request.actor, row))
    return begin_answer(
        request, CODE, lambda reason: act.correct_va(row, reason=reason, actor=request.actor, at=now()),
        whose=title_of(row.muk), back=reverse("muk:validasi", args=[slug, va_ref]), to=reverse("muk:va_isi", args=[slug, va_ref]),
        follows=_("Semua anggota tim menandatangani lembar baru; kesimpulan dan daftar perbaikan mengikutinya."),
    )  # fmt: skip


@needs(roles=READERS)
def koreksi_batal(request: LspRequest, slug: str, va_ref: str) -> HttpResponse:
    """Give the correction up; the former sheet stands again."""
    row = found(request, va_ref)
    require(may_drop_validasi_correction(request.actor, row))
    return drop_answer(
        request, CODE, lambda reason: act.drop_va_correction(row, reason=reason, actor=request.actor, at=now()),
        whose=title_of(row.muk), back=reverse("muk:validasi", args=[slug, va_ref]),
    )  # fmt: skip


@needs(roles=READERS)
def lembar(request: LspRequest, slug: str, va_ref: str, sheet_ref: str) -> HttpResponse:
    """The sheet as it stands, or one before it."""
    row = found(request, va_ref)
    sheet = _sheet_of(row, sheet_ref)
    return render(request, "sheet/baca.html", {
        "sheet": show(sheet), "signatures": sheet.signatures.order_by("signed_at", "id"), "whose": title_of(row.muk),
        "back": reverse("muk:validasi", args=[slug, va_ref]), "pdf": reverse("muk:va_pdf", args=[slug, va_ref, sheet_ref]),
    })  # fmt: skip


@needs(roles=READERS)
def pdf(request: LspRequest, slug: str, va_ref: str, sheet_ref: str) -> HttpResponse:
    return pdf_response(_sheet_of(found(request, va_ref), sheet_ref), lsp=request.lsp, actor=request.actor)


def _sheet_of(row: Validasi, sheet_ref: str) -> Lembar:
    sheet = next((one for one in chain_of(newest(row.lembar)) if one.ref == sheet_ref), None)
    if sheet is None:
        raise Unseen
    return sheet
