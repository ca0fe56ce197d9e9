"""Gate 8: what must be there before the certificate leaves the house."""

from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.penyerahan.queries import penyerahan_of
from sahih.process.sertifikat.models import Sertifikat


def hand_over_gaps(sertifikat: Sertifikat) -> list[str]:
    """All that is missing (CT10, FX20, B7); a certificate from before this step needs no receipt."""
    gaps = [] if sertifikat.pdf_id else [_("Sertifikat belum diterbitkan dengan nomor dari BNSP.")]
    gaps += [hold.reason for hold in open_holds(sertifikat.keputusan)]
    row = penyerahan_of(sertifikat)
    if row is not None:
        gaps += (
            [] if row.komitmen.locked_at else [_("Surat pernyataan komitmen belum ditandatangani pemegang sertifikat.")]
        )
        gaps += (
            []
            if row.tanda_terima.locked_at
            else [_("Tanda terima sertifikat belum ditandatangani pemegang sertifikat.")]
        )
    return gaps


@policy("penyerahan.sign")
def may_sign_receipt(actor: Actor, penyerahan: Penyerahan) -> Verdict:
    """The holder alone, once, while nothing holds the certificate back."""
    held = open_holds(penyerahan.sertifikat.keputusan)
    return first_denial(
        allow_if(
            actor.person_id == penyerahan.sertifikat.keputusan.asesmen.peserta.permohonan.asesi_id,
            _("Tanda terima dan komitmen ditandatangani oleh pemegang sertifikat sendiri."),
        ),
        allow_if(penyerahan.signed_at is None, _("Tanda terima dan komitmen sudah ditandatangani.")),
        allow_if(not held, "; ".join(hold.reason for hold in held)),
    )


@policy("penyerahan.send")
def may_send(actor: Actor, penyerahan: Penyerahan) -> Verdict:
    """Gate 8 for the paper that goes by courier."""
    gaps = hand_over_gaps(penyerahan.sertifikat)
    return first_denial(
        allow_if(actor.may("sertifikat.request"), _("Pengiriman dicatat oleh Admin LSP.")),
        allow_if(not gaps, " ".join(gaps)),
    )
