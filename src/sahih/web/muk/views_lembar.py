"""The sheet of a MUK: reasons for gaps, signatures in turn, handing back, retiring; and its keys, each look noted."""

import datetime as dt
from http import HTTPStatus
from secrets import token_bytes
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, current_part, problems_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen, require
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.format import SALT_BYTES
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.pengesahan import CODE, keadaan_of, sheet_context
from sahih.materials.perangkat.policies import (
    READERS,
    is_no_asesi,
    may_fill_muk,
    may_retire_muk,
    may_take_back_muk,
    may_validate_muk,
)
from sahih.materials.perangkat.queries import get_muk
from sahih.process.asesmen.actions import see_keys as see_asesmen_keys
from sahih.process.asesmen.queries import get_asesmen
from sahih.web.answers import FormPage, form_answer
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.cetak import printed
from sahih.web.muk.pages import title_of
from sahih.web.sheets import pdf_response, show
from sahih.web.signing import Signable, sign_page
from sahih.web.turning import back_with
from sahih.web.ui.fields import PlainField
from sahih.web.ui.frame import mark_trial

PENYUSUN = "penyusun"


class ReasonForm(forms.Form):
    """Why a MUK is handed back, taken back or retired."""

    note = PlainField(label=gettext_lazy("Alasan"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


def _found(request: LspRequest, ref: str) -> Muk:
    row = get_muk(request.actor, ref)
    if row.pengesahan is not None:
        mark_trial(request, is_trial=row.pengesahan.uji_coba)
    return row


def _day(request: LspRequest) -> dt.date:
    return local_date(now(), request.lsp.zone)


def _fillable(row: Muk, request: LspRequest, *, at: dt.datetime) -> Fillable:
    if row.pengesahan is None:
        raise Unseen
    return Fillable(
        lembar=row.pengesahan,
        context=sheet_context(row, keadaan_of(row), day=_day(request)),
        role=PENYUSUN,
        save=lambda posted, *, partial, revision: act.save_sheet(
            row, posted, actor=request.actor, at=at, partial=partial, revision=revision
        ),
        whose=title_of(row),
        back=reverse("muk:muk", args=[request.lsp.slug, row.ref]),
        next=reverse("muk:tanda_tangan", args=[request.lsp.slug, row.ref]),
        next_label=_("Lanjut ke tanda tangan"),
        template="asesor/isi.html",
        intro=_("Setiap celah pada peta bukti memerlukan alasan, atau tutup dulu celahnya pada instrumen. Yang Anda tandatangani adalah sidik seluruh isi."),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def pengesahan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Fill the sheet as of now; what changed in the MUK since stands in it."""
    row, at = _found(request, ref), now()
    if request.method != "POST":
        try:
            act.present_muk(row, salt=token_bytes(SALT_BYTES), actor=request.actor, at=at)
        except Refused as refusal:
            return back_with(request, reverse("muk:muk", args=[slug, ref]), refusal.reason)
    return fill_page(request, _fillable(row, request, at=at))


@needs(roles=(Role.ASESOR,))
def simpan_pengesahan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("muk:pengesahan", slug, ref)
    return autosave(_fillable(_found(request, ref), request, at=now()), request)


@needs(roles=(Role.ASESOR,))
def tanda_tangan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Sign as whose turn it is: the penyusun hands in, another asesor validates."""
    row, at, day = _found(request, ref), now(), _day(request)
    back, fills = reverse("muk:muk", args=[slug, ref]), row.status == Muk.Status.DRAF
    verdict = may_fill_muk(request.actor, row, day=day) if fills else may_validate_muk(request.actor, row, day=day)
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    if row.pengesahan is None:
        return redirect("muk:pengesahan", slug, ref)
    if fills and request.method != "POST":
        act.present_muk(row, salt=token_bytes(SALT_BYTES), actor=request.actor, at=at)
        if problems := problems_of(row.pengesahan, FORMS[CODE], PENYUSUN):
            return back_with(request, reverse("muk:pengesahan", args=[slug, ref]), problems[0].message)
    finish = act.submit_muk if fills else act.validate_muk
    signable = Signable(
        title=_("Tandatangani %s") % title_of(row),
        meaning="Menyusun materi uji kompetensi" if fills else "Memvalidasi materi uji kompetensi",
        sheets=[(row.pengesahan, current_part(row.pengesahan))],
        finish=lambda proof: finish(row, proof=proof, actor=request.actor, at=at),
        back=back,
        done=_("MUK diajukan. Sekarang menunggu validator, asesor lain daripada Anda.") if fills else _("MUK tervalidasi. Asesmen dapat memakainya; isinya tidak berubah lagi."),
        intro=row.versi.title,
        # A refusal shows what is there now: the content may have changed in another tab. The page that opens was told above.
        present=(lambda: act.present_muk(row, salt=token_bytes(SALT_BYTES), actor=request.actor, at=at)) if fills and request.method == "POST" else None,
    )  # fmt: skip
    answer = sign_page(request, signable)
    if (
        fills
        and answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        and (problems := problems_of(row.pengesahan, FORMS[CODE], PENYUSUN))
    ):
        return back_with(
            request,
            reverse("muk:pengesahan", args=[slug, ref]),
            _("Isi MUK berubah sejak lembar ini dibuka: %s") % problems[0].message,
        )
    return answer


@needs(roles=(Role.ASESOR,))
def kembalikan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Hand the MUK back with what is to be mended."""
    row, back = _found(request, ref), reverse("muk:muk", args=[slug, ref])
    verdict = may_validate_muk(request.actor, row, day=_day(request))
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    page = FormPage(
        title=_("Kembalikan kepada penyusun"), button=_("Kembalikan"), back=back, over=title_of(row),
        lead=_("Penyusun dapat mengubah isinya lagi; lembar yang sudah ditandatanganinya tetap terbaca."), template="asesor/formulir.html",
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return act.give_back_muk(row, note=said["note"], salt=token_bytes(SALT_BYTES), actor=request.actor, at=now())

    return form_answer(request, ReasonForm(request.POST or None), page, save=save, done=_("MUK dikembalikan."), to=back)


@needs(roles=(Role.ASESOR,))
def tarik_kembali(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Its penyusun takes the MUK back before the validator has signed."""
    row, back = _found(request, ref), reverse("muk:muk", args=[slug, ref])
    verdict = may_take_back_muk(request.actor, row)
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    page = FormPage(
        title=_("Tarik kembali dari validator"), button=_("Tarik kembali"), back=back, over=title_of(row),
        lead=_("Anda dapat mengubah isinya lagi, lalu mengajukannya kembali. Lembar yang sudah Anda tandatangani tetap terbaca dan tidak berlaku lagi."),
        template="asesor/formulir.html",
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return act.take_back_muk(row, note=said["note"], salt=token_bytes(SALT_BYTES), actor=request.actor, at=now())

    return form_answer(request, ReasonForm(request.POST or None), page, save=save, done=_("MUK ditarik kembali dan dapat diubah."), to=back)  # fmt: skip


@needs("skema.manage", roles=(Role.ASESOR, Role.MANAJER_SERTIFIKASI))
def tarik(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Take a MUK out of use."""
    row, back = _found(request, ref), reverse("muk:muk", args=[slug, ref])
    verdict = may_retire_muk(request.actor, row)
    if not verdict and request.method != "POST":
        return back_with(request, back, verdict.reason)
    page = FormPage(
        title=_("Tarik MUK"), button=_("Tarik"), back=back, over=title_of(row), kind="danger",
        lead=_("Asesmen baru tidak dapat memakainya lagi; yang sudah memilihnya tetap memakainya."), template="asesor/formulir.html",
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return act.retire_muk(row, reason=said["note"], actor=request.actor, at=now())

    return form_answer(request, ReasonForm(request.POST or None), page, save=save, done=_("MUK ditarik."), to=back)


@needs(roles=READERS)
def lembar(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    """The sheet as it stands, or one that it corrects."""
    row = _found(request, ref)
    sheet = _sheet_of(row, sheet_ref, request)
    seen = {
        "sheet": show(sheet), "signatures": sheet.signatures.order_by("signed_at", "id"), "whose": title_of(row),
        "back": reverse("muk:muk", args=[slug, ref]), "pdf": reverse("muk:pdf", args=[slug, ref, sheet_ref]),
    }  # fmt: skip
    return render(request, "sheet/baca.html", seen)


@needs(roles=READERS)
def pdf(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    row = _found(request, ref)
    return pdf_response(_sheet_of(row, sheet_ref, request), lsp=request.lsp, actor=request.actor)


def _sheet_of(row: Muk, sheet_ref: str, request: LspRequest) -> Lembar:
    """Its reasons and notes speak of items in free words (17024 7.4)."""
    require(is_no_asesi(request.actor, row.versi.skema_id))
    found = next((one for one in chain_of(row.pengesahan) if one.ref == sheet_ref), None)
    if found is None:
        raise Unseen
    return found


@needs(roles=READERS)
def cetak(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The whole MUK on paper without its keys, with the reader's name on each page (17024 7.4)."""
    row, back = _found(request, ref), reverse("muk:muk", args=[slug, ref])
    try:
        act.read_items(row, part="cetak", actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, back, refusal.reason)
    return printed(request, row, keys={}, back=back)


@needs(roles=READERS)
def kunci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The same with its keys; the look is an entry of its own (FX14)."""
    row, back = _found(request, ref), reverse("muk:muk", args=[slug, ref])
    try:
        keys = act.see_keys(row, why="laman dan cetak", actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, back, refusal.reason)
    return printed(request, row, keys=keys, back=back)


@needs(roles=(Role.ASESOR,))
def asesmen(request: LspRequest, slug: str, asesmen_ref: str) -> HttpResponse:
    """The MUK of an assessment with its keys, for the asesor who assesses; the look is an entry (FX14)."""
    found = get_asesmen(request.actor, asesmen_ref)
    back = reverse("asesor:asesmen", args=[slug, asesmen_ref])
    try:
        keys = see_asesmen_keys(found, actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, back, refusal.reason)
    assert found.muk is not None
    return printed(request, found.muk, keys=keys, back=back)
