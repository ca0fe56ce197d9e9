"""K5: the MUK of one version begun from that of another: what holds comes along, what does not is said, nothing else changes."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahih.documents.susunan import Elemen, Kelompok, Unit
from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.carrying import carried
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import ButirSpec, KunciSpec, MukSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan
from sahih.materials.perangkat.importing.tests.random_muk import muk_specs
from sahih.materials.perangkat.importing.tests.word_files import A, B, C, small_acuan
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.materials.perangkat.tests.test_authoring import bagian_of, picture
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.tests.versions import next_version
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.rumah import Rumah

BASE = small_acuan()
UNITS = {unit.kode: unit for group in BASE.susunan for unit in group.unit}


def acuan(groups: Mapping[int, tuple[str, ...]], words: Mapping[tuple[str, str], str | None] = {}) -> Acuan:
    """The small skema otherwise grouped, some KUK worded anew or gone (None)."""
    susunan = tuple(
        Kelompok(number, f"K{number}", tuple(_unit(UNITS[code], words) for code in codes))
        for number, codes in groups.items()
    )
    return dataclasses.replace(BASE, susunan=susunan)


def _unit(unit: Unit, words: Mapping[tuple[str, str], str | None]) -> Unit:
    return dataclasses.replace(unit, elemen=tuple(_elemen(unit.kode, one, words) for one in unit.elemen))


def _elemen(code: str, one: Elemen, words: Mapping[tuple[str, str], str | None]) -> Elemen:
    said = ((kuk, words.get((code, kuk.nomor), kuk.teks)) for kuk in one.kuk)
    return dataclasses.replace(one, kuk=tuple(dataclasses.replace(kuk, teks=text) for kuk, text in said if text))


def small(*refs: RefSpec, kelompok: int = 1) -> MukSpec:
    item = ButirSpec(text="Soal", refs=refs, kunci=KunciSpec(answer="kunci", rubric="rubrik"))
    return MukSpec.model_validate({
        "skema": "SKM/1/2026", "title": "A", "bagian": ({"instrumen": "FR.IA.07", "kelompok": kelompok, "petunjuk": "P", "butir": (item,)},),
    })  # fmt: skip


def kuk(code: str, number: str) -> RefSpec:
    return RefSpec(unit=code, kuk=number)


@given(spec=muk_specs())
@settings(deadline=None)
def test_k5_between_the_same_versions_everything_comes_along(spec: MukSpec) -> None:
    assert (carried(spec, BASE, BASE).spec, carried(spec, BASE, BASE).lines) == (spec, ())


GROUPS = st.permutations([A, B, C]).flatmap(
    lambda codes: st.integers(0, 2).map(lambda cut: {1: tuple(codes[: cut + 1]), 2: tuple(codes[cut + 1 :])})
)
WORDS = st.dictionaries(
    st.sampled_from([(one.ref.unit, one.ref.kuk) for one in BASE.isi if one.ref.kuk]), st.none() | st.just("Lain.")
)  # fmt: skip


@given(spec=muk_specs(), groups=GROUPS, words=WORDS)
@settings(deadline=None)
def test_k5_no_item_is_lost_and_no_tie_holds_to_other_words(
    spec: MukSpec, groups: dict[int, tuple[str, ...]], words: dict[tuple[str, str], str | None]
) -> None:
    after = acuan({number: codes for number, codes in groups.items() if codes}, words)

    found = carried(spec, BASE, after)

    old, new = ({one.ref: one.text for one in each.isi} for each in (BASE, after))
    before = sorted(one.model_copy(update={"refs": ()}).digest for part in spec.bagian for one in part.butir)
    assert (
        sorted(one.model_copy(update={"refs": ()}).digest for part in found.spec.bagian for one in part.butir) == before
    )
    for part in found.spec.bagian:
        for one in part.butir:
            assert all(old[ref] == new[ref] and after.unit_kelompok[ref.unit] == part.kelompok for ref in one.refs)
    ties = [sum(len(one.refs) for part in each.bagian for one in part.butir) for each in (spec, found.spec)]
    assert (ties[0] == ties[1]) == (not any("ikatan dilepas" in line for line in found.lines))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ({(A, "1.2"): "Lain."}, [f"{A} KUK 1.2, bunyinya berubah: ikatan dilepas dari FR.IA.07 kelompok 1 butir 1."]),
        ({(A, "1.2"): None}, [f"{A} KUK 1.2, tidak ada lagi: ikatan dilepas dari FR.IA.07 kelompok 1 butir 1."]),
        (
            {(A, "1.2"): "Lain.", (A, "2.1"): "Faktor bahaya dinilai sesuai metode penilaian risiko yang ditentukan."},
            [f"{A} KUK 1.2, bunyinya kini KUK 2.1: ikatan dilepas dari FR.IA.07 kelompok 1 butir 1."],
        ),
        ({(A, "2.1"): "Lain."}, []),
    ],
)  # fmt: skip
def test_k5_item_whose_kuk_changed_comes_without_it_and_says_so(
    words: dict[tuple[str, str], str | None], lines: list[str]
) -> None:
    found = carried(small(kuk(A, "1.1"), kuk(A, "1.2")), BASE, acuan({1: (A, B), 2: (C,)}, words))

    (item,) = found.spec.bagian[0].butir
    assert list(found.lines) == lines
    assert item.refs == ((kuk(A, "1.1"),) if lines else (kuk(A, "1.1"), kuk(A, "1.2")))
    assert item.kunci == KunciSpec(answer="kunci", rubric="rubrik")


def test_k5_item_follows_its_unit_into_another_kelompok_and_leaves_each_head_where_it_was() -> None:
    spec = small(kuk(B, "1.1"))
    native = small(kuk(C, "1.1"), kelompok=2).bagian[0].model_copy(update={"petunjuk": "Q"})

    found = carried(spec.model_copy(update={"bagian": (*spec.bagian, native)}), BASE, acuan({1: (A,), 2: (C, B)}))

    assert [(one.kelompok, one.petunjuk, len(one.butir)) for one in found.spec.bagian] == [(1, "P", 0), (2, "Q", 2)]
    assert found.lines == ("Pindah mengikuti unitnya: FR.IA.07 kelompok 2 butir 1.",)


def test_k5_part_of_a_kelompok_whose_units_are_gone_is_left_and_named() -> None:
    found = carried(small(kuk(C, "1.1"), kelompok=2), BASE, acuan({1: (A, B)}))

    assert found.spec.bagian == ()
    assert found.lines == ("FR.IA.07 kelompok 2 (1 butir) tidak dibawa: versi ini tidak punya unit kelompok itu lagi.",)


@pytest.fixture
def next_versi(house: Rumah, inside: object, at: dt.datetime) -> SkemaVersi:
    return next_version(house, at=at)


def test_k5_fx14_next_version_begins_from_the_validated_muk_which_stays_and_notes_the_reading(
    house: Rumah, next_versi: SkemaVersi, at: dt.datetime
) -> None:
    draft = contoh.drafted(house, at=at, title="Paket A")
    given = act.Picture(picture(), "alat.png", "Alat yang rusak")
    house["asesor"].does(act.add_butir, bagian_of(draft, "FR.IA.05"), ButirSpec(text="Apa ini?", options=("a", "b"), kunci=KunciSpec(option=0)), picture=given, at=at)  # fmt: skip
    contoh.submit(house, contoh.fresh(house, draft), at=at)
    sheet = contoh.fresh(house, draft).pengesahan
    assert sheet is not None
    house["asesor2"].signs([sheet], act.validate_muk, contoh.fresh(house, draft), at=at)
    draft = contoh.fresh(house, draft)
    before, last = spec_of(draft, keys=True), AuditEntry.objects.order_by("-id")[0].pk

    made: Muk = house["asesor"].does(act.open_muk, next_versi, title="Paket A", like=draft, at=at)

    after = spec_of(made, keys=True)
    pairs = [(old, new) for old, new in zip(_items(before), _items(after), strict=True) if old != new]
    assert {one.model_copy(update={"refs": ()}) for _old, one in pairs} == {one.model_copy(update={"refs": ()}) for one, _new in pairs}  # fmt: skip
    assert len({ref for old, new in pairs for ref in set(old.refs) - set(new.refs)}) == 1
    assert (made.status, made.penyusun_id, made.replaces) == ("draf", house["asesor"].user.person_id, draft)
    assert ["bunyinya berubah" in line for line in made.carried.splitlines()] == [True]
    assert (contoh.fresh(house, draft).status, spec_of(contoh.fresh(house, draft), keys=True)) == ("tervalidasi", before)  # fmt: skip
    seen = AuditEntry.objects.get(pk__gt=last, kind="muk.keys_seen")
    assert (seen.subject_id, (seen.new or {})["why"]) == (draft.pk, f"MUK baru {made.ref}")


def _items(spec: MukSpec) -> list[ButirSpec]:
    return [one for part in spec.bagian for one in part.butir]


def test_fx14_next_version_is_no_way_to_the_keys_of_another(
    house: Rumah, next_versi: SkemaVersi, at: dt.datetime
) -> None:
    draft = contoh.drafted(house, at=at, title="Paket A")

    with pytest.raises(Refused, match="Kunci MUK hanya dibuka oleh penyusun"):
        house["asesor2"].does(act.open_muk, next_versi, title="Paket B", like=draft, at=at)
    assert (Bagian.objects.filter(versi=next_versi).count(), Butir.objects.filter(versi=next_versi).count()) == (0, 0)
