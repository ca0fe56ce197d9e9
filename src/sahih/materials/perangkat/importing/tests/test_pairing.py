"""A file beside what the MUK holds: every item is counted, and what the file does not speak of stays."""

from hypothesis import given, settings

from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, MukSpec, PictureSpec, RefSpec
from sahih.materials.perangkat.importing.choosing import Cara, target
from sahih.materials.perangkat.importing.comparing import compared
from sahih.materials.perangkat.importing.pairing import lost
from sahih.materials.perangkat.importing.tests.random_muk import muk_specs
from sahih.materials.perangkat.importing.tests.word_files import A

FULL = ButirSpec(
    text="Apa itu risiko?", refs=(RefSpec(unit=A, kuk="1.1"),), dimensi="TS", jenis="TL", options=("api", "air"), kunci=KunciSpec(option=1),
    picture=PictureSpec(sha256="0" * 64, alt="Helm"),
)  # fmt: skip


def muk(*items: ButirSpec) -> MukSpec:
    return MukSpec(
        skema="S", title="Paket A", bagian=(BagianSpec(instrumen="FR.IA.05", kelompok=1, petunjuk="Jawab", butir=items),)
    )  # fmt: skip


def test_item_of_the_same_words_keeps_what_the_file_does_not_say() -> None:
    file = MukSpec(
        skema="S", title="x", bagian=(BagianSpec(instrumen="FR.IA.05", kelompok=1, butir=(ButirSpec(text="Apa itu RISIKO?", options=("api", "air")),)),)
    )  # fmt: skip

    (part,) = target(muk(FULL), file, Cara.GANTI, is_titled=False).bagian

    assert part.petunjuk == "Jawab"
    assert part.butir == (FULL.model_copy(update={"text": "Apa itu RISIKO?"}),)


def test_key_does_not_stay_with_other_choices() -> None:
    other = ButirSpec(text="Apa itu risiko?", options=("air", "api"))

    (part,) = target(muk(FULL), muk(other), Cara.GANTI, is_titled=False).bagian
    (told,) = compared(muk(FULL), muk(other))

    assert (part.butir[0].kunci, part.butir[0].refs) == (None, FULL.refs)
    assert (told.same, told.changed, told.fresh, told.keys_gone) == (0, 1, 0, 1)


def test_items_of_one_text_are_counted_each() -> None:
    one = ButirSpec(text="Ulang")

    (told,) = compared(muk(one, one, FULL), muk(one, one, one))

    assert (told.before, told.after, told.same, told.fresh, len(told.gone)) == (3, 3, 2, 1, 1)


@settings(max_examples=30, deadline=None)
@given(muk_specs(), muk_specs())
def test_numbers_add_up(now: MukSpec, coming: MukSpec) -> None:
    told = compared(now, coming)

    assert all(one.same + one.changed + one.fresh == one.after for one in told)
    assert all(one.same + one.changed + len(one.gone) == one.before for one in told)
    assert sum(len(one.gone) for one in told) == lost(now, coming).gone
