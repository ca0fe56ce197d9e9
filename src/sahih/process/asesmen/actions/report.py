"""FR.AK.05, the asesor's report on all asesi of one schedule (SOP 3.4)."""

import datetime as dt

from sahih.documents.fr import FORMS
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import open_lembar, save_lembar, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import transition
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.keeping import Posted, Saved
from sahih.process.asesmen.actions.telling import tell_refusals
from sahih.process.asesmen.models import Laporan
from sahih.process.asesmen.policies import (
    may_report,
    report_gaps,
)
from sahih.process.asesmen.queries import (
    ak05_context,
    laporan_of,
)
from sahih.process.jadwal.models import Jadwal


@action("laporan.open")
def open_laporan(jadwal: Jadwal, *, actor: Actor, at: dt.datetime) -> Laporan:
    """Begin FR.AK.05, or find the one begun."""
    require(may_report(actor, jadwal))
    laporan = laporan_of(jadwal)
    if laporan is None:
        sheet = open_lembar(FORMS["FR.AK.05"], ak05_context(jadwal), key=jadwal.key, uji_coba=jadwal.uji_coba, at=at)
        laporan = Laporan.objects.create(jadwal=jadwal, lembar=sheet, opened_at=at)
        tell_refusals(laporan, at=at)
    record(events.REPORT_OPENED, laporan)
    return laporan


@action("laporan.save")
def save_laporan(
    laporan: Laporan,
    posted: Posted,
    *,
    actor: Actor,
    at: dt.datetime,
    partial: bool = True,
    revision: int | None = None,
) -> Saved:
    """Keep the three boxes; rows and remarks are computed (FX8)."""
    require(may_report(actor, laporan.jadwal))
    context = ak05_context(laporan.jadwal)
    saved = save_lembar(
        laporan.lembar, FORMS["FR.AK.05"], posted, context, as_role="asesor", at=at, partial=partial, revision=revision
    )
    if not partial:
        tell_refusals(laporan, at=at)
    record(events.SAVED, laporan, new={"form": "FR.AK.05", "revision": saved[1].revision})
    return saved


@action("laporan.present")
def present_laporan(laporan: Laporan, *, actor: Actor, at: dt.datetime) -> None:
    """Show the asesor the report that waits for their signature, with how each asesi ended by now."""
    require(may_report(actor, laporan.jadwal))
    if not laporan.lembar.locked_at:
        tell_refusals(laporan, at=at)
    present_lembar(laporan.lembar, FORMS["FR.AK.05"], ak05_context(laporan.jadwal), as_role="asesor", at=at)


@action("laporan.sign")
def sign_laporan(laporan: Laporan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Laporan:
    """Close the report when each asesi has an end; the schedule is complete (FX8)."""
    gaps = report_gaps(laporan.jadwal)
    if gaps:
        raise Refused(" ".join(gaps))
    with transition(laporan.jadwal, "complete") as jadwal:
        require(may_report(actor, laporan.jadwal))
        consume(proof, actor=actor, at=at)
        form, facts = FORMS["FR.AK.05"], ak05_context(jadwal)
        sign_lembar(laporan.lembar, form, role="asesor", signer=signer(actor), proof=proof, at=at, facts=facts)
        jadwal.changed_at = at
    laporan.signed_at = at
    laporan.save(update_fields=["signed_at"])
    record(events.REPORT_SIGNED, laporan)
    return laporan
