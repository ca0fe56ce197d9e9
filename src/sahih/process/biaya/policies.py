"""Who bills, who pays, who checks; a payment is valid before the road goes on (PL2)."""

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Membership
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.process.biaya.models import Tagihan


@policy("biaya.bill")
def may_bill(actor: Actor) -> Verdict:
    return allow_if(actor.may("biaya.bill"), _("Tagihan dibuat oleh Admin LSP atau Keuangan."))


@policy("biaya.send_proof")
def may_send_proof(actor: Actor, tagihan: Tagihan) -> Verdict:
    """The payer alone: the person, or a representative of the paying company."""
    is_payer = tagihan.person_id is not None and tagihan.person_id == actor.person_id
    represents = (
        tagihan.perusahaan_id is not None
        and actor.has(Role.PERUSAHAAN)
        and Membership.objects.filter(
            person_id=actor.self_id, role=Role.PERUSAHAAN, perusahaan_id=tagihan.perusahaan_id
        ).exists()
    )
    return first_denial(
        allow_if(is_payer or represents, _("Bukti pembayaran dikirim oleh pihak yang ditagih.")),
        allow_if(tagihan.can("send_proof"), _("Tagihan ini tidak sedang menunggu bukti pembayaran.")),
    )


@policy("biaya.verify")
def may_verify(actor: Actor, tagihan: Tagihan) -> Verdict:
    return first_denial(
        allow_if(actor.may("biaya.verify"), _("Bukti pembayaran diperiksa oleh Keuangan atau Admin LSP.")),
        allow_if(
            tagihan.person_id != actor.person_id or actor.is_system, _("Pembayaran sendiri diperiksa orang lain.")
        ),
        allow_if(tagihan.can("verify"), _("Tagihan ini tidak sedang menunggu pemeriksaan bukti.")),
    )
