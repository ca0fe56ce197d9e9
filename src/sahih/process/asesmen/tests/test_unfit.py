"""A MUK that was found unfit or withdrawn after it was chosen opens no session; another one takes its place (PL10, FX4, FX9)."""

import pytest

from sahih.kernel.audit import AuditEntry
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import retire_muk
from sahih.materials.perangkat.models import Muk
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.policies import session_gaps
from sahih.process.asesmen.tests.test_rencana import choose, consented, does, fresh, prepared, refused, review
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import validasi as story
from sahih.process.contoh.kisah import Kisah

UNTIL = "schedule"
ASESI = 1
DAY = 11


def the_muk(kisah: Kisah) -> Muk:
    return contoh.fresh(kisah.rumah, kisah.muk)


def withdrawn(kisah: Kisah) -> None:
    does(kisah, retire_muk, the_muk(kisah), key="manajer", reason="Bocor.")


def unfit(kisah: Kisah) -> None:
    story.finished(kisah.rumah, the_muk(kisah), at=kisah.at(DAY), outcome="tidak_layak")


LOST = {withdrawn: "sudah ditarik", unfit: "tidak layak digunakan"}


@pytest.mark.parametrize("lose", LOST)
def test_fx4_session_stays_shut_on_a_muk_that_may_no_longer_be_used(kisah: Kisah, lose: object) -> None:
    consented(kisah)
    lose(kisah)  # type: ignore[operator]  # reason: one of the two above

    assert LOST[lose] in refused(kisah, act.start_asesmen, fresh(kisah), day=12)  # type: ignore[index]  # reason: as above


def test_pl10_consent_is_not_signed_over_a_muk_that_was_withdrawn(kisah: Kisah) -> None:
    prepared(kisah)
    withdrawn(kisah)

    assert "sudah ditarik" in refused(kisah, act.save_ak01, fresh(kisah), {"bukti": ["observasi"]})


@pytest.mark.parametrize("begin", [prepared, consented])
def test_pl10_another_muk_takes_its_place_and_what_is_signed_stands(kisah: Kisah, begin: object) -> None:
    """FR.AK.01 names the evidence of the plan, and the plan stays."""
    begin(kisah)  # type: ignore[operator]  # reason: one of the two above
    signed = fresh(kisah).ak01
    unfit(kisah)
    other = contoh.validated(kisah.rumah, at=kisah.at(DAY), title="Paket B")

    does(kisah, act.choose_muk, fresh(kisah), other)

    with tenant(kisah.rumah.lsp.pk):
        entry = AuditEntry.objects.filter(kind="asesmen.muk_changed").latest("id")
        assert not [one for one in session_gaps(fresh(kisah), kisah.rumah.lsp, at=kisah.at(12)) if "MUK" in one]
    assert (fresh(kisah).muk, fresh(kisah).ak01, fresh(kisah).rencana is None) == (other, signed, False)
    assert (entry.old, entry.new) == ({"muk": kisah.muk.ref}, {"muk": other.ref})
    if begin is consented:
        does(kisah, act.start_asesmen, fresh(kisah), day=12)


def test_pl10_muk_that_still_stands_is_not_exchanged(kisah: Kisah) -> None:
    consented(kisah)
    other = contoh.validated(kisah.rumah, at=kisah.at(DAY), title="Paket B")

    assert refused(kisah, act.choose_muk, fresh(kisah), other) == "MUK asesmen ini masih berlaku."


def test_pl10_only_the_asesor_on_duty_exchanges_it_and_only_before_the_session(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    does(kisah, act.skip_ak07, fresh(kisah))
    kisah._consent(kisah.kasus[0], kisah.rumah["asesor"], at=kisah.at(DAY))
    other = contoh.validated(kisah.rumah, at=kisah.at(DAY), title="Paket B")
    unfit(kisah)
    for key in ("admin", "manajer", "mutu", "asesor2", "ketua", "asesi01"):
        assert refused(kisah, act.choose_muk, fresh(kisah), other, key=key)
    assert "sudah ditarik" in refused_for_the_withdrawn(kisah, other)

    does(kisah, act.choose_muk, fresh(kisah), other)
    does(kisah, act.start_asesmen, fresh(kisah), day=12)

    assert "sebelum asesmen dibuka" in refused(kisah, act.choose_muk, fresh(kisah), other, day=12)


def refused_for_the_withdrawn(kisah: Kisah, other: Muk) -> str:
    third = contoh.validated(kisah.rumah, at=kisah.at(DAY), title="Paket C")
    does(kisah, retire_muk, third, key="manajer", reason="Usang.")
    return refused(kisah, act.choose_muk, fresh(kisah), contoh.fresh(kisah.rumah, third))
