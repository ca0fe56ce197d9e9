"""What the office does about feedback that does not come: a reminder, then a record with its reason."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.process.asesmen.actions import remind_ak03, waive_ak03
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import may_remind_feedback, may_waive_feedback
from sahih.process.asesmen.queries import get_asesmen
from sahih.web.answers import act_answer, form_answer
from sahih.web.asesor.forms import SILENT, NoteForm
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal


@dataclass(frozen=True)
class FeedbackCard:
    """How it stands with FR.AK.03, for those who prepare the committee."""

    text: str
    remind: str
    waive: str


def feedback_card(actor: Actor, found: Asesmen, slug: str) -> FeedbackCard | None:
    """None for whoever may do nothing about it, and when there is nothing to do."""
    if not may_remind_feedback(actor, found):
        return None
    reminded = found.ak03_reminded_at
    text = _("Asesi diingatkan %s.") % tanggal(local_date(reminded)) if reminded else _("Asesi belum diingatkan.")
    verdict = may_waive_feedback(actor, found, at=now())
    waive = reverse("asesor:tidak_diberikan", args=[slug, found.ref]) if verdict else ""
    return FeedbackCard(
        f"{text} {'' if verdict else verdict.reason}".strip(), reverse("asesor:ingatkan", args=[slug, found.ref]), waive
    )


@require_POST
@needs("keputusan.prepare")
def ingatkan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Ask the asesi once more."""
    found = get_asesmen(request.actor, ref)
    return act_answer(
        request, lambda: remind_ak03(found, actor=request.actor, at=now()),
        done=_("Pengingat dikirim kepada asesi."), to=reverse("asesor:asesmen", args=[slug, ref]),
    )  # fmt: skip


@needs("keputusan.prepare")
def tidak_diberikan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """No feedback came: say why; the decision waits for it no longer."""
    found = get_asesmen(request.actor, ref)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    page = SILENT.about(found, reverse("asesor:asesmen", args=[slug, ref]))
    return form_answer(
        request, NoteForm(request.POST or None), page, to=page.back,
        save=lambda said: waive_ak03(found, reason=said["note"], actor=request.actor, at=now()),
        done=_("Tercatat bahwa umpan balik tidak diberikan. Asesi masih boleh mengisinya."),
    )  # fmt: skip
