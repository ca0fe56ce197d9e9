"""The MUK of an assessment: validated, chosen with the plan, printed on its checklist, its keys for its asesor (PL10, FX4, FX14)."""

import pytest

from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import retire_muk
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.queries import ia01_context
from sahih.process.asesmen.tests.test_rencana import choose, does, fresh, refused, review
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import rencana
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.muk import MARK

UNTIL = "schedule"
ASESI = 2
DAY = 11


def test_pl10_only_muk_is_taken_and_the_entry_says_which(kisah: Kisah) -> None:
    review(kisah)

    choose(kisah)

    with tenant(kisah.rumah.lsp.pk):
        said = AuditEntry.objects.filter(kind="asesmen.planned").latest("id").new or {}
    assert (fresh(kisah).muk, said["muk"]) == (kisah.muk, kisah.muk.ref)


def test_fx4_without_a_validated_muk_no_assessment_is_planned(kisah: Kisah) -> None:
    review(kisah)
    does(kisah, retire_muk, contoh.fresh(kisah.rumah, kisah.muk), key="manajer", reason="Usang.")

    said = refused(kisah, act.choose_rencana, [fresh(kisah)], rencana.standing(kisah.rumah))

    assert "Belum ada MUK tervalidasi" in said
    assert "belum tervalidasi atau sudah ditarik" in refused(
        kisah,
        act.choose_rencana,
        [fresh(kisah)],
        rencana.standing(kisah.rumah),
        muk=contoh.fresh(kisah.rumah, kisah.muk),
    )


def test_pl10_of_two_muk_one_is_named(kisah: Kisah) -> None:
    review(kisah)
    other = contoh.validated(kisah.rumah, at=kisah.at(DAY), title="Paket B")

    assert "Pilih MUK yang dipakai" in refused(kisah, act.choose_rencana, [fresh(kisah)], rencana.standing(kisah.rumah))
    does(kisah, act.choose_rencana, [fresh(kisah)], rencana.standing(kisah.rumah), muk=other)
    assert fresh(kisah).muk == other


def test_forms_5_1_checklist_prints_the_benchmarks_of_the_muk(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)

    with tenant(kisah.rumah.lsp.pk):
        rows = ia01_context(fresh(kisah)).rows["kuk"]
    assert rows[0].cells["acuan"].splitlines()[0] == "SOP tempat kerja langkah 1.1"


def test_fx14_keys_are_for_the_asesor_of_the_assessment_and_each_look_is_noted(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    for key in ("asesor2", "admin", "ketua"):
        with pytest.raises(Refused):
            does(kisah, act.see_keys, fresh(kisah), key=key)

    keys = does(kisah, act.see_keys, fresh(kisah))

    with tenant(kisah.rumah.lsp.pk):
        assert AuditEntry.objects.filter(kind="muk.keys_seen").count() == 1
    assert any(MARK in (one.answer or "") for one in keys.values())


def test_pl6_plan_that_measures_less_than_the_muk_was_signed_for_is_not_chosen(kisah: Kisah) -> None:
    """PL11: the reasons on the sheet were given for potensi 3; the plan of potensi 4 came later."""
    review(kisah)
    later = rencana.in_force(kisah.rumah, at=kisah.at(DAY), potensi="4")

    said = refused(kisah, act.choose_rencana, [fresh(kisah)], later)

    assert "tidak dapat dipakai dengan rencana potensi 4: Kelompok 1: dimensi TS hanya ditanyakan di FR.IA.03" in said
    assert "tidak beralasan saat MUK disahkan" in said
    choose(kisah)
    assert fresh(kisah).rencana.potensi == "3"


def test_pl6_the_muk_that_fits_the_plan_is_taken_before_the_one_that_does_not(kisah: Kisah) -> None:
    review(kisah)
    later = rencana.in_force(kisah.rumah, at=kisah.at(9), potensi="4")
    other = contoh.validated(kisah.rumah, at=kisah.at(DAY), title="Paket B")

    choose(kisah, later)

    assert fresh(kisah).muk == other
