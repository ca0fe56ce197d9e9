"""An appeal on the phone: the terms first, FR.AK.04, the signature, the receipt, and how it stands (B2, B5)."""

import functools

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sahih.documents.sheets import current_part
from sahih.insight.perjalanan.queries import own_permohonan, perjalanan_of
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, require
from sahih.process.banding.actions import file_banding, open_banding, present_banding, save_banding
from sahih.process.banding.models import Banding
from sahih.process.banding.policies import may_appeal, may_file, terms
from sahih.process.banding.queries import banding_context, banding_of, file_by, get_banding
from sahih.process.keputusan.models import Keputusan
from sahih.process.permohonan.models import Permohonan
from sahih.web.asesi.lembar import lsp_in
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import ActorRequest, own
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Fact, Step
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import pukul, tanggal


def _decision(request: ActorRequest, case: Permohonan) -> Keputusan:
    mark_trial(request, is_trial=case.uji_coba)
    found = perjalanan_of(case).keputusan
    if found is None:
        raise Refused(_("Banding terbuka setelah keputusan ditetapkan dengan SK."))
    return found


def _begun(request: ActorRequest, case: Permohonan) -> Banding:
    found = banding_of(_decision(request, case))
    if found is None:
        raise Refused(_("Mulailah banding dari halaman banding; ketentuannya tertulis di sana."))
    return get_banding(request.actor, found.ref)


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def banding(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """The terms and the way in; once it is filed, the receipt and where it stands."""
    decision = _decision(request, case)
    if request.method == "POST":
        try:
            open_banding(decision, actor=request.actor, at=now())
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("asesi:banding", ref=case.ref)
        return redirect("asesi:banding_isi", ref=case.ref)
    found, lsp = banding_of(decision), lsp_in(request)
    filed = found if found and found.filed_at else None
    return render(request, "asesi/banding.html", {
        "case": case, "lsp": lsp, "banding": filed, "is_begun": found is not None, "is_k": decision.outcome == "K",
        "terms": terms(lsp), "file_by": file_by(decision, lsp), "verdict": may_appeal(request.actor, decision),
        "badge": Badge(filed.get_status_display(), tone_of(filed.status)) if filed else None,
        "facts": _receipt(filed) if filed else [], "steps": _steps(filed) if filed else [],
    })  # fmt: skip


def _receipt(one: Banding) -> list[Fact]:
    """What the appellant keeps: number and time, and whether it came in time."""
    late = _("Lewat waktu (batas %s); tetap diterima") if one.is_late else _("Tepat waktu (batas %s)")
    return [
        Fact(_("Nomor tanda terima"), one.number, is_number=True),
        Fact(_("Diajukan"), f"{tanggal(one.filed_at)} {pukul(one.filed_at)}" if one.filed_at else "–"),
        Fact(_("Jenis"), one.get_kind_display()),
        Fact(_("Waktu"), late % tanggal(one.file_by)),
    ]


def _steps(one: Banding) -> list[Step]:
    """The road of an appeal, each step with its promised day."""
    filed = Step(_("Diajukan"), tanggal(one.filed_at) if one.filed_at else "", "done")
    received = Step(_("Diterima LSP"), tanggal(one.received_at), "done") if one.received_at else Step(
        _("Diterima LSP"), _("Paling lambat %s") % tanggal(one.answer_by) if one.answer_by else "", "now"
    )  # fmt: skip
    due = _("Paling lambat %s") % tanggal(one.decide_by) if one.decide_by else ""
    ended = Step(_("Hasil akhir"), tanggal(one.closed_at), "done") if one.closed_at else Step(
        _("Hasil akhir"), due, "now" if one.received_at else "later"
    )  # fmt: skip
    return [filed, received, ended]


def _sheet(request: ActorRequest, case: Permohonan, one: Banding) -> Fillable:
    return Fillable(
        lembar=one.lembar, context=banding_context(one.keputusan), role="asesi",
        save=functools.partial(save_banding, one, actor=request.actor, at=now()),
        whose=case.versi.title, back=reverse("asesi:banding", args=[case.ref]),
        next=reverse("asesi:banding_sign", args=[case.ref]), next_label=_("Lanjut"), template="asesi/isi.html",
        aside=lambda _content: {"case": case, "save_url": reverse("asesi:banding_save", args=[case.ref])},
    )  # fmt: skip


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def isi(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Fill FR.AK.04; it is kept as it grows."""
    one = _begun(request, case)
    if not may_file(request.actor, one):
        return redirect("asesi:banding", ref=case.ref)
    if "simpan" in request.POST:
        answer = fill_page(request, _sheet(request, case, one))
        if answer.status_code != 302:
            return answer
        messages.success(request, _("Isian tersimpan. Lanjutkan kapan saja dari halaman ini."))
        return redirect("asesi:banding", ref=case.ref)
    return fill_page(request, _sheet(request, case, one))


@own(own_permohonan)
@require_POST
def simpan(request: ActorRequest, case: Permohonan) -> HttpResponse:
    one = _begun(request, case)
    require(may_file(request.actor, one))
    return autosave(_sheet(request, case, one), request)


@own(own_permohonan)
def tandatangan(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Read it once more and file it."""
    one = _begun(request, case)
    require(may_file(request.actor, one))
    return sign_page(request, Signable(
        title=_("Ajukan banding"), meaning="Mengajukan banding atas keputusan",
        intro=_("Setelah ditandatangani banding masuk ke LSP dan Anda mendapat nomor tanda terima."),
        sheets=[(one.lembar, current_part(one.lembar))], back=reverse("asesi:banding", args=[case.ref]),
        present=lambda: present_banding(one, actor=request.actor, at=now()),
        finish=lambda proof: file_banding(one, proof=proof, actor=request.actor, at=now()),
        done=_("Banding diajukan. Nomor tanda terimanya ada di bawah."),
    ))  # fmt: skip
