"""Bill, prove, verify: the road goes on only with a valid payment (PL2, FX1)."""

from typing import Any

import pytest

from sahih.documents.ketentuan.actions import enter_kendali
from sahih.kernel.numbering import LetterNumber
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.process.biaya import actions as act
from sahih.process.biaya.models import Tagihan, TagihanBaris
from sahih.process.biaya.queries import get_tagihan, latest_proof, tagihan_of
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan import actions as permohonan_act
from sahih.process.tests.jalan import sentence_of

UNTIL = "review"
ASESI = 3


def billed(kisah: Kisah, *indices: Any) -> Any:
    cases = [kisah._fresh(kisah.kasus[index]) for index in indices]
    return kisah.rumah["keuangan"].does(act.bill, cases, at=kisah.at(3))


def fresh(kisah: Kisah, tagihan: Any) -> Any:
    with tenant(kisah.rumah.lsp.pk):
        return Tagihan.objects.get(pk=tagihan.pk)


def send(kisah: Kisah, tagihan: Any, key: str = "perusahaan", *, amount: Any = 2_700_000, day: Any = 4) -> Any:
    kisah.rumah[key].does(
        act.send_proof, fresh(kisah, tagihan), jawaban.paper("Bukti"), name="bukti.pdf", sender="Lina", amount=amount,
        paid_on=kisah.at(4).date(), at=kisah.at(day),
    )  # fmt: skip


def seen(kisah: Kisah, tagihan: Any) -> str:
    """The newest proof, as an officer's page shows it."""
    with tenant(kisah.rumah.lsp.pk):
        proof = latest_proof(tagihan)
    assert proof is not None
    return proof.ref


def states(kisah: Kisah) -> Any:
    return [kisah._fresh(one).status for one in kisah.kasus]


def test_pl2_verified_payment_opens_the_self_assessment_of_everybody_on_the_bill(kisah: Kisah) -> None:
    tagihan = billed(kisah, 0, 1)
    send(kisah, tagihan)

    kisah.rumah["keuangan"].does(act.verify_payment, fresh(kisah, tagihan), seen=seen(kisah, tagihan), at=kisah.at(5))

    assert (states(kisah), fresh(kisah, tagihan).status) == (["lunas", "lunas", "diterima"], "lunas")


def test_invoice_counts_by_the_lsps_own_code_where_it_has_one(kisah: Kisah) -> None:
    before = billed(kisah, 0, 1).number
    kisah.rumah["ketua"].does(enter_kendali, "TAGIHAN", number_code="TGH", at=kisah.at(3))

    after = billed(kisah, 2).number

    assert ("INV-UJI" in before, after.startswith("001/TGH-UJI/")) == (True, True)


def test_pl2_rejected_proof_moves_nobody_and_asks_for_another(kisah: Kisah) -> None:
    tagihan = billed(kisah, 0, 1)
    send(kisah, tagihan, amount=1)

    kisah.rumah["keuangan"].does(
        act.reject_proof, fresh(kisah, tagihan), seen=seen(kisah, tagihan), note="Jumlah kurang.", at=kisah.at(5)
    )
    send(kisah, tagihan, day=5)

    assert (states(kisah), fresh(kisah, tagihan).status) == (["diterima"] * 3, "diperiksa")


@pytest.mark.parametrize("judge", [act.verify_payment, act.reject_proof])
def test_pl2_proof_that_was_overtaken_by_a_newer_one_is_not_judged(kisah: Kisah, judge: Any) -> None:
    """One officer looks at the first proof; another sends it back and the payer sends a second."""
    keuangan, tagihan = kisah.rumah["keuangan"], billed(kisah, 0, 1)
    send(kisah, tagihan)
    first = seen(kisah, tagihan)
    keuangan.does(act.reject_proof, fresh(kisah, tagihan), seen=first, note="Buram.", at=kisah.at(4))
    send(kisah, tagihan)

    with pytest.raises(act.ProofOvertaken) as refusal:
        keuangan.does(judge, fresh(kisah, tagihan), seen=first, note="x", at=kisah.at(5))

    assert "Bukti yang lebih baru sudah dikirim" in sentence_of(refusal.value)
    with tenant(kisah.rumah.lsp.pk):
        assert list(tagihan.bukti_set.order_by("id").values_list("accepted", flat=True)) == [False, None]


def test_fx1_self_assessment_before_payment_is_refused(kisah: Kisah) -> None:
    kasus = kisah.kasus[0]

    with pytest.raises(Refused) as refusal:
        kasus.who.does(permohonan_act.save_apl02, kisah._fresh(kasus), {}, at=kisah.at(4))

    assert sentence_of(refusal.value) == "FR.APL.02 terbuka setelah permohonan diterima dan pembayaran sah."


def test_pl2_too_small_a_proof_needs_a_reason(kisah: Kisah) -> None:
    tagihan = billed(kisah, 0, 1)
    send(kisah, tagihan, amount=2_699_999)

    with pytest.raises(Refused) as refusal:
        kisah.rumah["keuangan"].does(
            act.verify_payment, fresh(kisah, tagihan), seen=seen(kisah, tagihan), at=kisah.at(5)
        )

    assert "Rp2.699.999 kurang dari tagihan Rp2.700.000" in sentence_of(refusal.value)
    assert fresh(kisah, tagihan).status == "diperiksa"


@pytest.mark.parametrize("key", ["asesi01", "admin", "asesi03"])
def test_proof_from_anybody_but_the_payer_is_refused(kisah: Kisah, key: str) -> None:
    tagihan = billed(kisah, 0, 1)

    with pytest.raises(Refused) as refusal:
        send(kisah, tagihan, key)

    assert sentence_of(refusal.value) == "Bukti pembayaran dikirim oleh pihak yang ditagih."


def test_proof_dated_tomorrow_is_refused(kisah: Kisah) -> None:
    tagihan = billed(kisah, 0, 1)

    with pytest.raises(Refused) as refusal:
        send(kisah, tagihan, day=3)

    assert "sesudah hari ini" in sentence_of(refusal.value)


def test_bill_for_two_payers_is_refused(kisah: Kisah) -> None:
    with pytest.raises(Refused) as refusal:
        billed(kisah, 0, 2)

    assert "satu pembayar" in sentence_of(refusal.value)


def test_second_bill_for_the_same_application_is_refused_in_words(kisah: Kisah) -> None:
    billed(kisah, 0, 1)

    with pytest.raises(Refused) as refusal:
        billed(kisah, 1)

    assert "sudah ditagih" in sentence_of(refusal.value)


def test_cancelled_bill_frees_its_applications_and_keeps_its_number(kisah: Kisah) -> None:
    first = billed(kisah, 0, 1)

    kisah.rumah["keuangan"].does(act.cancel_tagihan, fresh(kisah, first), reason="Salah pembayar.", at=kisah.at(3))
    second = billed(kisah, 0, 1)

    with tenant(kisah.rumah.lsp.pk):
        assert LetterNumber.objects.filter(kind="INV-UJI").count() == 2
        assert TagihanBaris.objects.filter(is_live=True).count() == 2
        assert tagihan_of(kisah._fresh(kisah.kasus[0])) == second
    assert first.number != second.number


def test_free_skema_is_settled_with_the_bill_itself(kisah: Kisah) -> None:
    case = kisah._fresh(kisah.kasus[2])
    case.versi.fee = 0

    tagihan = kisah.rumah["keuangan"].does(act.bill, [case], at=kisah.at(3))

    assert (fresh(kisah, tagihan).status, states(kisah)[2]) == ("lunas", "lunas")


def test_withdrawn_application_on_a_paid_bill_stays_withdrawn(kisah: Kisah) -> None:
    tagihan = billed(kisah, 0, 1)
    send(kisah, tagihan)
    kasus = kisah.kasus[0]
    kasus.who.does(permohonan_act.withdraw_permohonan, kisah._fresh(kasus), reason="Pindah kerja.", at=kisah.at(4))

    kisah.rumah["keuangan"].does(act.verify_payment, fresh(kisah, tagihan), seen=seen(kisah, tagihan), at=kisah.at(5))

    assert states(kisah) == ["dibatalkan", "lunas", "diterima"]


def test_bill_of_a_company_does_not_exist_for_an_asesi(kisah: Kisah) -> None:
    tagihan = billed(kisah, 0, 1)

    with tenant(kisah.rumah.lsp.pk):
        with pytest.raises(Unseen):
            get_tagihan(kisah.kasus[2].who.actor(kisah.at(3)), tagihan.ref)
        assert get_tagihan(kisah.rumah["perusahaan"].actor(kisah.at(3)), tagihan.ref) == tagihan


def test_l11_rehearsal_is_billed_apart_and_in_its_own_series(kisah: Kisah) -> None:
    cases = [kisah._fresh(one) for one in kisah.kasus[:2]]
    cases[0].uji_coba = False

    with pytest.raises(Refused, match="ditagih terpisah"):
        kisah.rumah["keuangan"].does(act.bill, cases, at=kisah.at(3))

    assert billed(kisah, 0).number.split("/")[:2] == ["001", "INV-UJI"]
