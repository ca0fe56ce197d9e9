"""Gaps stand exactly where a count by hand finds none (PL11, E6, FX18)."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings

from sahih.materials.perangkat.enums import Dimensi
from sahih.materials.peta.counting import ASKING, BagianRow, ButirRow, KukRow, Planned, draw, under_plan
from sahih.materials.peta.gaps import Jenis, gaps_of, gaps_under, must_be_mended, real_gaps, summary_of
from sahih.materials.peta.tests.strategies import Dunia, dunia

QUESTIONS = {"FR.IA.03", "FR.IA.04B", "FR.IA.05", "FR.IA.06", "FR.IA.07"}
Found = tuple[str, int, str, str]


def by_hand(world: Dunia, planned: Planned | None) -> Iterator[Found]:
    """What lacks, counted the long way: (kind, kelompok, unit, subject)."""
    for group in sorted({one.kelompok for one in world.kuk}):
        opened = planned[group] if planned else {one.instrumen for one in world.bagian if one.kelompok == group}
        own = [one for one in world.butir if one.kelompok == group and one.instrumen in opened]
        yield from empty_instruments(world, own, group, opened if planned else set())
        for dimensi in Dimensi.values:
            if not any(one.dimensi == dimensi and one.instrumen in QUESTIONS for one in own):
                yield "dimensi", group, "", dimensi
        for saat in ("sebelum", "sesudah"):
            asked = any(one.instrumen == "FR.IA.03" and one.saat == saat for one in own)
            if ("FR.IA.01" in opened or "FR.IA.02" in opened) and not asked:
                yield "saat", group, "", saat
        written = [one for one in own if one.instrumen == "FR.IA.05"]
        yield from (("kunci", group, "", one.ref) for one in written if not one.has_kunci)
        yield from (("opsi", group, "", one.ref) for one in written if one.options < 2)
        linked = {item for item, _subject in (*world.kuk_links, *world.aspek_links)}
        bare = {one.instrumen for one in own if not one.has_kunci}
        yield from (("jawaban", group, "", code) for code in bare & {"FR.IA.03", "FR.IA.06", "FR.IA.07"})
        yield from (
            ("lepas", group, "", code)
            for code in {one.instrumen for one in own if one.key not in linked} - {"FR.IA.10"}
        )


def empty_instruments(world: Dunia, own: list[ButirRow], group: int, opened: Iterable[str]) -> Iterator[Found]:
    for code in set(opened) - {"FR.IA.10"}:
        words = [one for one in world.bagian if (one.kelompok, one.instrumen) == (group, code) and one.has_words]
        told = bool(words) and code in {"FR.IA.02", "FR.IA.04A"}
        if not told and not any(one.instrumen == code for one in own):
            yield "instrumen", group, "", code


def bare(world: Dunia, planned: Planned | None) -> Iterator[Found]:
    def counts(one: ButirRow) -> bool:
        return planned is None or one.instrumen in planned[one.kelompok]

    for row in world.kuk:
        if not any(map(counts, world.items_at(row.key))):
            yield "kuk", row.kelompok, row.unit, row.nomor
        asked = [
            (one.instrumen, one.metode) for one in world.items_at(row.key) if counts(one) and one.instrumen in ASKING
        ]
        for code, metode in set(asked):
            if asked.count((code, metode)) > 3:
                yield "lebih", row.kelompok, row.unit, f"{row.nomor}/{code}/{metode}"
    for aspek in world.aspek:
        if aspek.kind == "kritis" and not any(map(counts, world.items_at_aspek(aspek.key))):
            yield "aspek", aspek.kelompok, aspek.unit, str(aspek.number)


@given(dunia())
@settings(max_examples=120, deadline=None)
def test_gaps_stand_exactly_where_a_count_by_hand_finds_none(world: Dunia) -> None:
    for planned in (None, world.planned):
        peta = world.peta() if planned is None else under_plan(world.peta(), planned)

        found = [(str(one.jenis), one.kelompok, one.unit, one.subject) for one in gaps_of(peta)]

        assert sorted(found) == sorted([*by_hand(world, planned), *bare(world, planned)])


@given(dunia())
@settings(max_examples=40, deadline=None)
def test_under_several_plans_each_gap_is_told_once_with_its_potensi(world: Dunia) -> None:
    everything = {group: frozenset(one.instrumen for one in world.bagian) for group in world.planned}
    plans = {"1": world.planned, "3": everything}

    found = gaps_under(world.peta(), plans)

    wanted: dict[Found, list[str]] = {}
    for potensi, planned in plans.items():
        for one in [*by_hand(world, planned), *bare(world, planned)]:
            wanted.setdefault(one, []).append(potensi)
    told = {(str(one.jenis), one.kelompok, one.unit, one.subject): one.potensi for one in found}
    assert len(told) == len(found)
    assert told == {key: () if len(where) == 2 else tuple(where) for key, where in wanted.items()}


@given(dunia())
@settings(max_examples=30, deadline=None)
def test_the_order_of_reading_changes_no_gap(world: Dunia) -> None:
    assert sorted(map(repr, gaps_of(world.peta(turn=4)))) == sorted(map(repr, gaps_of(world.peta())))


@pytest.fixture
def row() -> KukRow:
    return KukRow(1, "k1", 2, "Izin kerja", "M.71", "Izin", 1, "Menyiapkan", 3, "Izin disiapkan")


def test_a_gap_says_what_lacks_and_where_to_mend_it(row: KukRow) -> None:
    bagian = BagianRow("b1", 2, "FR.IA.07", has_words=False)
    peta = under_plan(draw([row], [], [bagian], [], kuk_links=[], aspek_links=[]), {2: frozenset({"FR.IA.07"})})

    found = {one.jenis: one for one in gaps_of(peta)}

    assert found[Jenis.KUK].words == "KUK 1.3 unit M.71 belum diukur oleh butir mana pun"
    assert (found[Jenis.KUK].instrumen, found[Jenis.KUK].bagian) == ("FR.IA.07", "b1")
    assert found[Jenis.INSTRUMEN].words == "Kelompok 2: FR.IA.07 direncanakan, tetapi MUK ini tidak punya isinya"


def test_what_touches_one_plan_only_names_its_potensi(row: KukRow) -> None:
    peta = draw([row], [], [], [], kuk_links=[], aspek_links=[])

    found = gaps_under(peta, {"1": {2: frozenset({"FR.IA.10"})}, "3": {2: frozenset({"FR.IA.06"})}})

    told = [one.words for one in found if one.jenis == Jenis.INSTRUMEN]
    assert told == ["Kelompok 2: FR.IA.06 direncanakan, tetapi MUK ini tidak punya isinya (rencana potensi 3)"]


def test_items_that_measure_nothing_are_one_gap_an_instrument(row: KukRow) -> None:
    """What an import took without a KUK is seen before anybody signs."""
    asked = [ButirRow(n, f"i{n}", "b1", 2, "FR.IA.02", n, "observasi", "", "L", "", 0, has_kunci=False) for n in (1, 2, 3)]  # fmt: skip
    bagian = [BagianRow("b1", 2, "FR.IA.02", has_words=True)]
    peta = draw([row], [], bagian, asked, kuk_links=[(2, 1)], aspek_links=[])

    found = [one for one in gaps_of(peta) if one.jenis == Jenis.LEPAS]

    assert [one.words for one in found] == ["FR.IA.02 kelompok 2: butir 1, 3 tidak mengukur KUK mana pun"]
    assert "1 instrumen dengan butir tanpa KUK" in summary_of(found)


def test_pl11_answers_in_words_are_laid_beside_a_model_answer_or_a_rubric(row: KukRow) -> None:
    """FX14: what has no key at all is judged by each asesor as they like; a reason is signed or the answer written."""
    codes = ("FR.IA.03", "FR.IA.06", "FR.IA.07", "FR.IA.08")
    bagian = [BagianRow(f"b{code}", 2, code, has_words=False) for code in codes]
    asked = [
        ButirRow(
            place, f"i{place}", f"b{code}", 2, code, number, "tanya_jawab", "TS", "T", "", 0, has_kunci=number == 2
        )
        for place, (code, number) in enumerate((code, number) for code in codes for number in (1, 2, 3))
    ]
    peta = draw([row], [], bagian, asked, kuk_links=[(one.key, 1) for one in asked], aspek_links=[])

    found = [one for one in gaps_of(peta) if one.jenis == Jenis.JAWABAN]

    assert [one.words for one in real_gaps(found)] == [
        f"{code} kelompok 2: butir 1, 3 belum punya jawaban acuan atau rubrik" for code in codes[:3]
    ]
    assert must_be_mended(found) == []
    assert "3 instrumen dengan pertanyaan tanpa jawaban acuan" in summary_of(found)


def test_statements_that_are_printed_on_the_form_are_no_gap(row: KukRow) -> None:
    """Forms 5.10: the six of FR.IA.10 can measure no KUK."""
    printed = [ButirRow(n, f"i{n}", "b1", 2, "FR.IA.10", n, "pihak_ketiga", "", "TL", "", 0, has_kunci=False) for n in range(6)]  # fmt: skip
    peta = draw([row], [], [BagianRow("b1", 2, "FR.IA.10", has_words=False)], printed, kuk_links=[], aspek_links=[])

    assert [one for one in gaps_of(peta) if one.jenis in (Jenis.LEPAS, Jenis.INSTRUMEN)] == []


def test_what_the_plan_keeps_closed_is_mended_in_the_plan(row: KukRow) -> None:
    """PL6, FX18: a MUK that has the question is not told to write it again."""
    asked = ButirRow(7, "i7", "b1", 2, "FR.IA.03", 1, "tanya_jawab", "CMS", "TL", "sebelum", 0, has_kunci=True)
    bagian = [BagianRow(ref, 2, code, has_words=False) for ref, code in (("b1", "FR.IA.03"), ("b2", "FR.IA.01"))]
    peta = draw([row], [], bagian, [asked], kuk_links=[(7, 1)], aspek_links=[])

    found = gaps_of(under_plan(peta, {2: frozenset({"FR.IA.01"})}))

    closed = {one.subject: one.words for one in found if one.closed_in == ("FR.IA.03",)}
    assert closed == {
        "1.3": "KUK 1.3 unit M.71 hanya diukur di FR.IA.03, yang tidak dibuka rencana",
        "CMS": "Kelompok 2: dimensi CMS hanya ditanyakan di FR.IA.03, yang tidak dibuka rencana",
        "sebelum": "Kelompok 2: pertanyaan sebelum praktik (K3L, SOP) ada di FR.IA.03, yang tidak dibuka rencana",
    }
    assert "Kelompok 2: dimensi TS belum punya pertanyaan" in [one.words for one in found]
    assert [one.subject for one in gaps_of(peta) if one.closed_in] == []


def test_the_summary_counts_gaps_and_no_notes(row: KukRow) -> None:
    asked = [
        ButirRow(n, f"i{n}", "b1", 2, "FR.IA.07", n, "tanya_jawab", "TS", "T", "", 0, has_kunci=True) for n in range(4)
    ]
    bagian = [BagianRow("b1", 2, "FR.IA.07", has_words=False)]
    peta = draw([row], [], bagian, asked, kuk_links=[(one.key, 1) for one in asked], aspek_links=[])

    found = gaps_of(peta)

    assert summary_of(found) == "4 dimensi kosong"
    assert [one.words for one in found if one.is_note] == [
        "KUK 1.3 unit M.71 ditanyakan 4 kali dalam FR.IA.07 (tanya jawab); pertimbangkan menguranginya"
    ]
    assert len(real_gaps(found)) == 4
