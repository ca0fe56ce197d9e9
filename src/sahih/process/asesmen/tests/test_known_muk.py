"""Nobody is assessed with items that they wrote, judged or opened, under none of their accounts (17024 5.2, 7.4, D2)."""

import pytest

from sahih.institution.accounts.models import Person
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat import actions as muk_act
from sahih.materials.perangkat.actions import retire_muk
from sahih.materials.perangkat.models import Muk
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.perangkat import is_unknown_to
from sahih.process.asesmen.tests.test_rencana import consented, does, fresh, refused, review
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import rencana
from sahih.process.contoh import validasi as story
from sahih.process.contoh.kisah import Kisah

UNTIL = "schedule"
ASESI = 1
DAY = 11
KNOWN = "ikut menyusun, memvalidasi, atau pernah membaca butir MUK"


def the_muk(kisah: Kisah) -> Muk:
    return contoh.fresh(kisah.rumah, kisah.muk)


def is_also(kisah: Kisah, key: str) -> None:
    """The asesi is this person of the house by NIK, with an account of their own."""
    own = kisah.kasus[0].who.user.person
    with tenant(kisah.rumah.lsp.pk):
        Person.objects.filter(pk__in=(own.pk, kisah.rumah[key].user.person_id)).update(nik_index="n" * 64)


def sat_in_a_team(kisah: Kisah) -> str:
    story.opened(kisah.rumah, the_muk(kisah), at=kisah.at(9))
    return "mutu"


def opened_the_keys(kisah: Kisah) -> str:
    does(kisah, muk_act.see_keys, the_muk(kisah), key="manajer")
    return "manajer"


def read_the_items(kisah: Kisah) -> str:
    does(kisah, muk_act.read_items, the_muk(kisah), key="ketua")
    return "ketua"


def exported_it(kisah: Kisah) -> str:
    does(kisah, muk_act.export_muk, the_muk(kisah), kind="yaml", with_keys=False, key="ketua")
    return "ketua"


WAYS = {
    "penyusun": lambda _kisah: "asesor", "validator": lambda _kisah: "asesor2",
    "tim": sat_in_a_team, "butir": read_the_items, "kunci": opened_the_keys, "ekspor": exported_it,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_17024_who_knows_a_muk_is_not_assessed_with_it_nor_with_its_copy(kisah: Kisah, way: str) -> None:
    other = WAYS[way](kisah)
    copied = does(kisah, muk_act.open_muk, kisah.rumah.versi, title="Paket B", like=the_muk(kisah))
    afresh = does(kisah, muk_act.open_muk, kisah.rumah.versi, title="Paket C")
    asesi = kisah.kasus[0].who.user.person
    with tenant(kisah.rumah.lsp.pk):
        before = bool(is_unknown_to(the_muk(kisah), asesi))

    is_also(kisah, other)

    asesi.refresh_from_db()
    with tenant(kisah.rumah.lsp.pk):
        found = {muk.title: is_unknown_to(muk, asesi) for muk in (the_muk(kisah), copied, afresh)}
    assert before
    assert KNOWN in str(found["Paket A"].reason)
    assert not found["Paket B"]
    assert bool(found["Paket C"]) == (way != "penyusun")


def test_17024_such_a_muk_is_neither_chosen_nor_taken_for_the_only_one(kisah: Kisah) -> None:
    review(kisah)
    is_also(kisah, "asesor2")
    plan = rencana.standing(kisah.rumah)

    assert KNOWN in refused(kisah, act.choose_rencana, [fresh(kisah)], plan)
    assert KNOWN in refused(kisah, act.choose_rencana, [fresh(kisah)], plan, muk=the_muk(kisah))
    assert fresh(kisah).rencana is None


def test_17024_who_opened_the_keys_after_the_choice_comes_to_no_session_with_them(kisah: Kisah) -> None:
    consented(kisah)
    opened_the_keys(kisah)
    is_also(kisah, "manajer")

    assert KNOWN in refused(kisah, act.start_asesmen, fresh(kisah), day=12)


def test_17024_nor_is_it_put_in_the_place_of_another(kisah: Kisah) -> None:
    review(kisah)
    other = contoh.validated(kisah.rumah, at=kisah.at(9), title="Paket B")
    does(kisah, act.choose_rencana, [fresh(kisah)], rencana.standing(kisah.rumah), muk=the_muk(kisah))
    does(kisah, retire_muk, the_muk(kisah), key="manajer", reason="Bocor.")
    is_also(kisah, "asesor2")

    assert KNOWN in refused(kisah, act.choose_muk, fresh(kisah), other)
