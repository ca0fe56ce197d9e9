"""A draft item by item: numbers without holes, nothing overwritten unseen, many items from lines."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from PIL import Image

from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused
from sahih.kernel.vault.store import read
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.content import rows_of, spec_of
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, RefSpec
from sahih.materials.perangkat.importing.tests.test_pictures import photo
from sahih.materials.perangkat.lines import boxes_seen
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.materials.perangkat.policies import covers
from sahih.materials.perangkat.writing import ContentRefused
from sahih.process.contoh.rumah import Rumah

Does = Callable[..., object]


@pytest.fixture
def does(house: Rumah, at: dt.datetime) -> Does:
    return lambda action, *args, **how: house["asesor"].does(action, *args, at=at, **how)


def bagian_of(muk: Muk, code: str, kelompok: int = 1) -> Bagian:
    return Bagian.objects.select_related("muk__versi__skema", "muk__key", "muk__penyusun", "kelompok", "versi").get(
        muk=muk, instrumen=code, kelompok__number=kelompok
    )


def texts(bagian: Bagian) -> list[tuple[int, str]]:
    return list(Butir.objects.filter(bagian=bagian).order_by("number").values_list("number", "text"))


def seen(bagian: Bagian) -> dict[RefSpec, str]:
    """What a page opened now remembers of its boxes."""
    return dict(boxes_seen(rows_of(bagian.muk, keys=False, bagian=bagian), bagian))


def shuffled(does: Does, muk: Muk) -> tuple[Bagian, list[Butir]]:
    bagian = bagian_of(muk, "FR.IA.07")
    for letter in "bcde":
        does(act.add_butir, bagian, ButirSpec(text=letter))
    return bagian, list(Butir.objects.filter(bagian=bagian).order_by("number").select_related("muk", "bagian"))


@pytest.mark.parametrize(("start", "to", "after"), [(4, 1, "d?bce"), (1, 5, "bcde?"), (3, 9, "?bdec"), (2, 2, "?bcde")])
def test_item_is_moved_and_the_others_close_up(muk: Muk, does: Does, start: int, to: int, after: str) -> None:
    bagian, rows = shuffled(does, muk)

    does(act.move_butir, rows[start - 1], to=to)

    assert [number for number, _text in texts(bagian)] == [1, 2, 3, 4, 5]
    assert "".join(text if len(text) == 1 else "?" for _number, text in texts(bagian)) == after


def test_item_taken_out_leaves_no_hole(muk: Muk, does: Does) -> None:
    bagian, rows = shuffled(does, muk)

    does(act.drop_butir, rows[1])

    assert [(number, text[:1]) for number, text in texts(bagian)] == [(1, "J"), (2, "c"), (3, "d"), (4, "e")]


def test_item_changed_elsewhere_is_not_overwritten_unseen(muk: Muk, does: Does) -> None:
    row = Butir.objects.filter(bagian=bagian_of(muk, "FR.IA.07")).select_related("muk__key", "bagian__kelompok").get()
    seen = act.stored_spec(muk, row).digest
    does(act.save_butir, row, ButirSpec(text="Tab pertama", kunci=KunciSpec(answer="a")), seen=seen)

    with pytest.raises(act.ChangedMeanwhile):
        does(act.save_butir, row, ButirSpec(text="Tab kedua"), seen=seen)
    row.refresh_from_db()
    assert (row.text, act.stored_spec(muk, row).kunci) == ("Tab pertama", KunciSpec(answer="a"))


def test_item_of_another_kelompok_unit_is_refused_in_words(muk: Muk, does: Does) -> None:
    other = spec_of(muk, keys=False).bagian[-1].butir[0].refs[0]

    with pytest.raises(ContentRefused, match="tidak termasuk kelompok pekerjaan 1"):
        does(act.add_butir, bagian_of(muk, "FR.IA.07"), ButirSpec(text="x", refs=(other,)))


def test_ia10_begins_with_the_six_statements_of_the_paper(muk: Muk, does: Does) -> None:
    does(act.save_bagian, muk, BagianSpec(instrumen="FR.IA.10", kelompok=1), seen="")
    does(
        act.save_bagian,
        muk,
        BagianSpec(instrumen="FR.IA.10", kelompok=1, petunjuk="Tanyakan kepada atasan."),
        seen=BagianSpec(instrumen="FR.IA.10", kelompok=1).head_digest,
    )

    bagian = bagian_of(muk, "FR.IA.10")
    assert (bagian.petunjuk, len(texts(bagian)), texts(bagian)[1][1]) == (
        "Tanyakan kepada atasan.", 6, "Apakah asesi berinteraksi dengan harmonis didalam kelompoknya?",
    )  # fmt: skip


def test_instrument_taken_out_goes_with_its_items(muk: Muk, does: Does) -> None:
    does(act.drop_bagian, bagian_of(muk, "FR.IA.03"))

    assert [one.instrumen for one in spec_of(muk, keys=True).bagian if one.kelompok == 1] == [
        "FR.IA.01",
        "FR.IA.05",
        "FR.IA.07",
    ]


def test_lines_become_items_and_the_same_lines_again_change_nothing(muk: Muk, does: Does) -> None:
    bagian = bagian_of(muk, "FR.IA.01")
    first, second = (one.refs[0] for one in spec_of(muk, keys=False).bagian[0].butir[:2])
    typed = {first: ["SOP-01 Pemeriksaan", "  UU No. 1   Tahun 1970 "], second: ["SOP-02"]}
    does(act.write_lines, bagian, typed, seen=seen(bagian))
    before = spec_of(muk, keys=True)

    does(act.write_lines, bagian, typed, seen=seen(bagian))

    found = {one.text: one.refs for one in before.bagian[0].butir}
    assert (found["SOP-01 Pemeriksaan"], found["UU No. 1 Tahun 1970"], found["SOP-02"]) == (
        (first,),
        (first,),
        (second,),
    )
    assert spec_of(muk, keys=True) == before


def test_line_taken_away_drops_its_item_unless_it_holds_a_key(muk: Muk, does: Does) -> None:
    bagian = bagian_of(muk, "FR.IA.07")
    ref = spec_of(muk, keys=False).bagian[0].butir[0].refs[0]
    does(act.add_butir, bagian, ButirSpec(text="Tanpa kunci", refs=(ref,)))
    does(act.add_butir, bagian, ButirSpec(text="Berkunci", refs=(ref,), kunci=KunciSpec(answer="a")))

    left = does(act.write_lines, bagian, {ref: []}, seen=seen(bagian))

    kept = [one.text for one in left.kept]  # type: ignore[attr-defined]  # reason: `does` returns any action's result
    assert (len(kept), kept[-1]) == (2, "Berkunci")
    assert [one.text for one in rows_of(muk, keys=False, bagian=bagian).butir_by_bagian[bagian.pk]] == kept


def test_fx14_no_line_takes_the_key_of_another_question(muk: Muk, does: Does) -> None:
    """Q1 is taken away and Q2 reworded: each key stays with the words that it was made for."""
    bagian = bagian_of(muk, "FR.IA.07")
    ref = spec_of(muk, keys=False).bagian[0].butir[0].refs[0]
    for text in ("Satu?", "Dua?"):
        does(act.add_butir, bagian, ButirSpec(text=text, refs=(ref,), kunci=KunciSpec(answer=f"kunci {text}")))
    said = [one.text for one in rows_of(muk, keys=False, bagian=bagian).butir_by_bagian[bagian.pk]]

    does(act.write_lines, bagian, {ref: [*said[:-2], "Dua, dengan kata lain?"]}, seen=seen(bagian))

    part = next(one for one in spec_of(muk, keys=True).bagian if one.instrumen == "FR.IA.07" and one.kelompok == 1)
    keys = {one.text: one.kunci.answer if one.kunci else "" for one in part.butir[-3:]}
    assert keys == {"Satu?": "kunci Satu?", "Dua?": "kunci Dua?", "Dua, dengan kata lain?": ""}


def picture(size: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "red").save(out, "PNG")
    return out.getvalue()


def test_picture_is_kept_with_its_words_and_copied_with_the_item(muk: Muk, does: Does, house: Rumah) -> None:
    given = act.Picture(picture(), "alat.png", "Alat pelindung diri yang rusak")
    does(act.add_butir, bagian_of(muk, "FR.IA.05"), ButirSpec(text="Apa ini?"), picture=given)
    made = does(act.open_muk, house.versi, title="Paket B", like=muk)

    shown = [one.picture for part in spec_of(made, keys=False).bagian for one in part.butir if one.picture]  # type: ignore[arg-type]  # reason: `does` returns any action's result
    assert [one.alt for one in shown] == ["Alat pelindung diri yang rusak"]


def test_fx14_picture_of_an_item_is_kept_without_what_its_camera_knew(muk: Muk, does: Does) -> None:
    given = act.Picture(photo() + b"<html>", "bengkel.jpg", "Bengkel las")

    row = does(act.add_butir, bagian_of(muk, "FR.IA.05"), ButirSpec(text="Apa ini?"), picture=given)

    kept = read(row.picture)  # type: ignore[attr-defined]  # reason: `does` returns any action's result
    assert [word in kept for word in (b"KAMERA-RAHASIA", b"<html>", b"Exif")] == [False] * 3


@pytest.mark.parametrize(
    ("content", "alt", "said"),
    [(picture(), " ", "tidak dapat melihatnya"), (b"GIF89a", "x", "JPEG"), (b"%PDF-1.4 x", "x", "PDF")],
)
def test_picture_without_words_or_that_is_none_is_refused(
    muk: Muk, does: Does, content: bytes, alt: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        does(act.add_butir, bagian_of(muk, "FR.IA.05"), ButirSpec(text="x"), picture=act.Picture(content, "a.png", alt))


def test_fx14_entries_about_items_say_where_and_never_what(muk: Muk, does: Does) -> None:
    does(act.add_butir, bagian_of(muk, "FR.IA.07"), ButirSpec(text="Teks rahasia", kunci=KunciSpec(answer="kunci rahasia"), refs=(RefSpec(unit=spec_of(muk, keys=False).bagian[0].butir[0].refs[0].unit, kuk="1.1"),)))  # fmt: skip

    last = AuditEntry.objects.order_by("-id").values_list("kind", "new")[0]
    assert last == ("muk.butir_added", {"instrumen": "FR.IA.07", "kelompok": 1, "number": 2})


def test_pl6_instrument_that_is_only_a_head_covers_nothing(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    """What the plan opens must be there to be used: an item, or the task itself."""
    planned = {"1": ["FR.IA.01", "FR.IA.02"]}
    house["asesor"].does(act.save_bagian, muk, BagianSpec(instrumen="FR.IA.02", kelompok=1, minutes=30), seen="", at=at)
    before = covers(muk, planned)

    task = BagianSpec(instrumen="FR.IA.02", kelompok=1, minutes=30, skenario="Periksa tabung pemadam.")
    house["asesor"].does(
        act.save_bagian, muk, task, seen=BagianSpec(instrumen="FR.IA.02", kelompok=1, minutes=30).head_digest, at=at
    )

    assert (str(before.reason), bool(covers(muk, planned))) == (
        "MUK ini tidak punya isi untuk instrumen yang direncanakan: FR.IA.02 (1).", True,
    )  # fmt: skip


def test_fx15_pl11_every_question_is_answered_rightly_unless_the_muk_says_otherwise(muk: Muk, does: Does) -> None:
    """The seed asks for a hundred; a MUK may set another mark, never none and never more."""
    begun = muk.pass_mark
    for mark in (0, 101):
        with pytest.raises(Refused):
            does(act.name_muk, muk, title="Paket A", pass_mark=mark, seen="100 Paket A")

    does(act.name_muk, muk, title="Paket A", pass_mark=80, seen="100 Paket A")

    muk.refresh_from_db()
    assert (begun, muk.pass_mark) == (100, 80)
