"""FR.AK.03: what the asesi says about the assessment; nobody reads it before it is signed."""

import functools

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sahih.documents.sheets import current_part
from sahih.insight.perjalanan.queries import own_permohonan, perjalanan_of
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen, require
from sahih.process.asesmen.actions import (
    correct_sheet,
    drop_sheet_correction,
    open_ak03,
    present_ak03,
    save_ak03,
    sign_ak03,
)
from sahih.process.asesmen.correctable import may_correct, may_drop_correction
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import may_give_feedback
from sahih.process.asesmen.queries import ak03_context
from sahih.process.permohonan.models import Permohonan
from sahih.web.asesi.views_lembar import keep_and_leave
from sahih.web.correcting import begin_answer, drop_answer
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import ActorRequest, own
from sahih.web.sheets import posted_lists, show
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial

CODE = "FR.AK.03"


def _session(request: ActorRequest, case: Permohonan) -> Asesmen:
    mark_trial(request, is_trial=case.uji_coba)
    found = perjalanan_of(case).asesmen
    if found is None:
        raise Unseen
    return found


def _sheet(request: ActorRequest, case: Permohonan) -> Fillable:
    session = _session(request, case)
    assert session.ak03 is not None
    return Fillable(
        lembar=session.ak03, context=ak03_context(session), role="asesi",
        save=functools.partial(save_ak03, session, actor=request.actor, at=now()), whose=case.versi.title,
        back=reverse("asesi:permohonan", args=[case.ref]), next=reverse("asesi:ak03_sign", args=[case.ref]),
        next_label=_("Lanjut"), template="asesi/isi.html",
        aside=lambda _content: {
            "case": case, "save_url": reverse("asesi:ak03_save", args=[case.ref]),
            "drop": reverse("asesi:ak03_drop", args=[case.ref]) if may_drop_correction(request.actor, session, CODE) else "",
        },
    )  # fmt: skip


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def ak03(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Fill the feedback; or read it when it is signed."""
    session = _session(request, case)
    verdict = may_give_feedback(request.actor, session)
    if not verdict:
        sheet = show(session.ak03) if session.ak03 and session.ak03.locked_at else None
        correct = reverse("asesi:ak03_correct", args=[case.ref]) if may_correct(request.actor, session, CODE) else ""
        seen = {
            "case": case,
            "code": "ak03",
            "sheet": sheet,
            "reason": "" if sheet else verdict.reason,
            "correct": correct,
        }
        return render(request, "asesi/lembar.html", seen)
    if session.ak03 is None:
        open_ak03(session, actor=request.actor, at=now())
    if "simpan" in request.POST:
        return keep_and_leave(request, case, _sheet, posted_lists(request))
    return fill_page(request, _sheet(request, case))


@own(own_permohonan)
def koreksi(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """What one said, said anew, until a committee is composed (FX13)."""
    session, back = _session(request, case), reverse("asesi:permohonan", args=[case.ref])
    require(may_correct(request.actor, session, CODE))
    return begin_answer(
        request, CODE, lambda reason: correct_sheet(session, CODE, reason=reason, actor=request.actor, at=now()),
        whose=case.versi.title, back=back, to=reverse("asesi:ak03", args=[case.ref]),
    )  # fmt: skip


@own(own_permohonan)
def koreksi_batal(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Back to what one said before."""
    session = _session(request, case)
    require(may_drop_correction(request.actor, session, CODE))
    return drop_answer(
        request, CODE, lambda reason: drop_sheet_correction(session, CODE, reason=reason, actor=request.actor, at=now()),
        whose=case.versi.title, back=reverse("asesi:permohonan", args=[case.ref]),
    )  # fmt: skip


@own(own_permohonan)
@require_POST
def ak03_save(request: ActorRequest, case: Permohonan) -> HttpResponse:
    require(may_give_feedback(request.actor, _session(request, case)))
    return autosave(_sheet(request, case), request)


@own(own_permohonan)
def ak03_sign(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Read one's words once more and sign them."""
    session = _session(request, case)
    require(may_give_feedback(request.actor, session))
    if session.ak03 is None:
        raise Unseen
    return sign_page(request, Signable(
        title=_("Tandatangani FR.AK.03"), meaning="Memberi umpan balik asesmen (FR.AK.03)",
        intro=_("Setelah ditandatangani, asesor dan LSP membacanya. Hasil asesmen Anda tidak berubah olehnya."),
        sheets=[(session.ak03, current_part(session.ak03))], back=reverse("asesi:permohonan", args=[case.ref]),
        finish=lambda proof: sign_ak03(session, proof=proof, actor=request.actor, at=now()),
        present=lambda: present_ak03(session, actor=request.actor, at=now()),
        done=_("Terima kasih, umpan balik Anda diterima. Berikutnya komite teknis memutuskan."),
    ))  # fmt: skip
