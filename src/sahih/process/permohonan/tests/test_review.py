"""Hand in, judge, give back, decide (PL1, L5, X3, N1–N3)."""

from typing import Any

import pytest

from sahih.documents.models import Lembar
from sahih.documents.sheets import Gaps, content_of, current_part
from sahih.documents.signing import StaleAct, propose
from sahih.institution.accounts.actions import appoint
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import nik_of
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.keys import index_of
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.inspection import Unacceptable
from sahih.kernel.workflow import WrongState
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan import actions as act
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import get_permohonan
from sahih.process.tests.jalan import sentence_of

UNTIL = "apply"


def judged(kisah: Kisah, case: Permohonan, **changes: Any) -> Any:
    with tenant(kisah.rumah.lsp.pk):
        posted = jawaban.judgement(content_of(case.apl01)) | changes
    kisah.rumah["admin"].does(act.save_review, case, posted, at=kisah.at(2), partial=True)


def entries(kisah: Kisah) -> Any:
    """All that the audit of the LSP says, as one text."""
    with tenant(kisah.rumah.lsp.pk):
        return str(list(AuditEntry.objects.values_list("kind", "new", "old", "reason")))


def decide(kisah: Kisah, case: Permohonan, *, key: str = "admin") -> Any:
    return kisah.rumah[key].signs([case.apl01], act.decide_permohonan, case, at=kisah.at(2))


def test_pl1_accepted_application_waits_for_payment(kisah: Kisah) -> None:
    case = kisah._fresh(kisah.kasus[0])
    judged(kisah, case)

    decide(kisah, case)

    assert kisah._fresh(kisah.kasus[0]).status == "diterima"


def test_pl1_acceptance_with_an_unmet_requirement_names_it(kisah: Kisah) -> None:
    case = kisah._fresh(kisah.kasus[0])
    with tenant(kisah.rumah.lsp.pk):
        row = content_of(case.apl01)["rows"]["syarat_administratif"][0]
    judged(kisah, case, **{f"syarat_administratif/{row['key']}/penilaian": ["tidak_memenuhi"]})

    with pytest.raises(Refused) as refusal:
        decide(kisah, case)

    problems = getattr(refusal.value, "problems", [])
    assert any(row["key"] in one.path for one in problems), problems
    assert kisah._fresh(kisah.kasus[0]).status == "diajukan"


def test_pl1_given_back_application_is_filled_and_handed_in_again_on_a_new_sheet(kisah: Kisah) -> None:
    kasus = kisah.kasus[0]
    case = kisah._fresh(kasus)
    old = case.apl01_id

    kisah.rumah["admin"].does(act.give_back, case, note="KTP tidak terbaca.", at=kisah.at(2))
    case = kisah._fresh(kasus)
    kasus.who.signs([case.apl01], act.submit_permohonan, case, at=kisah.at(3))

    with tenant(kisah.rumah.lsp.pk):
        sheet = Lembar.objects.get(pk=case.apl01_id)
    assert (sheet.corrects_id, case.note, kisah._fresh(kasus).status) == (old, "KTP tidak terbaca.", "diajukan")


def test_give_back_without_a_word_is_refused(kisah: Kisah) -> None:
    with pytest.raises(Refused) as refusal:
        kisah.rumah["admin"].does(act.give_back, kisah._fresh(kisah.kasus[0]), note=" ", at=kisah.at(2))

    assert sentence_of(refusal.value) == "Tuliskan apa yang perlu dilengkapi asesi."


def test_submit_by_somebody_else_is_refused(kisah: Kisah) -> None:
    """X3: nobody signs on behalf."""
    kasus, other = kisah.kasus[0], kisah.kasus[1].who
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kasus), note="Lengkapi.", at=kisah.at(2))
    case = kisah._fresh(kasus)

    with pytest.raises(Refused) as refusal:
        other.signs([case.apl01], act.submit_permohonan, case, at=kisah.at(2))

    assert "oleh asesi sendiri" in sentence_of(refusal.value)


def test_handed_in_application_can_no_longer_be_filled(kisah: Kisah) -> None:
    kasus = kisah.kasus[0]

    with pytest.raises(Refused) as refusal:
        kasus.who.does(act.save_apl01, kisah._fresh(kasus), {"nama": ["Lain"]}, at=kisah.at(2))

    assert "sudah diajukan" in sentence_of(refusal.value)


def test_review_of_ones_own_application_is_refused(kisah: Kisah) -> None:
    kasus = kisah.kasus[0]
    case = kisah._fresh(kasus)
    with tenant(kisah.rumah.lsp.pk):
        case.asesi = kisah.rumah["admin"].user.person
        case.save(update_fields=["asesi"])

    with pytest.raises(Refused) as refusal:
        judged(kisah, case)

    assert sentence_of(refusal.value) == "Permohonan sendiri ditinjau oleh orang lain."


def test_second_decision_is_told_that_the_first_was_made(kisah: Kisah) -> None:
    case = kisah._fresh(kisah.kasus[0])
    judged(kisah, case)
    stale = kisah._fresh(kisah.kasus[0])
    decide(kisah, case)

    with pytest.raises(WrongState) as refusal:
        decide(kisah, stale)

    assert "Muat ulang" in sentence_of(refusal.value)


def test_decision_by_the_company_is_refused(kisah: Kisah) -> None:
    case = kisah._fresh(kisah.kasus[0])
    judged(kisah, case)

    with pytest.raises(Refused) as refusal:
        decide(kisah, case, key="perusahaan")

    assert "Admin LSP yang diberi hak" in sentence_of(refusal.value)


def test_sheet_changed_after_it_was_shown_cannot_be_signed(kisah: Kisah) -> None:
    case, admin, at = kisah._fresh(kisah.kasus[0]), kisah.rumah["admin"], kisah.at(2)
    judged(kisah, case)
    with tenant(kisah.rumah.lsp.pk):
        actor = admin.actor(at)
        proof = admin.passkey.prove(
            propose([(case.apl01, current_part(case.apl01))], meaning="decide", actor=actor, at=at)
        )
        judged(kisah, case, catatan=["Ditambah dari tab lain."])

        with pytest.raises(StaleAct) as refusal:
            act.decide_permohonan(case, proof=proof, actor=actor, at=at)

    assert "berubah sejak ditampilkan" in sentence_of(refusal.value)


def test_pl1_decision_over_the_sheet_that_was_given_back_does_not_reach_its_successor(kisah: Kisah) -> None:
    """While one admin reads, another gives the application back and its asesi hands in a second sheet."""
    kasus, admin, at = kisah.kasus[0], kisah.rumah["admin"], kisah.at(2)
    seen = kisah._fresh(kasus)
    judged(kisah, seen)
    with tenant(kisah.rumah.lsp.pk):
        actor = admin.actor(at)
        shown = [(seen.apl01, current_part(seen.apl01))]
        proof = admin.passkey.prove(propose(shown, meaning="decide", actor=actor, at=at))
    admin.does(act.give_back, kisah._fresh(kasus), note="Lengkapi.", at=at)
    again = kisah._fresh(kasus)
    kasus.who.signs([again.apl01], act.submit_permohonan, again, at=at)
    judged(kisah, kisah._fresh(kasus))

    with tenant(kisah.rumah.lsp.pk), pytest.raises(StaleAct) as refusal:
        act.decide_permohonan(seen, proof=proof, actor=actor, at=at)

    assert "berubah sejak ditampilkan" in sentence_of(refusal.value)
    assert kisah._fresh(kasus).status == "diajukan"


@pytest.mark.parametrize("kind", ["P1 industri", "P1 lemdik", "P2"])
def test_l2_l3_l5_member_bound_lsp_wants_proof_of_membership(kisah: Kisah, kind: str) -> None:
    kasus = kisah.kasus[0]
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kasus), note="Lengkapi.", at=kisah.at(2))
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(kind=kind, parent="PT Induk")
    case = kisah._fresh(kasus)

    with pytest.raises(Gaps) as refusal:
        kasus.who.signs([case.apl01], act.submit_permohonan, case, at=kisah.at(2))

    assert [one.path for one in refusal.value.problems] == ["afiliasi"]


def test_l5_with_proof_of_membership_the_hand_in_goes_through(kisah: Kisah) -> None:
    kasus = kisah.kasus[0]
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kasus), note="Lengkapi.", at=kisah.at(2))
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(kind="P2", parent="PT Induk")
    case = kisah._fresh(kasus)
    kasus.who.does(
        act.add_bukti,
        case,
        jawaban.paper("SK karyawan"),
        name="sk.pdf",
        label="SK karyawan",
        is_affiliation=True,
        at=kisah.at(2),
    )

    kasus.who.signs([case.apl01], act.submit_permohonan, case, at=kisah.at(2))

    assert kisah._fresh(kasus).status == "diajukan"


def test_l4_p3_wants_no_proof_of_membership(kisah: Kisah) -> None:
    assert {kisah._fresh(one).status for one in kisah.kasus} == {"diajukan"}


def test_n1_n4_nik_is_kept_encrypted_and_found_again(kisah: Kisah) -> None:
    kisah.review()
    asesi = kisah._fresh(kisah.kasus[0]).asesi

    assert len(nik_of(asesi)) == 16
    assert nik_of(asesi).encode() not in bytes(asesi.nik_cipher)
    assert "permohonan.accept" in entries(kisah)
    assert nik_of(asesi) not in entries(kisah)


def claims(kisah: Kisah, **fields: str) -> Permohonan:
    """The first asesi hands in again, with something else about themself."""
    kasus, at = kisah.kasus[0], kisah.at(2)
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kasus), note="Lengkapi.", at=at)
    case = kisah._fresh(kasus)
    kasus.who.does(act.save_apl01, case, {key: [value] for key, value in fields.items()}, at=at)
    kasus.who.signs([case.apl01], act.submit_permohonan, case, at=at)
    return kisah._fresh(kasus)


def known(kisah: Kisah) -> tuple[str, str]:
    """Name and NIK of the person, as every LSP reads them."""
    asesi = kisah._fresh(kisah.kasus[0]).asesi
    return asesi.name, nik_of(asesi)


STRANGER = "9901010107851234"


def test_claim_that_nobody_reviewed_changes_nobody(kisah: Kisah) -> None:
    before = known(kisah)

    case = claims(kisah, nama="Nama Orang Lain", nomor_identitas=STRANGER)
    handed_in = known(kisah)
    judged(kisah, case)
    decide(kisah, case)

    assert before[1] == ""
    assert handed_in == before
    assert known(kisah) == ("Nama Orang Lain", STRANGER)


def test_claim_that_was_not_accepted_changes_nobody(kisah: Kisah) -> None:
    before = known(kisah)
    case = claims(kisah, nama="Nama Orang Lain", nomor_identitas=STRANGER)
    judged(kisah, case, rekomendasi=["tidak_diterima"], catatan=["Dokumen milik orang lain."])

    decide(kisah, case)

    assert (kisah._fresh(kisah.kasus[0]).status, known(kisah)) == ("ditolak", before)


def test_n4_number_of_another_account_warns_at_the_hand_in(kisah: Kisah) -> None:
    """Two accounts of one human being, or somebody else's card: a person looks."""
    Person.objects.filter(pk=kisah.kasus[1].who.user.person.pk).update(nik_index=index_of(STRANGER, purpose="nik"))

    claims(kisah, nomor_identitas=STRANGER)

    assert "juga tercatat pada akun lain" in entries(kisah)


def test_d2_application_of_personnel_keeps_the_name_and_number_of_their_sk(kisah: Kisah) -> None:
    """Else an asesor could shed the number by which the committee is kept apart from them."""
    person = Person.objects.get(pk=kisah.kasus[0].who.user.person.pk)
    with tenant(kisah.rumah.lsp.pk):
        appoint(
            person, Role.ASESOR, sk_number="SK-9", nik="9901010107850001", actor=Actor.system(kisah.rumah.lsp.pk), at=kisah.at(1)
        )  # fmt: skip
    case = claims(kisah, nama="Nama Lain", nomor_identitas=STRANGER)
    judged(kisah, case)

    with pytest.raises(Refused) as refusal:
        decide(kisah, case)

    assert "berbeda dari NIK yang tercatat saat orang ini diangkat" in sentence_of(refusal.value)
    again = claims(kisah, nama="Nama Lain", nomor_identitas="9901010107850001")
    judged(kisah, again)
    decide(kisah, again)
    assert known(kisah) == (person.name, "9901010107850001")


def test_n3_disagreement_with_the_birth_date_warns_and_does_not_refuse(kisah: Kisah) -> None:
    kasus = kisah.kasus[0]
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kasus), note="Lengkapi.", at=kisah.at(2))
    case = kisah._fresh(kasus)
    kasus.who.does(act.save_apl01, case, {"tanggal_lahir": ["1970-01-02"]}, at=kisah.at(2))

    kasus.who.signs([case.apl01], act.submit_permohonan, case, at=kisah.at(2))

    assert kisah._fresh(kasus).status == "diajukan"
    assert "Tanggal lahir pada NIK berbeda" in entries(kisah)


def test_another_persons_application_does_not_exist_for_an_asesi(kisah: Kisah) -> None:
    mine, other = kisah.kasus
    with tenant(kisah.rumah.lsp.pk):
        actor = other.who.actor(kisah.at(2))

        with pytest.raises(Unseen):
            get_permohonan(actor, mine.permohonan.ref)

        assert get_permohonan(actor, other.permohonan.ref).pk == other.permohonan.pk


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "kosong.pdf"), (b"%PDF-1.7 half", "rusak.pdf"), (b"MZ\x90", "virus.exe"), (jawaban.photo(1), "foto.pdf")],
)
def test_bad_paper_is_refused_with_a_sentence(kisah: Kisah, content: bytes, name: str) -> None:
    kasus = kisah.kasus[0]
    kisah.rumah["admin"].does(act.give_back, kisah._fresh(kasus), note="Lengkapi.", at=kisah.at(2))

    with pytest.raises(Unacceptable):
        kasus.who.does(act.add_bukti, kisah._fresh(kasus), content, name=name, label="Bukti", at=kisah.at(2))
