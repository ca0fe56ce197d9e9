"""The way back of a meeting: other members, another day, and nothing of the old lost (D3, D6)."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sahih.documents.letters import day_of
from sahih.documents.sheets import content_of, current_part
from sahih.documents.signing import propose
from sahih.institution.accounts.models import Person
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import local_date
from sahih.kernel.outbox import Message
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan import actions as act
from sahih.process.keputusan.models import Anggota, Rapat, Suara
from sahih.process.keputusan.queries import replaced_letters, seats
from sahih.process.keputusan.tests.test_committee import (
    KOMITE,
    cases,
    close,
    compose,
    invited,
    outcomes,
    vote,
    vote_all,
)
from sahih.process.tests.jalan import sentence_of

UNTIL = "report"
ASESI = 2


def recompose(
    kisah: Kisah,
    rapat: Rapat,
    members: Any = KOMITE,
    *,
    meets: dt.datetime | None = None,
    reason: str = "Anggota sakit.",
    key: str = "admin",
    at: dt.datetime | None = None,
) -> Rapat:
    chosen = [(Person.objects.get(pk=kisah.rumah[one].user.person_id), f"KT-{one}") for one in members]
    kisah.rumah[key].does(
        act.recompose_rapat, kisah._rapat(rapat), chosen, meets_at=meets or kisah.at(22, 13), place="Daring",
        reason=reason, at=at or kisah.at(20, 16),
    )  # fmt: skip
    return kisah._rapat(rapat)


def refused(kisah: Kisah, rapat: Rapat, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refusal:
        recompose(kisah, rapat, *args, **kwargs)
    return sentence_of(refusal.value)


def appoint_again(kisah: Kisah, rapat: Rapat) -> None:
    kisah._decree(rapat, "sk_komite", act.sign_sk_komite, at=kisah.at(21))
    kisah._decree(rapat, "undangan", act.sign_undangan, at=kisah.at(21, 15))


def test_d6_votes_of_the_old_committee_stay_and_count_no_more(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    with tenant(kisah.rumah.lsp.pk):
        given = Suara.objects.count()

    rapat = recompose(kisah, rapat)
    appoint_again(kisah, rapat)
    with pytest.raises(Refused) as refusal:
        close(kisah, rapat, at=kisah.at(22, 15))

    assert "3 suara belum masuk" in sentence_of(refusal.value)
    with tenant(kisah.rumah.lsp.pk):
        assert Suara.objects.count() == given
    assert outcomes(kisah, rapat) == ["", ""]


def test_d6_standing_tie_is_resolved_by_a_committee_of_three(kisah: Kisah) -> None:
    type(kisah.rumah.lsp).objects.filter(pk=kisah.rumah.lsp.pk).update(quorum=2)
    rapat = invited(kisah, KOMITE[:2])
    for keputusan in cases(kisah, rapat):
        vote(kisah, keputusan, "komite1")
        vote(kisah, keputusan, "komite2", "BK", reason="Kurang.")

    rapat = recompose(kisah, rapat, reason="Suara seri.")
    appoint_again(kisah, rapat)
    for keputusan in cases(kisah, rapat):
        for key in KOMITE:
            vote(kisah, keputusan, key, at=kisah.at(22, 14))
    close(kisah, rapat, at=kisah.at(22, 15))

    assert outcomes(kisah, rapat) == ["K", "K"]


def test_d3_signed_letters_are_replaced_by_new_ones_that_name_them(kisah: Kisah) -> None:
    rapat = invited(kisah)
    assert rapat.sk_komite is not None
    assert rapat.undangan is not None
    old = [rapat.undangan, rapat.sk_komite]

    rapat = recompose(kisah, rapat)
    appoint_again(kisah, rapat)
    rapat = kisah._rapat(rapat)

    with tenant(kisah.rumah.lsp.pk):
        assert replaced_letters(rapat) == old
        for letter, former in ((rapat.sk_komite, old[1]), (rapat.undangan, old[0])):
            assert letter is not None
            content: Any = content_of(letter)
            assert (letter.corrects, letter.number != former.number) == (former, True)
            assert content["isi"]["fields"]["menggantikan"] == former.number
            former.refresh_from_db()
            assert (former.locked_at is not None, former.void_reason) == (True, "")


def test_d3_letter_composed_twice_names_the_one_that_went_out(kisah: Kisah) -> None:
    rapat = invited(kisah)
    assert rapat.sk_komite is not None
    signed = rapat.sk_komite

    rapat = recompose(kisah, recompose(kisah, rapat), at=kisah.at(20, 17))

    assert rapat.sk_komite is not None
    with tenant(kisah.rumah.lsp.pk):
        content: Any = content_of(rapat.sk_komite)
        assert content["isi"]["fields"]["menggantikan"] == signed.number
        assert signed in replaced_letters(rapat)


def test_d3_letter_that_nobody_signed_is_void(kisah: Kisah) -> None:
    rapat = kisah._rapat(compose(kisah))
    draft = rapat.sk_komite
    assert draft is not None

    recompose(kisah, rapat, at=kisah.at(18))

    with tenant(kisah.rumah.lsp.pk):
        draft.refresh_from_db()
    assert draft.void_reason == "Anggota sakit."


@pytest.mark.parametrize("name", ["sk_komite", "undangan"])
def test_d3_committee_is_not_appointed_or_invited_after_its_meeting(kisah: Kisah, name: str) -> None:
    rapat = compose(kisah)
    sign = {"sk_komite": act.sign_sk_komite, "undangan": act.sign_undangan}[name]
    if name == "undangan":
        kisah._decree(rapat, "sk_komite", act.sign_sk_komite, at=kisah.at(17, 14))

    with pytest.raises(Refused) as refusal:
        kisah._decree(kisah._rapat(rapat), name, sign, at=kisah.at(20, 13) + dt.timedelta(minutes=1))

    assert "menyusun ulang rapatnya dengan tanggal baru" in sentence_of(refusal.value)


def test_d3_letters_bear_the_day_of_their_signature(kisah: Kisah) -> None:
    """Composed on day 17, signed on day 18."""
    rapat = compose(kisah)

    kisah._decree(rapat, "sk_komite", act.sign_sk_komite, at=kisah.at(18))

    sheet = kisah._rapat(rapat).sk_komite
    assert sheet is not None
    with tenant(kisah.rumah.lsp.pk):
        assert day_of(current_part(sheet)) == local_date(kisah.at(18))


def test_d3_letter_read_yesterday_is_not_signed_today(kisah: Kisah) -> None:
    rapat = kisah._rapat(compose(kisah))
    sheet, ketua = rapat.sk_komite, kisah.rumah["ketua"]
    assert sheet is not None
    with tenant(kisah.rumah.lsp.pk):
        actor = ketua.actor(kisah.at(18))
        proof = ketua.passkey.prove(propose([(sheet, current_part(sheet))], meaning="x", actor=actor, at=kisah.at(18)))

    with tenant(kisah.rumah.lsp.pk), pytest.raises(Refused) as refusal:
        act.sign_sk_komite(rapat, proof=proof, actor=actor, at=kisah.at(18))

    assert "Buka lagi suratnya" in sentence_of(refusal.value)


def test_d6_closed_votes_are_not_begun_again(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    close(kisah, rapat)

    assert "tidak bisa dilakukan pada keadaan" in refused(kisah, rapat)


def test_member_who_left_neither_votes_nor_sits(kisah: Kisah) -> None:
    type(kisah.rumah.lsp).objects.filter(pk=kisah.rumah.lsp.pk).update(quorum=2)
    rapat = recompose(kisah, invited(kisah), KOMITE[1:])
    appoint_again(kisah, rapat)
    former = kisah.rumah["komite1"]

    with pytest.raises(Refused):
        vote(kisah, cases(kisah, rapat)[0], "komite1", at=kisah.at(22, 14))
    with tenant(kisah.rumah.lsp.pk):
        left = Anggota.objects.filter(person=former.user.person_id).values_list("left_at", flat=True)
        assert list(left) == [kisah.at(20, 16)]
        assert rapat.pk not in [seat.rapat_id for seat in seats().filter(person=former.user.person_id)]


def test_same_person_holds_one_standing_seat(kisah: Kisah) -> None:
    rapat = recompose(kisah, invited(kisah))

    with tenant(kisah.rumah.lsp.pk), pytest.raises(IntegrityError), transaction.atomic():
        Anggota.objects.create(rapat=rapat, person=kisah.rumah["komite1"].user.person, position="Anggota")


def test_recomposing_wants_a_reason_and_a_day_to_come(kisah: Kisah) -> None:
    rapat = invited(kisah)

    assert "Tuliskan mengapa" in refused(kisah, rapat, reason=" ")
    assert "Waktu rapat sudah lewat" in refused(kisah, rapat, meets=kisah.at(19))
    assert "pernah mengases" in refused(kisah, rapat, (*KOMITE, "asesor"))
    assert "Admin LSP atau Manajer" in refused(kisah, rapat, key="komite1")


def test_recomposing_is_told_and_recorded(kisah: Kisah) -> None:
    rapat = invited(kisah)
    with tenant(kisah.rumah.lsp.pk):
        before = Message.objects.count()

    recompose(kisah, rapat)

    with tenant(kisah.rumah.lsp.pk):
        assert Message.objects.count() == before + len(KOMITE)
        entry = AuditEntry.objects.filter(kind="rapat.recomposed").get()
    old, new = (dt.datetime.fromisoformat((one or {})["meets_at"]) for one in (entry.old, entry.new))
    assert (entry.reason, old, new) == ("Anggota sakit.", kisah.at(20, 13), kisah.at(22, 13))
