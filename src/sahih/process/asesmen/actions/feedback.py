"""FR.AK.03: the asesi speaks about the assessment; who stays silent is reminded, then it is told (SOP 3.3.37)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import save_lembar
from sahih.documents.signing import SigningProof
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.keeping import Posted, Saved, open_sheet, sign_part
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import may_give_feedback, may_remind_feedback, may_waive_feedback
from sahih.process.asesmen.queries import ak03_context

ROLE = "asesi"


@action("asesmen.open_ak03")
def open_ak03(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> Asesmen:
    """Begin the sheet of an assessment that ended before the sheet existed, or find the one begun."""
    require(may_give_feedback(actor, asesmen))
    locked = lock(asesmen)
    if locked.ak03 is None:
        locked.ak03 = open_sheet(locked, "FR.AK.03", ak03_context(locked), at=at)
        locked.save(update_fields=["ak03"])
    asesmen.ak03 = locked.ak03
    record(events.FEEDBACK_OPENED, asesmen, new={"form": "FR.AK.03"})
    return asesmen


@action("asesmen.save_ak03")
def save_ak03(
    asesmen: Asesmen,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep what the asesi says."""
    require(may_give_feedback(actor, asesmen))
    assert asesmen.ak03 is not None
    saved = save_lembar(
        asesmen.ak03, FORMS["FR.AK.03"], posted, ak03_context(asesmen), as_role=ROLE, at=at, partial=partial,
        revision=revision,
    )  # fmt: skip
    record(events.SAVED, asesmen, new={"form": "FR.AK.03", "revision": saved[1].revision})
    return saved


@action("asesmen.present_ak03")
def present_ak03(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> None:
    """Show the asesi what they are about to sign, with the facts of this moment."""
    require(may_give_feedback(actor, asesmen))
    assert asesmen.ak03 is not None
    present_lembar(asesmen.ak03, FORMS["FR.AK.03"], ak03_context(asesmen), as_role=ROLE, at=at)


@action("asesmen.sign_ak03")
def sign_ak03(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """Close the feedback; only now does the asesor read it."""
    require(may_give_feedback(actor, asesmen))
    locked = lock(asesmen)
    sign_part(locked, locked.ak03, role=ROLE, proof=proof, actor=actor, at=at, facts=ak03_context(locked))
    return asesmen


@action("asesmen.remind_ak03")
def remind_ak03(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> Asesmen:
    """Ask the asesi once more for their feedback; the day of the last reminder is kept."""
    require(may_remind_feedback(actor, asesmen))
    locked = lock(asesmen)
    locked.ak03_reminded_at = at
    locked.save(update_fields=["ak03_reminded_at"])
    record(events.FEEDBACK_REMINDED, locked)
    user = getattr(locked.peserta.permohonan.asesi, "user", None)
    if user is not None:
        body = _("Asesmen Anda selesai. Isi FR.AK.03 di halaman Anda; sekitar lima menit. Jawaban baru terbaca asesor setelah Anda tandatangani.")  # fmt: skip
        outbox.write(to=user.email or user.phone, subject=_("Umpan balik asesmen menunggu Anda"), body=body)
    asesmen.ak03_reminded_at = at
    return asesmen


@action("asesmen.waive_ak03")
def waive_ak03(asesmen: Asesmen, *, reason: str, actor: Actor, at: dt.datetime) -> Asesmen:
    """Record that no feedback was given; the sheet stays open to the asesi, should they speak after all."""
    if not reason.strip():
        raise Refused(_("Tuliskan mengapa umpan balik tidak diberikan."))
    locked = lock(asesmen)
    require(may_waive_feedback(actor, locked, at=at))
    locked.ak03_waived_at, locked.ak03_waiver = at, reason
    locked.save(update_fields=["ak03_waived_at", "ak03_waiver"])
    record(events.FEEDBACK_WAIVED, locked, reason=reason)
    asesmen.ak03_waived_at, asesmen.ak03_waiver = at, reason
    return asesmen
