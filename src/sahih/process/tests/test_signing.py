"""Acts of signing and what is signed: once, by one person, over exact bytes, for ever."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from sahih.documents.models import LembarPart, SigningAct, Tandatangan
from sahih.documents.sheets import Conflict, current_part
from sahih.documents.signing import SigningProof, StaleAct, challenge, propose
from sahih.institution.accounts.actions import set_pin
from sahih.institution.accounts.models import Pin
from sahih.institution.accounts.proofs import NotProved, count_miss, prove_by_passkey, prove_by_pin
from sahih.kernel.actor import Level
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import PIN
from sahih.process.permohonan import actions as act
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.jalan import sentence_of

UNTIL = "apply"
ASESI = 2


@pytest.fixture
def case(kisah: Kisah) -> Permohonan:
    """Given back, so that its asesi may sign again."""
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kisah.kasus[0]), note="Lengkapi.", at=kisah.at(2))
    return kisah._fresh(kisah.kasus[0])


def proof_of(kisah: Kisah, case: Permohonan, *, at: dt.datetime, index: int = 0) -> SigningProof:
    who = kisah.kasus[index].who
    with tenant(kisah.rumah.lsp.pk):
        made = propose([(case.apl01, current_part(case.apl01))], meaning="submit", actor=who.actor(at), at=at)
        return who.passkey.prove(made)


def submit(kisah: Kisah, case: Permohonan, proof: SigningProof, *, at: dt.datetime) -> None:
    kisah.kasus[0].who.does(act.submit_permohonan, case, proof=proof, at=at)


def refused_submit(kisah: Kisah, case: Permohonan, proof: SigningProof, *, at: dt.datetime) -> str:
    with pytest.raises(StaleAct) as refusal:
        submit(kisah, case, proof, at=at)
    return sentence_of(refusal.value)


def test_act_within_its_minutes_signs(kisah: Kisah, case: Permohonan) -> None:
    at = kisah.at(3)

    submit(kisah, case, proof_of(kisah, case, at=at), at=at + dt.timedelta(minutes=10))

    assert kisah._fresh(kisah.kasus[0]).status == "diajukan"


def test_expired_act_is_refused(kisah: Kisah, case: Permohonan) -> None:
    at = kisah.at(3)
    proof = proof_of(kisah, case, at=at)

    assert "kedaluwarsa atau sudah dipakai" in refused_submit(
        kisah, case, proof, at=at + dt.timedelta(minutes=10, seconds=1)
    )


def test_used_act_is_refused(kisah: Kisah, case: Permohonan) -> None:
    at = kisah.at(3)
    proof = proof_of(kisah, case, at=at)
    submit(kisah, case, proof, at=at)
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kisah.kasus[0]), note="Lagi.", at=at)

    assert "sudah dipakai" in refused_submit(kisah, kisah._fresh(kisah.kasus[0]), proof, at=at)


def test_act_of_another_account_is_refused(kisah: Kisah, case: Permohonan) -> None:
    at = kisah.at(3)

    assert "sudah dipakai" in refused_submit(kisah, case, proof_of(kisah, case, at=at, index=1), at=at)


def test_act_over_another_sheet_is_refused(kisah: Kisah, case: Permohonan) -> None:
    at = kisah.at(3)
    other = kisah._fresh(kisah.kasus[1])
    with tenant(kisah.rumah.lsp.pk):
        who = kisah.kasus[0].who
        made = propose([(other.apl01, current_part(other.apl01))], meaning="submit", actor=who.actor(at), at=at)
        proof = who.passkey.prove(made)

    assert "berubah sejak ditampilkan" in refused_submit(kisah, case, proof, at=at)


def test_answer_to_one_act_does_not_prove_another(kisah: Kisah, case: Permohonan) -> None:
    who, at = kisah.kasus[0].who, kisah.at(3)
    with tenant(kisah.rumah.lsp.pk):
        acts = [
            propose([(case.apl01, current_part(case.apl01))], meaning="submit", actor=who.actor(at), at=at)
            for _ in range(2)
        ]
        with pytest.raises(NotProved):
            prove_by_passkey(acts[1], who.passkey.answer(challenge(acts[0])), user=who.user)


def test_passkey_of_another_person_proves_nothing(kisah: Kisah, case: Permohonan) -> None:
    who, other, at = kisah.kasus[0].who, kisah.kasus[1].who, kisah.at(3)
    with tenant(kisah.rumah.lsp.pk):
        made = propose([(case.apl01, current_part(case.apl01))], meaning="submit", actor=who.actor(at), at=at)

        with pytest.raises(NotProved):
            replace(other.passkey, user=who.user).prove(made)


def pin_proof(
    kisah: Kisah, case: Permohonan, pin: str, *, at: dt.datetime, level: Level = Level.STRONG
) -> SigningProof:
    who = kisah.kasus[0].who
    with tenant(kisah.rumah.lsp.pk):
        actor = replace(who.actor(at), level=level)
        made = propose([(case.apl01, current_part(case.apl01))], meaning="submit", actor=actor, at=at)
        return prove_by_pin(made, pin, user=who.user, actor=actor, at=at)


def test_pin_in_a_strong_session_signs_at_its_lower_level(kisah: Kisah, case: Permohonan) -> None:
    at = kisah.at(3)

    submit(kisah, case, pin_proof(kisah, case, PIN, at=at), at=at)

    with tenant(kisah.rumah.lsp.pk):
        row = Tandatangan.objects.get(lembar=case.apl01)
    assert (row.method, row.level) == ("pin", 1)


def test_pin_in_a_weak_session_is_refused(kisah: Kisah, case: Permohonan) -> None:
    with pytest.raises(NotProved, match="faktor kedua"):
        pin_proof(kisah, case, PIN, at=kisah.at(3), level=Level.SINGLE)


def test_pin_wrong_five_times_is_locked_for_a_quarter_of_an_hour(kisah: Kisah, case: Permohonan) -> None:
    user, at = kisah.kasus[0].who.user, kisah.at(3)
    for miss in range(5):
        with pytest.raises(NotProved, match="PIN salah"):
            pin_proof(kisah, case, "000111", at=at + dt.timedelta(seconds=miss))
        count_miss(user, at=at)

    with pytest.raises(NotProved, match="ditutup sementara"):
        pin_proof(kisah, case, PIN, at=at + dt.timedelta(minutes=14))
    assert pin_proof(kisah, case, PIN, at=at + dt.timedelta(minutes=16)).method == "pin"


def test_right_pin_forgets_earlier_misses(kisah: Kisah, case: Permohonan) -> None:
    user, at = kisah.kasus[0].who.user, kisah.at(3)
    for _ in range(4):
        count_miss(user, at=at)

    pin_proof(kisah, case, PIN, at=at)

    assert Pin.objects.get(user=user).misses == 0


@pytest.mark.parametrize("pin", ["123456", "654321", "111111", "112211", "12345", "1234567", "abcdef", ""])
def test_pin_that_is_easily_guessed_is_refused(kisah: Kisah, pin: str) -> None:
    who = kisah.kasus[0].who

    with pytest.raises(Refused):
        who.does(set_pin, who.user, pin, at=kisah.at(3))


def test_older_tab_does_not_overwrite_a_newer_one(kisah: Kisah, case: Permohonan) -> None:
    who, at = kisah.kasus[0].who, kisah.at(3)
    with tenant(kisah.rumah.lsp.pk):
        seen = current_part(case.apl01).revision
    who.does(act.save_apl01, case, {"jabatan": ["A"]}, at=at, revision=seen)

    with pytest.raises(Conflict) as refusal:
        who.does(act.save_apl01, case, {"jabatan": ["B"]}, at=at, revision=seen)

    assert refusal.value.revision == seen + 1


CHANGES = (
    "UPDATE documents_tandatangan SET name = 'x'", "DELETE FROM documents_tandatangan", "TRUNCATE documents_tandatangan CASCADE",
    "UPDATE documents_lembarpart SET sha256 = 'x' WHERE locked_at IS NOT NULL",
    "UPDATE documents_lembarpart SET locked_at = NULL WHERE locked_at IS NOT NULL", "DELETE FROM documents_lembarpart",
    "DELETE FROM documents_lembar", "TRUNCATE documents_lembar CASCADE",
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_signed_part_and_signature_can_be_neither_changed_nor_removed(kisah: Kisah, change: str) -> None:
    with tenant(kisah.rumah.lsp.pk):
        assert LembarPart.objects.filter(locked_at__isnull=False).exists()
        assert Tandatangan.objects.exists()

        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_locked_sheet_can_be_neither_reopened_nor_rewritten(kisah: Kisah) -> None:
    kisah.review()

    with tenant(kisah.rumah.lsp.pk):
        for change in ("locked_at = NULL", "sha256 = repeat('0', 64)", "void_reason = 'x'", "uji_coba = false"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE documents_lembar SET {change} WHERE locked_at IS NOT NULL")


def test_every_signature_points_at_a_used_act(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        acts = SigningAct.objects.filter(pk__in=Tandatangan.objects.values("act_id"))
        assert acts.exists()
        assert not acts.filter(used_at=None).exists()
