"""The map read from the tables: the rows of the skema, five statements, and the plans that a MUK serves."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sahih.materials.perangkat.models import Bagian, Muk
from sahih.materials.peta.gaps import Jenis, gaps_of, real_gaps
from sahih.materials.peta.queries import gaps_of_muk, map_of
from sahih.materials.peta.tests.banks import fill_bank, open_bank
from sahih.materials.skema.models import Kelompok, Kuk, SkemaVersi


@pytest.fixture
def muk(draft: SkemaVersi, noon: dt.datetime) -> Muk:
    return open_bank(draft, at=noon)


def test_a_full_muk_has_no_gap(muk: Muk) -> None:
    """PL11: one item a KUK and aspek kritis; FX18: every dimension in each kelompok."""
    fill_bank(muk)

    peta = map_of(muk)

    assert len(peta.kuk) == Kuk.objects.filter(versi=muk.versi).count()
    assert len(peta.butir) == 4 * len(peta.kuk)
    assert all(len(peta.at_kuk(one.key)) == 4 for one in peta.kuk)
    assert real_gaps(gaps_of(peta)) == []


def test_the_map_is_read_in_five_statements_whatever_its_size(muk: Muk, noon: dt.datetime) -> None:
    fill_bank(muk)
    small = open_bank(muk.versi, at=noon, number=2)

    for one in (muk, small):
        with CaptureQueriesContext(connection) as asked:
            map_of(one)
        assert len(asked) == 5


def test_a_kuk_without_item_is_named_in_the_order_of_the_skema(muk: Muk) -> None:
    bare = Kuk.objects.filter(versi=muk.versi).order_by("elemen__unit__number", "elemen__number", "number")[3]
    fill_bank(muk, but=frozenset({bare.ref}))

    found = real_gaps(gaps_of_muk(muk))

    unit = bare.elemen.unit
    assert [(one.jenis, one.unit, one.subject) for one in found] == [
        (Jenis.KUK, unit.code, f"{bare.elemen.number}.{bare.number}")
    ]
    own = Bagian.objects.get(muk=muk, instrumen="FR.IA.01", kelompok=unit.kelompok)
    assert (found[0].instrumen, found[0].bagian) == ("FR.IA.01", own.ref)


def test_an_empty_bagian_stands_on_the_map(muk: Muk) -> None:
    group = Kelompok.objects.filter(versi=muk.versi).order_by("number")[0]
    Bagian.objects.create(muk=muk, versi=muk.versi, kelompok=group, instrumen="FR.IA.02", skenario="Gali parit.")

    peta = map_of(muk)

    assert [(one.instrumen, one.kelompok, one.has_words) for one in peta.bagian] == [("FR.IA.02", group.number, True)]
    assert peta.butir == ()
