"""The certificate's making, and the ledger's regular sealing."""

import datetime as dt

from sahih.kernel.actor import Actor
from sahih.kernel.jobs import job
from sahih.process.sertifikat.actions import issue_sertifikat
from sahih.process.sertifikat.models import Sertifikat


@job("sertifikat.issue")
def issue(sertifikat_id: int, *, actor: Actor, at: dt.datetime) -> None:
    """Make one certificate; a second run finds it made and stops."""
    sertifikat = Sertifikat.objects.select_related(
        "keputusan__asesmen__peserta__permohonan__asesi__user", "keputusan__asesmen__peserta__permohonan__versi__skema"
    ).get(pk=sertifikat_id)
    if sertifikat.can("issue"):
        issue_sertifikat(sertifikat, actor=actor, at=at)
