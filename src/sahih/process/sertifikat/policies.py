"""Gates 7 and 8: what is asked of BNSP, what may be printed."""

from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.process.keputusan.models import Rapat
from sahih.process.sertifikat.models import NomorBatal, Permintaan, Sertifikat
from sahih.process.sertifikat.stuck import stuck_sertifikat


@policy("sertifikat.request")
def may_request(actor: Actor, rapat: Rapat) -> Verdict:
    """CT1: after the SK, never before; BK is reported too (CT2)."""
    return first_denial(
        allow_if(
            actor.may("sertifikat.request"), _("Permintaan blangko disusun oleh Admin LSP atau Manajer Sertifikasi.")
        ),
        allow_if(rapat.status == Rapat.Status.SK_TERBIT, _("Permintaan blangko menunggu SK hasil keputusan (D3).")),
    )


@policy("sertifikat.numbers")
def may_import_numbers(actor: Actor, permintaan: Permintaan) -> Verdict:
    return first_denial(
        allow_if(actor.may("sertifikat.numbers"), _("Nomor BNSP diimpor oleh Admin LSP atau BNSP.")),
        allow_if(permintaan.status == Permintaan.Status.DIAJUKAN, _("Permintaan ini tidak sedang menunggu nomor.")),
    )


@policy("sertifikat.renumber")
def may_renumber(actor: Actor, permintaan: Permintaan) -> Verdict:
    """CT6: a void number is replaced by a new one of BNSP's, before the certificate is issued."""
    return first_denial(
        allow_if(actor.may("sertifikat.numbers"), _("Nomor BNSP diimpor oleh Admin LSP atau BNSP.")),
        allow_if(
            permintaan.status == Permintaan.Status.DIJAWAB and stuck_sertifikat(permintaan),
            _("Tidak ada sertifikat permintaan ini yang menunggu nomor pengganti."),
        ),
    )


@policy("sertifikat.issue")
def may_issue(actor: Actor, sertifikat: Sertifikat) -> Verdict:
    """Numbered by BNSP with numbers that still stand (CT6), decided K, and nothing holds it back (B7)."""
    holds = open_holds(sertifikat.keputusan)
    numbers = (sertifikat.number, sertifikat.registration, sertifikat.blanko)
    void = NomorBatal.objects.filter(number__in=numbers).first()
    return first_denial(
        allow_if(actor.may("sertifikat.issue"), _("Sertifikat diterbitkan oleh Manajer Sertifikasi.")),
        allow_if(sertifikat.keputusan.outcome == "K", _("Hanya keputusan Kompeten yang mendapat sertifikat.")),
        allow_if(
            void is None, _("Nomor %s sudah dibatalkan; sertifikat tidak terbit dengannya.") % (void and void.number)
        ),
        allow_if(not holds, "; ".join(hold.reason for hold in holds)),
    )


@policy("sertifikat.status")
def may_change_status(actor: Actor) -> Verdict:
    return allow_if(actor.may("sertifikat.status"), _("Status sertifikat diubah oleh Ketua LSP."))
