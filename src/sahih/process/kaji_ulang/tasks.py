"""What news of the materials do to their improvements."""

from sahih.kernel.clock import now
from sahih.materials.perangkat.events import MukValidated
from sahih.materials.perangkat.models import Muk
from sahih.process.kaji_ulang.improving import answer_by_muk


def on_muk_validated(event: object) -> None:
    """FX9: what the new MUK answers is closed, with its name."""
    assert isinstance(event, MukValidated)
    rows = Muk.objects.select_related("versi__skema", "penyusun", "pengesahan__key")
    answer_by_muk(rows.get(pk=event.muk_id), at=now())
