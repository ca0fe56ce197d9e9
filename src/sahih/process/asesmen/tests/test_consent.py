"""FR.APL.02's evidence, and FR.AK.01 before any evidence (PL3, PL9)."""

from typing import Any

import pytest

from sahih.documents.sheets import Gaps, signed_contents
from sahih.institution.tuk.models import Tuk
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.contoh import rencana
from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.jalan import sentence_of

UNTIL = "schedule"
ASESI = 1


def fresh(kisah: Kisah) -> Any:
    return kisah._asesmen(kisah.kasus[0])


def review(kisah: Kisah, answer: Any = "dapat") -> Any:
    asesor, at = kisah.rumah["asesor"], kisah.at(11)
    note = {} if answer == "dapat" else {"catatan": ["Bukti belum cukup."]}
    asesor.does(act.save_review, fresh(kisah), {"rekomendasi": [answer]} | note, at=at, partial=True)
    asesor.signs([fresh(kisah).peserta.permohonan.apl02], act.sign_review, fresh(kisah), at=at)
    return asesor, at


def prepare(kisah: Kisah) -> Any:
    """Reviewed, planned, and nothing to adjust: FR.AK.01 is open."""
    asesor, at = review(kisah)
    asesor.does(act.choose_rencana, [fresh(kisah)], rencana.standing(kisah.rumah), at=at)
    asesor.does(act.skip_ak07, fresh(kisah), at=at)
    return asesor, at


def fill_ak01(kisah: Kisah) -> Any:
    asesor, at = prepare(kisah)
    asesor.does(
        act.save_ak01, fresh(kisah), {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}, at=at, partial=False
    )
    return asesor, at


def test_review_that_goes_on_waits_for_the_plan_before_the_consent(kisah: Kisah) -> None:
    """SOP 2.2 to 2.7: the plan, then FR.AK.07, then FR.AK.01."""
    review(kisah)

    assert (fresh(kisah).status, fresh(kisah).ak01) == ("ditinjau", None)


def test_review_that_stops_ends_the_assessment(kisah: Kisah) -> None:
    review(kisah, "tidak_dapat")

    assert (fresh(kisah).status, fresh(kisah).ak01) == ("tidak_dilanjutkan", None)


def test_pl9_asesi_before_the_asesor_is_refused(kisah: Kisah) -> None:
    _asesor, at = fill_ak01(kisah)

    with pytest.raises(Refused) as refusal:
        kisah.kasus[0].who.signs([fresh(kisah).ak01], act.sign_ak01_asesi, fresh(kisah), at=at)

    assert sentence_of(refusal.value) == "FR.AK.01 menunggu tanda tangan asesor lebih dulu."


def test_pl9_unaccepted_statements_cannot_be_signed(kisah: Kisah) -> None:
    asesor, at = fill_ak01(kisah)
    asesor.signs([fresh(kisah).ak01], act.sign_ak01_asesor, fresh(kisah), at=at)

    with pytest.raises(Gaps):
        kisah.kasus[0].who.signs([fresh(kisah).ak01], act.sign_ak01_asesi, fresh(kisah), at=at)


def test_pl9_consent_of_one_side_does_not_open_the_session(kisah: Kisah) -> None:
    asesor, at = fill_ak01(kisah)
    asesor.signs([fresh(kisah).ak01], act.sign_ak01_asesor, fresh(kisah), at=at)

    with pytest.raises(Refused):
        asesor.does(act.start_asesmen, fresh(kisah), at=kisah.at(12))

    assert fresh(kisah).status == "ditinjau"


def test_asesor_signing_the_asesis_consent_is_refused(kisah: Kisah) -> None:
    asesor, at = fill_ak01(kisah)
    asesor.signs([fresh(kisah).ak01], act.sign_ak01_asesor, fresh(kisah), at=at)

    with pytest.raises(Refused) as refusal:
        asesor.signs([fresh(kisah).ak01], act.sign_ak01_asesi, fresh(kisah), at=at)

    assert sentence_of(refusal.value) == "Bagian ini hanya ditandatangani oleh asesi sendiri."


def test_x1_second_signer_adds_their_ticks_and_changes_nothing_that_the_first_signed(kisah: Kisah) -> None:
    """The place is renamed after the asesor signed: the asesi signs the sheet that the asesor signed."""
    asesor, at = fill_ak01(kisah)
    asesor.signs([fresh(kisah).ak01], act.sign_ak01_asesor, fresh(kisah), at=at)
    with tenant(kisah.rumah.lsp.pk):
        Tuk.objects.update(name="TUK Ganti Nama")
    ticks = {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]}

    kisah.kasus[0].who.does(act.accept_ak01, fresh(kisah), ticks, at=at)
    kisah.kasus[0].who.signs([fresh(kisah).ak01], act.sign_ak01_asesi, fresh(kisah), at=at)

    with tenant(kisah.rumah.lsp.pk):
        (_first, seen), (_second, added) = signed_contents(fresh(kisah).ak01)
    assert added["accepted"].pop("banding") == added["accepted"].pop("mengikuti") == "ya"
    assert added == seen
