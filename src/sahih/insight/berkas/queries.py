"""Archives as a page may show them."""

from django.db.models import QuerySet

from sahih.insight.berkas.policies import may_export
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Unseen
from sahih.process.arsip.models import Arsip
from sahih.process.permohonan.models import Permohonan


def arsip_of(permohonan: Permohonan) -> Arsip | None:
    """The newest one, in whatever state."""
    return _rows().filter(permohonan=permohonan).order_by("-id").first()


def get_arsip(actor: Actor, permohonan: Permohonan, ref: str) -> Arsip:
    """For who may take the file out of the house; to everybody else no archive exists."""
    found = _rows().filter(permohonan=permohonan, ref=ref).first() if may_export(actor) else None
    if found is None:
        raise Unseen
    return found


def _rows() -> QuerySet[Arsip]:
    return Arsip.objects.select_related("permohonan", "file__key", "asked_by")
