"""What follows from the news of earlier stages."""

from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import now
from sahih.process.penyerahan.actions import open_penyerahan
from sahih.process.sertifikat.events import SertifikatIssued
from sahih.process.sertifikat.models import Sertifikat


def on_sertifikat_issued(event: object) -> None:
    """Receipt and commitment wait for the holder (SOP 4.5.1)."""
    assert isinstance(event, SertifikatIssued)
    row = Sertifikat.objects.select_related(
        "keputusan__asesmen__peserta__permohonan__asesi__user", "keputusan__asesmen__peserta__permohonan__versi",
        "keputusan__asesmen__peserta__permohonan__key", "keputusan__asesmen__peserta__permohonan__apl01__key",
    ).get(pk=event.sertifikat_id)  # fmt: skip
    open_penyerahan(row, Lsp.objects.get(pk=row.lsp_id), at=now())
