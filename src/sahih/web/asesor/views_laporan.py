"""FR.AK.05: rows computed, three boxes, the asesor's signature."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.sheets import current_part, newest, problems_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.process.asesmen.actions import open_laporan, present_laporan, save_laporan, sign_laporan
from sahih.process.asesmen.correctable import may_correct_laporan, may_drop_laporan_correction
from sahih.process.asesmen.models import Laporan
from sahih.process.asesmen.policies import may_report, report_gaps
from sahih.process.asesmen.queries import ak05_context, laporan_of
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import get_jadwal
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response, show, version_of, versions_of
from sahih.web.signing import Signable, sign_page
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal_panjang


def _fillable(laporan: Laporan, request: LspRequest, *, at: dt.datetime) -> Fillable:
    slug, jadwal = request.lsp.slug, laporan.jadwal
    return Fillable(
        lembar=laporan.lembar,
        context=ak05_context(jadwal),
        role="asesor",
        save=lambda posted, *, partial, revision: save_laporan(
            laporan, posted, actor=request.actor, at=at, partial=partial, revision=revision
        ),
        whose=f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}",
        back=reverse("asesor:jadwal", args=[slug, jadwal.ref]),
        next=reverse("asesor:laporan_tanda_tangan", args=[slug, jadwal.ref]),
        next_label=_("Lanjut ke tanda tangan"),
        template="asesor/isi.html",
        aside=lambda _content: {"drop": _drop(laporan, request)},
        intro=_("Baris asesi dihitung dari FR.AK.02 dan catatan ketidakhadiran. Anda mengisi tiga kotak di bawahnya."),
    )


def _drop(laporan: Laporan, request: LspRequest) -> str:
    """Where a correction that was begun is given up."""
    may = may_drop_laporan_correction(request.actor, laporan)
    return reverse("asesor:laporan_koreksi_batal", args=[request.lsp.slug, laporan.jadwal.ref]) if may else ""


@needs("asesmen.read", roles=(Role.ASESOR,))
def laporan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Write the report, or read the one that is signed."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    found = laporan_of(jadwal)
    if found is not None and (found.signed_at or "lembar" in request.GET):
        return _read(request, jadwal, found)
    gaps, verdict = report_gaps(jadwal), may_report(request.actor, jadwal)
    if gaps or not verdict:
        return back_with(request, reverse("asesor:jadwal", args=[slug, ref]), gaps[0] if gaps else verdict.reason)
    found = found or open_laporan(jadwal, actor=request.actor, at=now())
    return fill_page(request, _fillable(found, request, at=now()))


def _read(request: LspRequest, jadwal: Jadwal, found: Laporan) -> HttpResponse:
    sheet = version_of(found.lembar, request, last=newest(found.lembar))
    here, slug = reverse("asesor:laporan", args=[request.lsp.slug, jadwal.ref]), request.lsp.slug
    may = sheet.pk == found.lembar_id and found.signed_at and may_correct_laporan(request.actor, jadwal)
    seen = {
        "versions": versions_of(sheet, here, last=newest(found.lembar)),
        "correct": reverse("asesor:laporan_koreksi", args=[slug, jadwal.ref]) if may else "",
        "sheet": show(sheet), "signatures": sheet.signatures.order_by("signed_at", "id"),
        "whose": f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}",
        "back": reverse("asesor:jadwal", args=[request.lsp.slug, jadwal.ref]),
        "pdf": f"{reverse('asesor:laporan_pdf', args=[slug, jadwal.ref])}?lembar={sheet.ref}",
    }  # fmt: skip
    return render(request, "sheet/baca.html", seen)


@needs("asesmen.read", roles=(Role.ASESOR,))
def laporan_pdf(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    found = _begun(request, ref).lembar
    return pdf_response(version_of(found, request, last=newest(found)), lsp=request.lsp, actor=request.actor)


@needs(roles=(Role.ASESOR,))
def laporan_simpan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Keep what changed in the three boxes."""
    if request.method != "POST":
        return redirect("asesor:laporan", slug, ref)
    return autosave(_fillable(_begun(request, ref), request, at=now()), request)


@needs(roles=(Role.ASESOR,))
def laporan_tanda_tangan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Sign the report; the schedule is complete."""
    found, at = _begun(request, ref), now()
    mark_trial(request, is_trial=found.jadwal.uji_coba)
    write = reverse("asesor:laporan", args=[slug, ref])
    if request.method != "POST" and found.lembar.locked_at:
        return back_with(request, reverse("asesor:jadwal", args=[slug, ref]), _("Laporan ini sudah ditandatangani."))
    if request.method != "POST" and (problems := problems_of(found.lembar, FORMS["FR.AK.05"], "asesor")):
        return back_with(request, write, problems[0].message)
    signable = Signable(
        title=_("Tandatangani FR.AK.05"), meaning="Menandatangani laporan asesmen (FR.AK.05)",
        sheets=[(found.lembar, current_part(found.lembar))],
        finish=lambda proof: sign_laporan(found, proof=proof, actor=request.actor, at=at),
        present=lambda: present_laporan(found, actor=request.actor, at=at),
        back=reverse("asesor:jadwal", args=[slug, ref]),
        done=_("Laporan ditandatangani. Tugas Anda pada jadwal ini selesai; komite teknis yang memutuskan."),
    )  # fmt: skip
    return sign_page(request, signable)


def _begun(request: LspRequest, ref: str) -> Laporan:
    found = laporan_of(get_jadwal(request.actor, ref))
    if found is None:
        raise Unseen
    return found
