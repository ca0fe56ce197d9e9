"""Sign for the certificate, and record its way to the holder (SOP 4.5)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.documents.fr.komitmen import KOMITMEN
from sahih.documents.fr.tanda_terima import TANDA_TERIMA
from sahih.documents.sheets import open_lembar, refresh_lembar, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.process.penyerahan import events
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.penyerahan.policies import may_send, may_sign_receipt
from sahih.process.penyerahan.queries import commitment_context, receipt_context
from sahih.process.sertifikat.models import Sertifikat

ROLE = "asesi"


def open_penyerahan(sertifikat: Sertifikat, lsp: Lsp, *, at: dt.datetime) -> Penyerahan:
    """Both sheets wait for the holder from the moment of issue; called inside it."""
    case = sertifikat.keputusan.asesmen.peserta.permohonan
    commitment = open_lembar(KOMITMEN, commitment_context(sertifikat, lsp), key=case.key, uji_coba=case.uji_coba, at=at)
    receipt = open_lembar(TANDA_TERIMA, receipt_context(sertifikat, lsp), key=case.key, uji_coba=case.uji_coba, at=at)
    row = Penyerahan.objects.create(sertifikat=sertifikat, komitmen=commitment, tanda_terima=receipt, opened_at=at)
    record(events.OPENED, row, new={"number": sertifikat.number})
    return row


@action("penyerahan.sign")
def sign_penyerahan(penyerahan: Penyerahan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Penyerahan:
    """One act over commitment and receipt; the certificate is the holder's to take from here on (CT10, FX20)."""
    row = Penyerahan.objects.select_for_update().get(pk=penyerahan.pk)
    require(may_sign_receipt(actor, row))
    lsp = Lsp.objects.get(pk=actor.here)
    consume(proof, actor=actor, at=at)
    pairs = (
        (row.komitmen, KOMITMEN, commitment_context(row.sertifikat, lsp)),
        (row.tanda_terima, TANDA_TERIMA, receipt_context(row.sertifikat, lsp)),
    )
    for sheet, form, facts in pairs:
        sign_lembar(sheet, form, role=ROLE, signer=signer(actor), proof=proof, at=at, facts=facts)
    row.signed_at = at
    row.save(update_fields=["signed_at"])
    record(events.SIGNED, row, new={"number": row.sertifikat.number})
    return row


@action("penyerahan.present")
def present_penyerahan(penyerahan: Penyerahan, *, actor: Actor, at: dt.datetime) -> None:
    """Bring the facts of this moment into both sheets, before the holder reads them."""
    require(may_sign_receipt(actor, penyerahan))
    lsp = Lsp.objects.get(pk=actor.here)
    paper = penyerahan.sertifikat
    refresh_lembar(penyerahan.komitmen, KOMITMEN, commitment_context(paper, lsp), as_role=ROLE, at=at)
    refresh_lembar(penyerahan.tanda_terima, TANDA_TERIMA, receipt_context(paper, lsp), as_role=ROLE, at=at)
    record(events.OPENED, penyerahan, new={"number": paper.number})


@action("penyerahan.send")
def record_delivery(
    penyerahan: Penyerahan, *, courier: str, resi: str, sent_on: dt.date, actor: Actor, at: dt.datetime,
    receiver: str = "", received_on: dt.date | None = None,
) -> Penyerahan:  # fmt: skip
    """The printed certificate went by courier; who took it and when may follow later."""
    row = Penyerahan.objects.select_for_update().get(pk=penyerahan.pk)
    require(may_send(actor, row))
    if not courier.strip() or not resi.strip():
        raise Refused(_("Tuliskan nama kurir dan nomor resinya."))
    if received_on is not None and (received_on < sent_on or not receiver.strip()):
        raise Refused(_("Tanggal terima tidak mendahului tanggal kirim, dan penerimanya disebut."))
    row.courier, row.resi, row.sent_on = courier.strip(), resi.strip(), sent_on
    row.receiver, row.received_on = receiver.strip(), received_on
    row.save(update_fields=["courier", "resi", "sent_on", "receiver", "received_on"])
    record(events.SENT, row, new={
        "courier": row.courier, "resi": row.resi, "sent_on": sent_on.isoformat(), "receiver": row.receiver,
        "received_on": received_on.isoformat() if received_on else "",
    })  # fmt: skip
    return row
