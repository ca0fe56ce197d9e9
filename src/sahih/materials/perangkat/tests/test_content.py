"""The content of a MUK: written whole or not at all, read back as it was, keys only where they are asked for."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sahih.kernel.policy import Refused
from sahih.materials.perangkat.actions import open_muk, replace_content
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, MukSpec, RefSpec
from sahih.materials.perangkat.models import Kunci, Muk
from sahih.materials.perangkat.writing import ContentRefused, write_content
from sahih.materials.skema.models import Kuk
from sahih.process.contoh.muk import MARK, full_spec
from sahih.process.contoh.rumah import Rumah


def test_content_is_read_back_as_it_was_written(muk: Muk, house: Rumah) -> None:
    spec = full_spec(house.versi)

    assert spec_of(muk, keys=True) == spec
    assert (
        len(spec.bagian[0].butir) + sum(len(one.butir) for one in spec.bagian[4::4])
        == Kuk.objects.filter(versi=house.versi).count()
    )


def test_content_is_read_in_the_same_number_of_queries_whatever_its_size(
    muk: Muk, house: Rumah, at: dt.datetime
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as large:
        spec_of(muk, keys=True)
    write_content(muk, full_spec(house.versi, instruments=("FR.IA.07",)), at=at)
    with CaptureQueriesContext(connection) as small:
        spec_of(muk, keys=True)

    assert (len(large), len(small)) == (5, 5)


def test_fx14_content_without_keys_opens_none_and_the_rows_hold_none_in_clear(muk: Muk) -> None:
    assert MARK not in spec_of(muk, keys=False).model_dump_json()
    assert MARK in spec_of(muk, keys=True).model_dump_json()
    assert all(MARK.encode() not in bytes(one.sealed) for one in Kunci.objects.filter(muk=muk))


def test_content_that_the_skema_does_not_know_is_refused_by_name_and_nothing_is_written(
    muk: Muk, house: Rumah, at: dt.datetime
) -> None:
    before = spec_of(muk, keys=True)
    unit = before.bagian[0].butir[0].refs[0].unit
    items = (
        ButirSpec(text="Baik", refs=(RefSpec(unit=unit, kuk="1.1"),)),
        ButirSpec(text="Unit lain", refs=(RefSpec(unit="X.000", kuk="1.1"),)),
        ButirSpec(text="KUK lain", refs=(RefSpec(unit=unit, kuk="99.9"),)),
        ButirSpec(text="Dua sekaligus", refs=(RefSpec(unit=unit, kuk="1.1", kritis=1),)),
        ButirSpec(text="Berkunci", kunci=KunciSpec(answer="x")),
    )
    parts = tuple(
        BagianSpec(instrumen="FR.IA.01", kelompok=number, butir=items if number == 1 else ()) for number in (1, 98)
    )

    with pytest.raises(ContentRefused) as refusal:
        house["asesor"].does(
            replace_content, muk, before.model_copy(update={"skema": "LAIN", "bagian": parts}), source="uji", at=at
        )

    assert [one.path for one in refusal.value.problems] == [
        "skema", "bagian/0/butir/1", "bagian/0/butir/2", "bagian/0/butir/3", "bagian/0/butir/4", "bagian/1",
    ]  # fmt: skip
    assert refusal.value.problems[1].message == "FR.IA.01 kelompok 1 butir 2: skema tidak punya unit X.000."
    assert spec_of(muk, keys=True) == before


def test_muk_begun_from_another_has_its_content_and_names_it(muk: Muk, house: Rumah, at: dt.datetime) -> None:
    made: Muk = house["asesor"].does(open_muk, house.versi, title="Paket B", like=muk, at=at)

    assert (made.number, made.replaces, made.penyusun_id) == (2, muk, house["asesor"].user.person_id)
    assert spec_of(made, keys=True) == spec_of(muk, keys=True).model_copy(update={"title": "Paket B"})


def test_fx14_copy_is_not_the_way_to_the_keys_of_another(muk: Muk, house: Rumah, at: dt.datetime) -> None:
    with pytest.raises(Refused) as refusal:
        house["asesor2"].does(open_muk, house.versi, title="Paket B", like=muk, at=at)

    assert "Kunci MUK hanya dibuka oleh penyusun" in str(refusal.value.reason)


@pytest.mark.parametrize("key", ["admin", "manajer", "ketua", "komite1"])
def test_pl5_who_is_no_asesor_opens_no_muk(house: Rumah, inside: object, at: dt.datetime, key: str) -> None:
    with pytest.raises(Refused):
        house[key].does(open_muk, house.versi, title="Paket A", at=at)


def test_pl10_another_asesor_does_not_change_a_draft(muk: Muk, house: Rumah, at: dt.datetime) -> None:
    with pytest.raises(Refused) as refusal:
        house["asesor2"].does(replace_content, muk, full_spec(house.versi), source="uji", at=at)

    assert str(refusal.value.reason) == "MUK ini sedang disusun oleh Joko Susilo."


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", " \n "])
def test_text_that_prints_as_nothing_is_not_taken(text: str) -> None:
    with pytest.raises(ValueError, match="text"):
        MukSpec.model_validate({"skema": "S", "title": "T", "bagian": ({"instrumen": "FR.IA.01", "kelompok": 1, "butir": ({"text": text},)},)})  # fmt: skip
