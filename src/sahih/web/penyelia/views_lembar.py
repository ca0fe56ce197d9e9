"""The penyelia's two sheets: the second FR.AK.06 and FR.VA."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.documents.fr import FORMS
from sahih.documents.sheets import current_part, problems_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen, require
from sahih.process.kaji_ulang.actions import (
    correct_review_sheet,
    drop_review_correction,
    present_review_sheet,
    save_review_sheet,
    sign_review_sheet,
)
from sahih.process.kaji_ulang.models import KajiUlang
from sahih.process.kaji_ulang.policies import may_correct_review, may_drop_review_correction, may_review
from sahih.process.kaji_ulang.queries import ROLES, get_kaji, review_context, sheet_of
from sahih.web.correcting import begin_answer, drop_answer
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.penyelia.views import SLUGS
from sahih.web.signing import Signable, sign_page
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal_panjang

INTROS = {
    "FR.AK.06": gettext_lazy(
        "Tinjauan ulang atas FR.AK.06 asesor. Centang prinsip yang terpenuhi menurut bacaan Anda sendiri."
    ),
    "FR.VA": gettext_lazy(
        "Fakta jadwal sudah terisi. Temuan dan rencananya menjadi daftar perbaikan bagi versi berikutnya."
    ),
}


def _open(request: LspRequest, ref: str, name: str) -> tuple[KajiUlang, str]:
    if name not in SLUGS:
        raise Unseen
    found = get_kaji(request.actor, ref)
    mark_trial(request, is_trial=found.jadwal.uji_coba)
    return found, SLUGS[name]


def _fillable(found: KajiUlang, code: str, name: str, request: LspRequest) -> Fillable:
    sheet, args = sheet_of(found, code), [request.lsp.slug, found.ref, name]
    if sheet is None:
        raise Unseen
    return Fillable(
        lembar=sheet, context=review_context(found, code), role=ROLES[code],
        save=lambda posted, *, partial, revision: save_review_sheet(
            found, code, posted, actor=request.actor, at=now(), partial=partial, revision=revision
        ),
        whose=f"{found.jadwal.versi.title} · {tanggal_panjang(found.jadwal.day)}",
        back=reverse("penyelia:kaji", args=args[:2]), next=reverse("penyelia:tanda_tangan", args=args),
        next_label=_("Lanjut ke tanda tangan"), template="asesor/isi.html", intro=str(INTROS[code]),
        aside=lambda _content: {"drop": reverse("penyelia:koreksi_batal", args=args) if may_drop_review_correction(request.actor, found, code) else ""},
    )  # fmt: skip


@needs(roles=(Role.PENYELIA,))
def isi(request: LspRequest, slug: str, ref: str, kaji_sheet: str) -> HttpResponse:
    """Fill one of the two sheets."""
    found, code = _open(request, ref, kaji_sheet)
    verdict = may_review(request.actor, found)
    if request.method != "POST" and not verdict:
        return back_with(request, reverse("penyelia:kaji", args=[slug, ref]), verdict.reason)
    sheet = sheet_of(found, code)
    if sheet is not None and sheet.locked_at:
        return redirect("penyelia:lembar", slug, ref, sheet.ref)
    return fill_page(request, _fillable(found, code, kaji_sheet, request))


@needs(roles=(Role.PENYELIA,))
def koreksi(request: LspRequest, slug: str, ref: str, kaji_sheet: str) -> HttpResponse:
    """A signed sheet of the review is wrong: a new one, with a reason (FX13)."""
    found, code = _open(request, ref, kaji_sheet)
    require(may_correct_review(request.actor, found, code))
    return begin_answer(
        request, code, lambda reason: correct_review_sheet(found, code, reason=reason, actor=request.actor, at=now()),
        whose=f"{found.jadwal.versi.title} · {tanggal_panjang(found.jadwal.day)}",
        back=reverse("penyelia:kaji", args=[slug, ref]), to=reverse("penyelia:isi", args=[slug, ref, kaji_sheet]),
    )  # fmt: skip


@needs(roles=(Role.PENYELIA,))
def koreksi_batal(request: LspRequest, slug: str, ref: str, kaji_sheet: str) -> HttpResponse:
    """Give the correction up; the former sheet stands again."""
    found, code = _open(request, ref, kaji_sheet)
    require(may_drop_review_correction(request.actor, found, code))
    return drop_answer(
        request, code, lambda reason: drop_review_correction(found, code, reason=reason, actor=request.actor, at=now()),
        whose=f"{found.jadwal.versi.title} · {tanggal_panjang(found.jadwal.day)}",
        back=reverse("penyelia:kaji", args=[slug, ref]),
    )  # fmt: skip


@needs(roles=(Role.PENYELIA,))
def simpan(request: LspRequest, slug: str, ref: str, kaji_sheet: str) -> HttpResponse:
    """Keep what changed."""
    found, code = _open(request, ref, kaji_sheet)
    if request.method != "POST":
        return redirect("penyelia:isi", slug, ref, kaji_sheet)
    return autosave(_fillable(found, code, kaji_sheet, request), request)


@needs(roles=(Role.PENYELIA,))
def tanda_tangan(request: LspRequest, slug: str, ref: str, kaji_sheet: str) -> HttpResponse:
    """Sign one of the two; after both the committee may be composed."""
    found, code = _open(request, ref, kaji_sheet)
    sheet, back = sheet_of(found, code), reverse("penyelia:kaji", args=[slug, ref])
    if sheet is None:
        raise Unseen
    if request.method != "POST":
        if not (verdict := may_review(request.actor, found)):
            return back_with(request, back, verdict.reason)
        if sheet.locked_at:
            return back_with(request, back, _("Lembar ini sudah Anda tandatangani."))
        if problems := problems_of(sheet, FORMS[code], ROLES[code]):
            return back_with(request, reverse("penyelia:isi", args=[slug, ref, kaji_sheet]), problems[0].message)
    return sign_page(request, Signable(
        title=_("Tandatangani %s") % code, meaning=f"Kaji ulang penyelia ({code})", sheets=[(sheet, current_part(sheet))],
        finish=lambda proof: sign_review_sheet(found, code, proof=proof, actor=request.actor, at=now()),
        present=lambda: present_review_sheet(found, code, actor=request.actor, at=now()), back=back,
        done=_("%s ditandatangani. Setelah FR.AK.06 dan FR.VA lengkap, komite dapat dibentuk.") % code,
    ))  # fmt: skip
