"""The first FR.AK.06 of a schedule: the asesor looks at the process before recommending (SOP 3.3.32)."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.fr.ak_06.definition import DIMENSI
from sahih.documents.sheets import current_part, newest, problems_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.process.asesmen.actions import open_tinjauan, present_tinjauan, save_tinjauan, sign_tinjauan
from sahih.process.asesmen.actions.tinjauan import ROLE
from sahih.process.asesmen.correctable import may_correct_tinjauan, may_drop_tinjauan_correction
from sahih.process.asesmen.models import Tinjauan
from sahih.process.asesmen.policies import may_review_process
from sahih.process.asesmen.queries import ak06_context, dimensions_shown, tinjauan_of
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import get_jadwal
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response, show, version_of, versions_of
from sahih.web.signing import Signable, sign_page
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal_panjang


def _fillable(found: Tinjauan, request: LspRequest, *, at: dt.datetime) -> Fillable:
    slug, jadwal = request.lsp.slug, found.jadwal
    return Fillable(
        lembar=found.lembar,
        context=ak06_context(jadwal),
        role=ROLE,
        save=lambda posted, *, partial, revision: save_tinjauan(
            found, posted, actor=request.actor, at=at, partial=partial, revision=revision
        ),
        whose=f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}",
        back=reverse("asesor:jadwal", args=[slug, jadwal.ref]),
        next=reverse("asesor:tinjauan_tanda_tangan", args=[slug, jadwal.ref]),
        next_label=_("Lanjut ke tanda tangan"),
        template="asesor/isi.html",
        aside=lambda _content: {"drop": _drop(found, request)},
        intro=dimension_words(jadwal),
    )


def _drop(found: Tinjauan, request: LspRequest) -> str:
    """Where a correction that was begun is given up."""
    may = may_drop_tinjauan_correction(request.actor, found)
    return reverse("asesor:tinjauan_koreksi_batal", args=[request.lsp.slug, found.jadwal.ref]) if may else ""


def dimension_words(jadwal: Jadwal) -> str:
    """FX18: what no question of the instruments used is known to test."""
    missing = [DIMENSI[key] for key, codes in dimensions_shown(jadwal).items() if not codes]
    if not missing:
        return _("Kode formulir ditawarkan menurut tanda dimensi pada pertanyaannya.")
    return _(
        "Belum ada pertanyaan bertanda dimensi pada instrumen jadwal ini untuk: %s. Tulis sendiri kode formulir yang membuktikannya; yang tidak terbukti dibiarkan kosong, dengan rekomendasi."
    ) % ", ".join(missing)


@needs("asesmen.read", roles=(Role.ASESOR,))
def tinjauan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Write the review, or read the one that is signed."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    found = tinjauan_of(jadwal)
    if found is not None and (found.signed_at or "lembar" in request.GET):
        return _read(request, jadwal, found)
    verdict = may_review_process(request.actor, jadwal)
    if not verdict:
        return back_with(request, reverse("asesor:jadwal", args=[slug, ref]), verdict.reason)
    found = found or open_tinjauan(jadwal, actor=request.actor, at=now())
    return fill_page(request, _fillable(found, request, at=now()))


def _read(request: LspRequest, jadwal: Jadwal, found: Tinjauan) -> HttpResponse:
    sheet, args = version_of(found.lembar, request, last=newest(found.lembar)), [request.lsp.slug, jadwal.ref]
    may = sheet.pk == found.lembar_id and may_correct_tinjauan(request.actor, found)
    seen = {
        "versions": versions_of(sheet, reverse("asesor:tinjauan", args=args), last=newest(found.lembar)),
        "correct": reverse("asesor:tinjauan_koreksi", args=args) if may else "",
        "sheet": show(sheet), "signatures": sheet.signatures.order_by("signed_at", "id"),
        "whose": f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}",
        "back": reverse("asesor:jadwal", args=[request.lsp.slug, jadwal.ref]),
        "pdf": f"{reverse('asesor:tinjauan_pdf', args=args)}?lembar={sheet.ref}",
    }  # fmt: skip
    return render(request, "sheet/baca.html", seen)


@needs("asesmen.read", roles=(Role.ASESOR,))
def tinjauan_pdf(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    found = _begun(request, ref).lembar
    return pdf_response(version_of(found, request, last=newest(found)), lsp=request.lsp, actor=request.actor)


@needs(roles=(Role.ASESOR,))
def tinjauan_simpan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Keep what changed in the review."""
    if request.method != "POST":
        return redirect("asesor:tinjauan", slug, ref)
    return autosave(_fillable(_begun(request, ref), request, at=now()), request)


@needs(roles=(Role.ASESOR,))
def tinjauan_tanda_tangan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Sign the review; the recommendations may follow."""
    found, at = _begun(request, ref), now()
    mark_trial(request, is_trial=found.jadwal.uji_coba)
    back = reverse("asesor:jadwal", args=[slug, ref])
    if request.method != "POST" and found.lembar.locked_at:
        return back_with(request, back, _("FR.AK.06 ini sudah ditandatangani."))
    if request.method != "POST" and (problems := problems_of(found.lembar, FORMS["FR.AK.06"], ROLE)):
        return back_with(request, reverse("asesor:tinjauan", args=[slug, ref]), problems[0].message)
    signable = Signable(
        title=_("Tandatangani FR.AK.06"), meaning="Meninjau proses asesmen (FR.AK.06)",
        sheets=[(found.lembar, current_part(found.lembar))],
        finish=lambda proof: sign_tinjauan(found, proof=proof, actor=request.actor, at=at),
        present=lambda: present_tinjauan(found, actor=request.actor, at=at), back=back,
        done=_("Tinjauan ditandatangani. Sekarang rekomendasikan hasil tiap asesi pada FR.AK.02."),
    )  # fmt: skip
    return sign_page(request, signable)


def _begun(request: LspRequest, ref: str) -> Tinjauan:
    found = tinjauan_of(get_jadwal(request.actor, ref))
    if found is None:
        raise Unseen
    return found
