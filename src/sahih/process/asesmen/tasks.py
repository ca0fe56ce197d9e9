"""What follows from the news of earlier stages."""

from sahih.kernel.audit import record
from sahih.kernel.clock import now
from sahih.process.asesmen import events
from sahih.process.asesmen.actions import carry_review, open_rules
from sahih.process.asesmen.models import Asesmen
from sahih.process.jadwal.events import JadwalOrdered
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import live_peserta


def on_jadwal_ordered(event: object) -> None:
    """Open the assessment of each asesi; a successor's SPT finds those that exist."""
    assert isinstance(event, JadwalOrdered)
    jadwal = Jadwal.objects.get(pk=event.jadwal_id)
    for peserta in live_peserta(jadwal):
        at = now()
        asesmen, created = Asesmen.objects.get_or_create(
            lsp_id=jadwal.lsp_id, peserta=peserta, defaults={"changed_at": at}
        )
        if created:
            record(events.OPENED, asesmen, new={"jadwal": jadwal.ref})
            carry_review(asesmen, at=at)
            asesmen.refresh_from_db()
            open_rules(asesmen, at=at)
