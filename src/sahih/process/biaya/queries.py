"""Invoices as an actor may see them."""

from django.db.models import Q, QuerySet

from sahih.institution.accounts.models import Membership
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.process.biaya.models import BuktiBayar, Tagihan, TagihanBaris
from sahih.process.permohonan.models import Permohonan


def visible_tagihan(actor: Actor) -> QuerySet[Tagihan]:
    """The office sees all, a payer their own."""
    everything = Tagihan.objects.select_related("perusahaan", "person")
    if actor.may("biaya.bill") or actor.may("biaya.verify"):
        return everything
    own = Q(person_id=actor.self_id)
    if not actor.has(Role.PERUSAHAAN):  # a former representative sees no more of the company
        return everything.filter(own)
    companies = Membership.objects.filter(person_id=actor.self_id, role=Role.PERUSAHAAN).values("perusahaan_id")
    return everything.filter(own | Q(perusahaan_id__in=companies))


def get_tagihan(actor: Actor, ref: str) -> Tagihan:
    found: Tagihan = get_or_unseen(visible_tagihan(actor), ref=ref)
    return found


def baris_of(tagihan: Tagihan) -> QuerySet[TagihanBaris]:
    return tagihan.baris_set.select_related("permohonan__asesi", "permohonan__versi").order_by("id")


def latest_proof(tagihan: Tagihan) -> BuktiBayar | None:
    return tagihan.bukti_set.select_related("file__key").order_by("-id").first()


def tagihan_of(permohonan: Permohonan) -> Tagihan | None:
    baris = TagihanBaris.objects.filter(permohonan=permohonan, is_live=True).select_related("tagihan").first()
    return baris.tagihan if baris else None


def unbilled() -> QuerySet[Permohonan]:
    """Accepted applications that stand on no live invoice."""
    billed = TagihanBaris.objects.filter(is_live=True).values("permohonan_id")
    return (
        Permohonan.objects.filter(status=Permohonan.Status.DITERIMA)
        .exclude(pk__in=billed)
        .select_related("asesi", "versi__skema", "perusahaan")
        .order_by("changed_at", "id")
    )


def rupiah(amount: int) -> str:
    """Whole rupiah as Indonesians write them: Rp27.000.000."""
    return f"Rp{amount:,}".replace(",", ".")
