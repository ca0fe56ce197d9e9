"""Pra-asesmen: the review of FR.APL.02 and the consent; the asesor signs first, the asesi sees it (SOP 2.6, 2.7)."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.sheets import Gaps, content_of, save_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import require
from sahih.kernel.workflow import lock, transition
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.keeping import Posted, Saved, keep_part, put_part, sign_part
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.planned import consent_gaps
from sahih.process.asesmen.policies import (
    may_fill_ak01,
    may_review_apl02,
    may_sign_ak01_asesi,
)
from sahih.process.asesmen.queries import (
    review_context,
    session_context,
)


@action("asesmen.save_review")
def save_review(
    asesmen: Asesmen,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep the asesor's recommendation on FR.APL.02."""
    require(may_review_apl02(actor, asesmen))
    sheet = asesmen.peserta.permohonan.apl02
    return keep_part(asesmen, sheet, review_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.review")
def sign_review(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """Sign FR.APL.02 as reviewed; *dapat dilanjutkan* leads on to the plan, *tidak dapat* ends here (SOP 2.6)."""
    consume(proof, actor=actor, at=at)
    _review(asesmen, proof=proof, actor=actor, at=at)
    return asesmen


@action("asesmen.review_together")
def sign_reviews(asesmen_list: Sequence[Asesmen], *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    """One act over the reviews of a group, each hash in it; all of them or none."""
    consume(proof, actor=actor, at=at)
    for asesmen in asesmen_list:
        _review(asesmen, proof=proof, actor=actor, at=at)


def _review(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    sheet = asesmen.peserta.permohonan.apl02
    assert sheet is not None
    goes_on = content_of(sheet)["fields"].get("rekomendasi") == "dapat"
    with transition(asesmen, "review" if goes_on else "stop") as locked:
        require(may_review_apl02(actor, asesmen))
        put_part(locked, sheet, role="asesor", proof=proof, actor=actor, at=at)
        locked.changed_at = at


def carry_review(asesmen: Asesmen, *, at: dt.datetime) -> None:
    """On a second date the review of FR.APL.02 stands: its signed sheet takes no second one; plan and consent are asked anew."""
    sheet = asesmen.peserta.permohonan.apl02
    if sheet is None or not sheet.locked_at or content_of(sheet)["fields"].get("rekomendasi") != "dapat":
        return
    with transition(asesmen, "review", reason=_("FR.APL.02 sudah ditinjau pada jadwal sebelumnya.")) as locked:
        locked.changed_at = at


@action("asesmen.save_ak01")
def save_ak01(
    asesmen: Asesmen,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep the evidence list and the asesor's promise of secrecy."""
    require(may_fill_ak01(actor, asesmen))
    return keep_part(asesmen, asesmen.ak01, session_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.sign_ak01_asesor")
def sign_ak01_asesor(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesor signs the consent first; an evidence list that differs from the plan is named, not changed (FX3)."""
    consume(proof, actor=actor, at=at)
    _promise(asesmen, proof=proof, actor=actor, at=at)
    return asesmen


@action("asesmen.sign_ak01_together")
def sign_consents(asesmen_list: Sequence[Asesmen], *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    """One act over FR.AK.01 of a group, each hash in it; all of them or none."""
    consume(proof, actor=actor, at=at)
    for asesmen in asesmen_list:
        _promise(asesmen, proof=proof, actor=actor, at=at)


def _promise(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    require(may_fill_ak01(actor, asesmen))
    locked = lock(asesmen)
    if problems := consent_gaps(locked):
        raise Gaps(problems)
    put_part(locked, locked.ak01, role="asesor", proof=proof, actor=actor, at=at, facts=session_context(locked))


@action("asesmen.agree")
def sign_ak01_asesi(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi accepts the statements and signs; only now may evidence be gathered (PL9).

    The statements must have been accepted (`accept_ak01`) before the act was shown.
    """
    with transition(asesmen, "agree") as locked:
        require(may_sign_ak01_asesi(actor, asesmen))
        sign_part(locked, locked.ak01, role="asesi", proof=proof, actor=actor, at=at)
        locked.changed_at = at
    return asesmen


@action("asesmen.accept_ak01")
def accept_ak01(asesmen: Asesmen, posted: Posted, *, actor: Actor, at: dt.datetime, partial: bool = False) -> Saved:
    """Keep the asesi's ticks under the statements of FR.AK.01."""
    require(may_sign_ak01_asesi(actor, asesmen))
    assert asesmen.ak01 is not None
    filled, part = save_lembar(
        asesmen.ak01, FORMS["FR.AK.01"], posted, session_context(asesmen), as_role="asesi", at=at, partial=partial
    )
    record(events.SAVED, asesmen, new={"form": "FR.AK.01", "revision": part.revision})
    return filled, part
