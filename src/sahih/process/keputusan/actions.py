"""Compose the committee, invite, vote, sign the minutes, decree (SOP 4.1–4.3)."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from sahih.documents.letters import sign_letter, take_letter_number
from sahih.documents.models import Lembar
from sahih.documents.sheets import cosign_lembar, open_surat, sign_lembar, void_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.documents.surat import LETTERS
from sahih.documents.wording import long_date
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import ZONES, local_date
from sahih.kernel.holds import place_hold
from sahih.kernel.keys import new_data_key
from sahih.kernel.ledger.log import note_leaf
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock, transition
from sahih.process.asesmen.correctable import DECIDING
from sahih.process.jadwal.models import Jadwal
from sahih.process.keputusan import events
from sahih.process.keputusan.models import Anggota, Keputusan, Rapat, Suara
from sahih.process.keputusan.policies import (
    before_meeting,
    may_prepare,
    may_sign_decree,
    may_sign_minutes,
    may_vote,
    open_votes,
    order_of_dates,
    seating_gaps,
)
from sahih.process.keputusan.queries import (
    decidable,
    keputusan_of_rapat,
    members_of,
    rapat_context,
    standing_votes,
    tally_of,
)

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
    _refuse(seating_gaps(jadwal, [person for person, _reg in members], lsp, meets_at=meets_at, at=at))
    rapat = Rapat.objects.create(
        jadwal=jadwal, uji_coba=jadwal.uji_coba, key=new_data_key(), meets_at=meets_at, place=place, changed_at=at
    )
    _seat(rapat, members)
    for asesmen in decidable(jadwal):
        Keputusan.objects.create(rapat=rapat, asesmen=asesmen)
    # FX13: what lies before a committee takes no correction any more.
    place_hold(jadwal, kind=DECIDING, reason=_("Komite teknis sudah disusun atas rekaman ini."), at=at)
    rapat.sk_komite = _draft(rapat, "SK.KOMITE", lsp, at=at)
    rapat.save(update_fields=["sk_komite"])
    record(events.COMPOSED, rapat, new=_composition(members, meets_at))
    return rapat


@action("rapat.recompose")
def recompose_rapat(
    rapat: Rapat,
    members: Sequence[tuple[Person, str]],
    *,
    meets_at: dt.datetime,
    place: str,
    reason: str,
    actor: Actor,
    at: dt.datetime,
) -> Rapat:
    """Begin again with other members or another day (D3): a member is ill, a tie stands, the date has passed.

    Every seat is left and every vote given in it stays readable but counts no more; letters that nobody
    signed are void, signed ones are replaced by new ones that name them.
    """
    require(may_prepare(actor))
    if not reason.strip():
        raise Refused(_("Tuliskan mengapa rapat disusun ulang; alasannya tersimpan pada jejak."))
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(rapat, "recompose", reason=reason) as locked:
        _refuse(seating_gaps(locked.jadwal, [person for person, _reg in members], lsp, meets_at=meets_at, at=at))
        _call_off(locked, lsp)
        before = _composition([(one.person, one.reg) for one in members_of(locked)], locked.meets_at)
        members_of(locked).update(left_at=at)
        _seat(locked, members)
        locked.meets_at, locked.place, locked.changed_at = meets_at, place, at
        for letter in (locked.sk_komite, locked.undangan):
            if letter and not letter.locked_at:
                void_lembar(letter, reason=reason)
        locked.sk_komite = _draft(locked, "SK.KOMITE", lsp, at=at, corrects=locked.sk_komite)
        record(events.RECOMPOSED, locked, old=before, new=_composition(members, meets_at), reason=reason)
    rapat.refresh_from_db()
    return rapat


def _refuse(gaps: Sequence[str]) -> None:
    if gaps:
        raise Refused(" ".join(gaps))


def _seat(rapat: Rapat, members: Sequence[tuple[Person, str]]) -> None:
    """The first one named leads."""
    for order, (person, reg) in enumerate(members):
        Anggota.objects.create(rapat=rapat, person=person, reg=reg, position=ANGGOTA if order else KETUA_KOMITE)


def _composition(members: Sequence[tuple[Person, str]], meets_at: dt.datetime) -> dict[str, object]:
    return {"members": [person.name for person, _reg in members], "meets_at": meets_at.astimezone(dt.UTC).isoformat()}


def _call_off(rapat: Rapat, lsp: Lsp) -> None:
    """Whoever was invited to the old meeting learns that it does not take place so."""
    if rapat.status != Rapat.Status.DIUNDANG:
        return
    _tell_members(
        rapat,
        _("Rapat komite teknis disusun ulang"),
        _("Rapat %s tidak berlangsung dengan susunan itu. Undangan baru menyusul bagi anggota susunan baru.")
        % _meeting_time(rapat, lsp),
    )


def _meeting_time(rapat: Rapat, lsp: Lsp) -> str:
    meets = rapat.meets_at.astimezone(ZONES[lsp.zone])
    return f"{long_date(meets.date().isoformat(), with_day=True)} {meets:%H.%M} {lsp.zone}"


def _tell_members(rapat: Rapat, subject: str, body: str) -> None:
    for member in members_of(rapat).select_related("person__user"):
        user = getattr(member.person, "user", None)
        if user is not None:
            outbox.write(to=user.email or user.phone, subject=subject, body=body)


def _draft(rapat: Rapat, code: str, lsp: Lsp, *, at: dt.datetime, corrects: Lembar | None = None) -> Lembar:
    number = take_letter_number(
        code, kind=KINDS[code], pattern=lsp.letter_pattern, uji_coba=rapat.uji_coba, at=at, zone=lsp.zone
    ).text
    former = corrects
    while former is not None and not former.locked_at:  # what nobody signed went to nobody
        former = former.corrects
    replaces = former.number if former else ""
    context = rapat_context(rapat, lsp, number=number, at=at, replaces=replaces)
    return open_surat(
        LETTERS[code], context, number=number, key=rapat.key, uji_coba=rapat.uji_coba, at=at, corrects=corrects
    )


def _sign(sheet: Lembar | None, lsp: Lsp, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    assert sheet is not None
    consume(proof, actor=actor, at=at)
    sign_letter(sheet, signer=signer(actor), proof=proof, at=at, zone=lsp.zone)


@action("rapat.appoint")
def sign_sk_komite(rapat: Rapat, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rapat:
    """The Ketua appoints the committee; the invitation is drafted (D3)."""
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(rapat, "appoint") as locked:
        require(may_sign_decree(actor, rapat, lsp, at=at))
        require(before_meeting(locked, lsp, at=at))
        _sign(locked.sk_komite, lsp, proof=proof, actor=actor, at=at)
        locked.undangan = _draft(locked, "UND.RAPAT", lsp, at=at, corrects=locked.undangan)
        locked.changed_at = at
    return rapat


@action("rapat.invite")
def sign_undangan(rapat: Rapat, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rapat:
    """The Ketua signs the invitation and it goes out; from here on members may vote."""
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(rapat, "invite") as locked:
        require(may_sign_decree(actor, rapat, lsp, at=at))
        require(before_meeting(locked, lsp, at=at))
        _sign(locked.undangan, lsp, proof=proof, actor=actor, at=at)
        locked.changed_at = at
    body = f"{_meeting_time(rapat, lsp)}\n{rapat.place}"
    _tell_members(rapat, _("Undangan rapat komite teknis"), body)
    return rapat


@action("suara.cast")
def cast_vote(keputusan: Keputusan, *, vote: str, reason: str, actor: Actor, at: dt.datetime) -> Suara:
    """One explicit vote; to depart from the asesor's recommendation needs a written reason (D8, E19)."""
    lsp = Lsp.objects.get(pk=actor.here)
    keputusan.rapat = lock(keputusan.rapat)  # no vote slips in beside the closing of the count, or for the old date
    keputusan.status = lock(keputusan).status
    require(may_vote(actor, keputusan))
    require(order_of_dates(keputusan.rapat, lsp, at=at))
    if vote not in {"K", "BK"}:
        raise Refused(_("Pilih K atau BK; tidak memilih bukan suara."))
    if vote != keputusan.asesmen.recommendation and not reason.strip():
        raise Refused(_("Suara ini berbeda dari rekomendasi asesor. Tuliskan alasannya."))
    member = members_of(keputusan.rapat).get(person_id=actor.self_id)
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
    reasons = [row.reason for row in standing_votes().filter(keputusan=keputusan) if row.reason]
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
        _sign(locked.sk_hasil, lsp, proof=proof, actor=actor, at=at)
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
