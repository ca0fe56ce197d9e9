"""MUK as an actor may see them."""

from django.db.models import QuerySet

from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.materials.perangkat.models import Muk

READERS = (Role.ASESOR, Role.MANAJER_SERTIFIKASI, Role.MANAJER_MUTU, Role.KETUA)


def visible_muk(actor: Actor) -> QuerySet[Muk]:
    """That a MUK exists is known to those who assess and manage; what it says is asked item by item (FX14)."""
    rows = Muk.objects.select_related("versi__skema", "penyusun", "validator", "key", "pengesahan__key", "replaces")
    return rows if actor.is_system or actor.has(*READERS) else rows.none()


def get_muk(actor: Actor, ref: str) -> Muk:
    found: Muk = get_or_unseen(visible_muk(actor), ref=ref)
    return found
