"""Bill, take a proof, check it; a valid payment moves every application on the invoice."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from sahih.documents.letters import take_letter_number
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused, require
from sahih.kernel.vault.inspection import inspect
from sahih.kernel.vault.store import store
from sahih.kernel.workflow import lock, transition
from sahih.process.biaya import events
from sahih.process.biaya.models import BuktiBayar, Tagihan, TagihanBaris
from sahih.process.biaya.policies import may_bill, may_send_proof, may_verify
from sahih.process.biaya.queries import baris_of, latest_proof, rupiah, tagihan_of
from sahih.process.permohonan.actions import settle_permohonan
from sahih.process.permohonan.models import Permohonan

DUE_DAYS = 7


class ProofOvertaken(Refused):
    """The payer sent a newer proof than the one that was looked at (PL2)."""


@action("biaya.bill")
def bill(permohonan_list: Sequence[Permohonan], *, actor: Actor, at: dt.datetime) -> Tagihan:
    """One invoice for one payer: a company for many, or the asesi for themself. A free scheme is settled at once."""
    require(may_bill(actor))
    lsp = Lsp.objects.get(pk=actor.here)
    # The counter is held from here on: of two officers at once the second finds what the first has billed.
    number = take_letter_number(
        "TAGIHAN", kind="INV", pattern=lsp.letter_pattern, uji_coba=any(one.uji_coba for one in permohonan_list), at=at,
        zone=lsp.zone,
    )  # fmt: skip
    payer = _common_payer(permohonan_list)
    tagihan = Tagihan.objects.create(
        number=number.text, perusahaan_id=payer[0], person_id=payer[1], issued_at=at, changed_at=at,
        total=sum(one.versi.fee or 0 for one in permohonan_list),
        due_on=local_date(at, lsp.zone) + dt.timedelta(days=DUE_DAYS),
    )  # fmt: skip
    for one in permohonan_list:
        TagihanBaris.objects.create(
            tagihan=tagihan, permohonan=one, text=f"{one.versi.title} – {one.asesi.name}", amount=one.versi.fee or 0
        )
    record(
        events.ISSUED, tagihan, new={"number": tagihan.number, "total": tagihan.total, "count": len(permohonan_list)}
    )
    if tagihan.total == 0:
        return _waive(tagihan, actor=actor, at=at)
    _tell(tagihan, _("Tagihan %s") % tagihan.number, _("Jumlah %(total)s, paling lambat %(due)s.\n%(account)s") % {
        "total": rupiah(tagihan.total), "due": tagihan.due_on.strftime("%d-%m-%Y"), "account": lsp.bank_account,
    })  # fmt: skip
    return tagihan


def _common_payer(permohonan_list: Sequence[Permohonan]) -> tuple[int | None, int | None]:
    if len({one.uji_coba for one in permohonan_list}) > 1:
        raise Refused(_("Uji coba ditagih terpisah dari sertifikasi sungguhan."))
    payers = {(one.perusahaan_id, None if one.perusahaan_id else one.asesi_id) for one in permohonan_list}
    if len(payers) != 1:
        raise Refused(_("Pilih permohonan dari satu pembayar: satu perusahaan, atau satu asesi."))
    # Locked in one order: of two officers who bill the same asesi at once, the second is told.
    for one in sorted(permohonan_list, key=lambda one: one.pk):
        if lock(one).status != Permohonan.Status.DITERIMA or tagihan_of(one):
            raise Refused(_("Permohonan %s belum diterima atau sudah ditagih.") % one.asesi.name)
    return payers.pop()


def _waive(tagihan: Tagihan, *, actor: Actor, at: dt.datetime) -> Tagihan:
    with transition(tagihan, "waive") as locked:
        locked.changed_at = at
    _settle_all(tagihan, actor=actor, at=at)
    return tagihan


@action("biaya.send_proof")
def send_proof(
    tagihan: Tagihan, content: bytes, *, name: str, sender: str, amount: int, paid_on: dt.date,
    actor: Actor, at: dt.datetime,
) -> BuktiBayar:  # fmt: skip
    """Hand in a proof of payment, or a better one after the first was sent back (SOP 1.2.6)."""
    good = inspect(content, name=name)
    with transition(tagihan, "send_proof") as locked:
        require(may_send_proof(actor, tagihan))
        if paid_on > local_date(at, Lsp.objects.get(pk=actor.here).zone):
            raise Refused(_("Tanggal pembayaran tidak mungkin sesudah hari ini."))
        file = store(
            [good.content], name=good.name, mime=good.mime, kind="bukti_bayar", at=at, owner_id=actor.person_id
        )
        bukti = BuktiBayar.objects.create(
            tagihan=locked, file=file, sender=sender, amount=amount, paid_on=paid_on, sent_at=at
        )
        locked.changed_at = at
    record(events.PROOF_SENT, bukti, new={"amount": amount, "sha256": file.sha256})
    return bukti


@action("biaya.reject_proof")
def reject_proof(tagihan: Tagihan, *, seen: str, note: str, actor: Actor, at: dt.datetime) -> Tagihan:
    """Ask for another proof and say why; `seen` is the proof that the officer looked at."""
    if not note.strip():
        raise Refused(_("Tuliskan mengapa bukti ini belum sah dan apa yang harus dikirim."))
    with transition(tagihan, "reject_proof", reason=note) as locked:
        require(may_verify(actor, tagihan))
        _judge(locked, seen=seen, accepted=False, note=note)
        locked.changed_at = at
    _tell(tagihan, _("Bukti pembayaran perlu dikirim ulang"), note)
    return tagihan


@action("biaya.verify")
def verify_payment(tagihan: Tagihan, *, seen: str, actor: Actor, at: dt.datetime, note: str = "") -> Tagihan:
    """Accept the proof that the officer looked at; every application on the invoice may go on (SOP 1.2.7)."""
    with transition(tagihan, "verify", reason=note) as locked:
        require(may_verify(actor, tagihan))
        proof = _judge(locked, seen=seen, accepted=True, note=note)
        if proof.amount < locked.total and not note.strip():
            raise Refused(
                _("Bukti %(paid)s kurang dari tagihan %(total)s. Kembalikan, atau tulis alasan menerimanya.")
                % {"paid": rupiah(proof.amount), "total": rupiah(locked.total)}
            )
        locked.changed_at = at
    _settle_all(tagihan, actor=actor, at=at)
    return tagihan


def _judge(tagihan: Tagihan, *, seen: str, accepted: bool, note: str) -> BuktiBayar:
    proof = latest_proof(tagihan)
    assert proof is not None
    if proof.ref != seen:
        raise ProofOvertaken(_("Bukti yang lebih baru sudah dikirim sejak laman ini dibuka. Periksa bukti itu dulu."))
    proof.accepted, proof.note = accepted, note
    proof.save(update_fields=["accepted", "note"])
    return proof


def _settle_all(tagihan: Tagihan, *, actor: Actor, at: dt.datetime) -> None:
    """Those who withdrew meanwhile stay withdrawn; the rest go on."""
    for baris in baris_of(tagihan):
        if baris.permohonan.can("settle"):
            settle_permohonan(baris.permohonan, actor=_as_verifier(actor), at=at)


def _as_verifier(actor: Actor) -> Actor:
    # A free scheme settles with the bill itself; whoever may bill it needs no second right for zero rupiah.
    return actor if actor.may("biaya.verify") else Actor.system(actor.lsp_id, request_id=actor.request_id)


@action("biaya.cancel")
def cancel_tagihan(tagihan: Tagihan, *, reason: str, actor: Actor, at: dt.datetime) -> Tagihan:
    """Void an unpaid invoice; its number is never used again, its applications may be billed anew."""
    if not reason.strip():
        raise Refused(_("Tuliskan alasan membatalkan tagihan."))
    with transition(tagihan, "cancel", reason=reason) as locked:
        require(may_bill(actor))
        locked.changed_at = at
    TagihanBaris.objects.filter(tagihan=tagihan).update(is_live=False)
    return tagihan


def _tell(tagihan: Tagihan, title: str, text: str) -> None:
    user = getattr(tagihan.person, "user", None) if tagihan.person else None
    to = tagihan.perusahaan.email if tagihan.perusahaan else (user.email or user.phone) if user else ""
    if to:
        outbox.write(to=to, subject=title, body=text)
