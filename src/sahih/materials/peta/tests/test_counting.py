"""Every cell of the map equals a count by hand, whatever the skema, the plan and the bank (E3, E6, PL11)."""

from itertools import product

import pytest
from hypothesis import given, settings

from sahih.materials.perangkat.enums import Dimensi, Instrumen, Jenis, Metode
from sahih.materials.peta.counting import (
    ASKING,
    ButirRow,
    Keadaan,
    Sumbu,
    count_by,
    matching,
    measured,
    state_of,
    total,
    under_plan,
)
from sahih.materials.peta.tests.strategies import Dunia, dunia

DIMENSI = ("", *Dimensi.values)


@given(dunia())
@settings(max_examples=60, deadline=None)
def test_every_cell_equals_a_count_by_hand(world: Dunia) -> None:
    peta = world.peta()

    for row in world.kuk:
        cells = count_by(peta.at_kuk(row.key), Sumbu.METODE, Sumbu.DIMENSI)
        for metode, dimensi in product(Metode.values, DIMENSI):
            by_hand = 0
            for item, kuk in world.kuk_links:
                one = world.butir[item]
                by_hand += kuk == row.key and one.metode == metode and one.dimensi == dimensi
            assert cells.get((metode, dimensi), 0) == by_hand
            assert len(matching(peta.at_kuk(row.key), metode=metode, dimensi=dimensi)) == by_hand


@given(dunia())
@settings(max_examples=40, deadline=None)
def test_each_instrument_and_kind_of_evidence_equals_a_count_by_hand(world: Dunia) -> None:
    peta = world.peta()

    for aspek in world.aspek:
        cells = count_by(peta.at_aspek(aspek.key), Sumbu.INSTRUMEN, Sumbu.JENIS)
        for code, jenis in product(Instrumen.values, Jenis.values):
            own = [one for one in world.items_at_aspek(aspek.key) if (one.instrumen, one.jenis) == (code, jenis)]
            assert cells.get((code, jenis), 0) == len(own)


@given(dunia())
@settings(max_examples=40, deadline=None)
def test_totals_add_up_on_every_axis(world: Dunia) -> None:
    peta = world.peta()
    rows = [peta.at_kuk(one.key) for one in world.kuk]

    assert sum(total(rows).values()) == len(world.kuk_links)
    for axis in Sumbu:
        assert sum(total(rows, axis).values()) == len(world.kuk_links)
    for unit in {one.unit for one in world.kuk}:
        own = [one for one in world.kuk if one.unit == unit]
        by_elemen = [
            total([peta.at_kuk(one.key) for one in own if one.elemen == elemen], Sumbu.METODE)
            for elemen in {one.elemen for one in own}
        ]
        whole = total([peta.at_kuk(one.key) for one in own], Sumbu.METODE)
        assert whole == {
            cell: number for cell in whole if (number := sum(part.get(cell, 0) for part in by_elemen))
        }  # fmt: skip


@given(dunia())
@settings(max_examples=40, deadline=None)
def test_the_order_of_reading_changes_nothing(world: Dunia) -> None:
    assert world.peta(turn=3).by_kuk == world.peta().by_kuk
    assert world.peta(turn=2).by_aspek == world.peta().by_aspek


@given(dunia())
@settings(max_examples=60, deadline=None)
def test_under_a_plan_only_what_it_opens_counts(world: Dunia) -> None:
    """PL6, FX3: an item of an instrument that is not planned for its kelompok proves nothing."""
    peta = under_plan(world.peta(), world.planned)

    for row in world.kuk:
        opened = [one for one in world.items_at(row.key) if one.instrumen in world.planned[one.kelompok]]
        assert sorted(one.key for one in peta.at_kuk(row.key)) == sorted(one.key for one in opened)
    for metode in Metode.values:
        has = {row.key for row in world.kuk for one in peta.at_kuk(row.key) if one.metode == metode}
        assert measured([peta.at_kuk(one.key) for one in world.kuk], metode=metode) == len(has)


@given(dunia())
@settings(max_examples=40, deadline=None)
def test_a_cell_is_over_measured_when_one_instrument_asks_more_than_three_times(world: Dunia) -> None:
    peta = world.peta()

    for row in world.kuk:
        own = world.items_at(row.key)
        asked = [(one.instrumen, one.metode) for one in own if one.instrumen in ASKING]
        crowded = any(asked.count(cell) > 3 for cell in asked)
        by_hand = Keadaan.LEBIH if crowded else Keadaan.CUKUP if own else Keadaan.KOSONG
        assert state_of(peta.at_kuk(row.key)) == by_hand


@pytest.mark.parametrize(("asked", "said"), [(0, Keadaan.KOSONG), (3, Keadaan.CUKUP), (4, Keadaan.LEBIH)])
def test_three_questions_are_enough_and_the_fourth_is_too_many(asked: int, said: Keadaan) -> None:
    items = [
        ButirRow(n, f"i{n}", "b1", 1, "FR.IA.07", n, "tanya_jawab", "TS", "T", "", 0, has_kunci=True)
        for n in range(asked)
    ]

    assert state_of(items) == said
