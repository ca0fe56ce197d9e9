"""MUK as an actor may see them."""

from django.db.models import QuerySet

from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.materials.perangkat.policies import READERS
from sahih.materials.skema.models import SkemaVersi


def visible_muk(actor: Actor) -> QuerySet[Muk]:
    """That a MUK exists is known to those who assess and manage; what it says is asked item by item (FX14)."""
    rows = Muk.objects.select_related("versi__skema", "penyusun", "validator", "key", "pengesahan__key", "replaces")
    return rows if actor.is_system or actor.has(*READERS) else rows.none()


def get_muk(actor: Actor, ref: str) -> Muk:
    found: Muk = get_or_unseen(visible_muk(actor), ref=ref)
    return found


def muk_of_versi(actor: Actor, versi: SkemaVersi) -> QuerySet[Muk]:
    """The MUK of a version, and of the other versions of its skema, that a new one may begin from."""
    rows = visible_muk(actor).filter(versi__skema=versi.skema_id)
    return rows.order_by("-versi__version", "number")


def usable_for(versi: SkemaVersi) -> QuerySet[Muk]:
    """The validated MUK of a version (PL10)."""
    rows = Muk.objects.filter(versi=versi, status=Muk.Status.TERVALIDASI)
    return rows.select_related("versi__skema", "penyusun", "key").order_by("number")


def get_bagian(muk: Muk, ref: str) -> Bagian:
    found: Bagian = get_or_unseen(Bagian.objects.select_related("kelompok", "muk__versi__skema", "muk__key", "muk__penyusun"), muk=muk, ref=ref)  # fmt: skip
    return found


def get_butir(muk: Muk, ref: str) -> Butir:
    rows = Butir.objects.select_related("bagian__kelompok", "picture__key", "muk__versi__skema", "muk__key", "muk__penyusun")  # fmt: skip
    found: Butir = get_or_unseen(rows, muk=muk, ref=ref)
    return found
