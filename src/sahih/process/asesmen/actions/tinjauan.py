"""The first FR.AK.06 of a schedule, before its first recommendation (SOP 3.3.32, FX9)."""

import datetime as dt

from sahih.documents.correcting import correct_lembar, drop_correction
from sahih.documents.fr import FORMS
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import open_lembar, save_lembar, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import require
from sahih.kernel.workflow import lock
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.keeping import Posted, Saved
from sahih.process.asesmen.correctable import may_correct_tinjauan, may_drop_tinjauan_correction
from sahih.process.asesmen.models import Tinjauan
from sahih.process.asesmen.policies import may_review_process
from sahih.process.asesmen.queries import ak06_context, tinjauan_of
from sahih.process.jadwal.models import Jadwal

ROLE = "peninjau"


@action("tinjauan.open")
def open_tinjauan(jadwal: Jadwal, *, actor: Actor, at: dt.datetime) -> Tinjauan:
    """Begin FR.AK.06, or find the one begun."""
    require(may_review_process(actor, jadwal))
    lock(jadwal)
    found = tinjauan_of(jadwal)
    if found is None:
        sheet = open_lembar(FORMS["FR.AK.06"], ak06_context(jadwal), key=jadwal.key, uji_coba=jadwal.uji_coba, at=at)
        found = Tinjauan.objects.create(jadwal=jadwal, lembar=sheet, opened_at=at)
    record(events.REVIEW_OPENED, found)
    return found


@action("tinjauan.save")
def save_tinjauan(
    tinjauan: Tinjauan,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep the ticks, the codes that show each dimension, and what is to improve."""
    require(may_review_process(actor, tinjauan.jadwal))
    context = ak06_context(tinjauan.jadwal)
    saved = save_lembar(
        tinjauan.lembar, FORMS["FR.AK.06"], posted, context, as_role=ROLE, at=at, partial=partial, revision=revision
    )
    record(events.SAVED, tinjauan, new={"form": "FR.AK.06", "revision": saved[1].revision})
    return saved


@action("tinjauan.present")
def present_tinjauan(tinjauan: Tinjauan, *, actor: Actor, at: dt.datetime) -> None:
    """Show the asesor the review that waits for their signature."""
    require(may_review_process(actor, tinjauan.jadwal))
    present_lembar(tinjauan.lembar, FORMS["FR.AK.06"], ak06_context(tinjauan.jadwal), as_role=ROLE, at=at)


@action("tinjauan.sign")
def sign_tinjauan(tinjauan: Tinjauan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Tinjauan:
    """Close the first review: FR.AK.02 of this schedule may now be signed."""
    require(may_review_process(actor, tinjauan.jadwal))
    consume(proof, actor=actor, at=at)
    form, facts = FORMS["FR.AK.06"], ak06_context(tinjauan.jadwal)
    sign_lembar(tinjauan.lembar, form, role=ROLE, signer=signer(actor), proof=proof, at=at, facts=facts)
    tinjauan.signed_at = at
    tinjauan.save(update_fields=["signed_at"])
    record(events.REVIEW_SIGNED, tinjauan)
    return tinjauan


@action("tinjauan.correct")
def correct_tinjauan(tinjauan: Tinjauan, *, reason: str, actor: Actor, at: dt.datetime) -> Tinjauan:
    """A new first FR.AK.06 with the old answers; the penyelia's second one waits for it (FX13)."""
    lock(tinjauan.jadwal)  # a committee may be composed, or the second one signed, in the same moment
    tinjauan.refresh_from_db()
    require(may_correct_tinjauan(actor, tinjauan))
    form, facts = FORMS["FR.AK.06"], ak06_context(tinjauan.jadwal)
    tinjauan.lembar = correct_lembar(tinjauan.lembar, form, facts, reason=reason, at=at)
    tinjauan.signed_at = None
    tinjauan.save(update_fields=["lembar", "signed_at"])
    record(events.REVIEW_CORRECTED, tinjauan, reason=reason)
    return tinjauan


@action("tinjauan.drop_correction")
def drop_tinjauan_correction(tinjauan: Tinjauan, *, reason: str, actor: Actor, at: dt.datetime) -> Tinjauan:
    """Give up a correction that is not signed; the former review stands again."""
    lock(tinjauan.jadwal)
    tinjauan.refresh_from_db()
    require(may_drop_tinjauan_correction(actor, tinjauan))
    tinjauan.lembar = drop_correction(tinjauan.lembar, reason=reason)
    tinjauan.signed_at = tinjauan.lembar.locked_at
    tinjauan.save(update_fields=["lembar", "signed_at"])
    record(events.REVIEW_CORRECTION_DROPPED, tinjauan, reason=reason)
    return tinjauan
