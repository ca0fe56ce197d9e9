"""Compose the committee, invite, vote, sign the minutes, decree (SOP 4.1–4.3)."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.documents.sheets import cosign_lembar, open_surat, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.documents.surat import LETTERS
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.keys import new_data_key
from sahih.kernel.ledger.log import note_leaf
from sahih.kernel.numbering import series, take_number
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock, transition
from sahih.process.jadwal.models import Jadwal
from sahih.process.keputusan import events
from sahih.process.keputusan.models import Anggota, Keputusan, Rapat, Suara
from sahih.process.keputusan.policies import (
    bars_to_sit,
    gate_decide,
    may_prepare,
    may_sign_decree,
    may_sign_minutes,
    may_vote,
    open_votes,
    order_of_dates,
)
from sahih.process.keputusan.queries import decidable, keputusan_of_rapat, members_of, rapat_context, tally_of

KETUA_KOMITE, ANGGOTA = "Ketua Komite Teknis", "Anggota"
KINDS = {"SK.KOMITE": "SK-KT", "UND.RAPAT": "UND", "BA.RAPAT": "BA", "SK.HASIL": "SK"}


@action("rapat.compose")
def compose_rapat(
    jadwal: Jadwal,
    members: Sequence[tuple[Person, str]],
    *,
    meets_at: dt.datetime,
    place: str,
    actor: Actor,
    at: dt.datetime,
) -> Rapat:
    """Choose a committee that may sit, over cases that are complete; the SK waits for the Ketua (D2, D5)."""
    require(may_prepare(actor))
    lsp = Lsp.objects.get(pk=actor.here)
    lock(jadwal)  # two officers at once: the second waits, then finds the first one's meeting
    if Rapat.objects.filter(jadwal=jadwal).exists():
        raise Refused(_("Rapat komite untuk jadwal ini sudah disusun. Buka rapat itu."))
    gaps = gate_decide(jadwal, lsp, day=local_date(at, lsp.zone))
    gaps += [bar for person, _reg in members for bar in bars_to_sit(person, jadwal)]
    if len({person.pk for person, _reg in members}) < lsp.quorum:
        gaps.append(_("Komite paling sedikit %d orang.") % lsp.quorum)
    if meets_at < at:
        gaps.append(_("Waktu rapat sudah lewat."))
    if gaps:
        raise Refused(" ".join(gaps))
    rapat = Rapat.objects.create(
        jadwal=jadwal, uji_coba=jadwal.uji_coba, key=new_data_key(), meets_at=meets_at, place=place, changed_at=at
    )
    for order, (person, reg) in enumerate(members):
        Anggota.objects.create(rapat=rapat, person=person, reg=reg, position=ANGGOTA if order else KETUA_KOMITE)
    for asesmen in decidable(jadwal):
        Keputusan.objects.create(rapat=rapat, asesmen=asesmen)
    rapat.sk_komite = _draft(rapat, "SK.KOMITE", lsp, at=at)
    rapat.save(update_fields=["sk_komite"])
    names = [person.name for person, _reg in members]
    record(events.COMPOSED, rapat, new={"members": names, "meets_at": meets_at.isoformat()})
    return rapat


def _draft(rapat: Rapat, code: str, lsp: Lsp, *, at: dt.datetime) -> Lembar:
    number = take_number(
        series(KINDS[code], uji_coba=rapat.uji_coba), pattern=lsp.letter_pattern, at=at, zone=lsp.zone
    ).text
    context = rapat_context(rapat, lsp, number=number, at=at)
    return open_surat(LETTERS[code], context, number=number, key=rapat.key, uji_coba=rapat.uji_coba, at=at)


def _sign(sheet: Lembar | None, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    assert sheet is not None
    consume(proof, actor=actor, at=at)
    sign_lembar(sheet, LETTERS[sheet.code].form, role="ketua", signer=signer(actor), proof=proof, at=at)


@action("rapat.appoint")
def sign_sk_komite(rapat: Rapat, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rapat:
    """The Ketua appoints the committee; the invitation is drafted (D3)."""
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(rapat, "appoint") as locked:
        require(may_sign_decree(actor, rapat, lsp, at=at))
        _sign(locked.sk_komite, proof=proof, actor=actor, at=at)
        locked.undangan = _draft(locked, "UND.RAPAT", lsp, at=at)
        locked.changed_at = at
    return rapat


@action("rapat.invite")
def sign_undangan(rapat: Rapat, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rapat:
    """The Ketua signs the invitation and it goes out; from here on members may vote."""
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(rapat, "invite") as locked:
        require(may_sign_decree(actor, rapat, lsp, at=at))
        _sign(locked.undangan, proof=proof, actor=actor, at=at)
        locked.changed_at = at
    for member in members_of(rapat):
        user = getattr(member.person, "user", None)
        if user is not None:
            meets = f"{rapat.meets_at:%d-%m-%Y %H.%M} UTC"
            outbox.write(
                to=user.email or user.phone, subject=_("Undangan rapat komite teknis"), body=f"{meets}\n{rapat.place}"
            )
    return rapat


@action("suara.cast")
def cast_vote(keputusan: Keputusan, *, vote: str, reason: str, actor: Actor, at: dt.datetime) -> Suara:
    """One explicit vote; to depart from the asesor's recommendation needs a written reason (D8, E19)."""
    lsp = Lsp.objects.get(pk=actor.here)
    keputusan.rapat.status = lock(keputusan.rapat).status  # no vote slips in beside the closing of the count
    keputusan.status = lock(keputusan).status
    require(may_vote(actor, keputusan))
    require(order_of_dates(keputusan.rapat, lsp, at=at))
    if vote not in {"K", "BK"}:
        raise Refused(_("Pilih K atau BK; tidak memilih bukan suara."))
    if vote != keputusan.asesmen.recommendation and not reason.strip():
        raise Refused(_("Suara ini berbeda dari rekomendasi asesor. Tuliskan alasannya."))
    member = Anggota.objects.get(rapat=keputusan.rapat, person_id=actor.self_id)
    row = Suara.objects.create(keputusan=keputusan, anggota=member, vote=vote, reason=reason, cast_at=at)
    record(events.VOTED, row, new={"vote": vote}, reason=reason)
    return row


@action("rapat.close_votes")
def close_votes(rapat: Rapat, *, actor: Actor, at: dt.datetime) -> Rapat:
    """Every vote is in and none is tied: outcomes are set and the minutes drafted (D6)."""
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(rapat, "close_votes") as locked:
        require(may_prepare(actor))
        require(order_of_dates(locked, lsp, at=at))
        missing = open_votes(locked, lsp)
        if missing:
            raise Refused(" ".join(missing))
        for keputusan in keputusan_of_rapat(locked):
            _decide(keputusan, lsp, at=at)
        locked.berita_acara = _draft(locked, "BA.RAPAT", lsp, at=at)
        locked.changed_at = at
    return rapat


def _decide(keputusan: Keputusan, lsp: Lsp, *, at: dt.datetime) -> None:
    reasons = [row.reason for row in keputusan.suara_set.order_by("id") if row.reason]
    with transition(keputusan, "decide") as locked:
        locked.outcome = tally_of(locked, lsp).outcome
        locked.reason = "\n".join(dict.fromkeys(reasons)) or _("Sesuai rekomendasi asesor dan bukti pada berkas.")
        locked.decided_at = at


@action("rapat.sign_minutes")
def sign_minutes(rapat: Rapat, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rapat:
    """Each member signs the minutes; the last signature makes them valid and drafts the decree."""
    lock(rapat)  # two last signers at once would each leave the closing to the other
    require(may_sign_minutes(actor, rapat))
    sheet = rapat.berita_acara
    assert sheet is not None
    signed = set(sheet.signatures.values_list("person_id", flat=True))
    if actor.person_id in signed:
        raise Refused(_("Anda sudah menandatangani berita acara ini."))
    waiting = set(members_of(rapat).values_list("person_id", flat=True)) - signed - {actor.person_id}
    consume(proof, actor=actor, at=at)
    record(events.SIGNED, rapat, new={"paper": sheet.code})
    if waiting:
        cosign_lembar(sheet, role="komite", signer=signer(actor), proof=proof, at=at)
        return rapat
    with transition(rapat, "sign_minutes") as locked:
        sign_lembar(sheet, LETTERS[sheet.code].form, role="komite", signer=signer(actor), proof=proof, at=at)
        locked.sk_hasil = _draft(locked, "SK.HASIL", Lsp.objects.get(pk=actor.here), at=at)
        locked.changed_at = at
    return rapat


@action("rapat.decree")
def sign_sk_hasil(rapat: Rapat, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rapat:
    """The Ketua decrees what the committee decided; votes are immutable from here on (D1, D3, D6)."""
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(rapat, "decree") as locked:
        require(may_sign_decree(actor, rapat, lsp, at=at))
        _sign(locked.sk_hasil, proof=proof, actor=actor, at=at)
        locked.decreed_on, locked.changed_at = local_date(at, lsp.zone), at
        for keputusan in keputusan_of_rapat(locked):
            _decree(keputusan, at=at)
    return rapat


def _decree(keputusan: Keputusan, *, at: dt.datetime) -> None:
    with transition(keputusan, "decree") as locked:
        note_leaf("keputusan", {"ref": locked.ref, "outcome": locked.outcome}, at=at)
    asesi = keputusan.asesmen.peserta.permohonan.asesi
    user = getattr(asesi, "user", None)
    if user is not None:
        outbox.write(
            to=user.email or user.phone,
            subject=_("Hasil sertifikasi kompetensi Anda"),
            body=_("%(name)s: %(outcome)s. Alasan, hak asesmen ulang, dan hak banding ada pada halaman Anda.")
            % {"name": asesi.name, "outcome": keputusan.get_outcome_display()},
        )
