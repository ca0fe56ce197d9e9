"""The LSP's own wording: drafts, versions in force, what an opened letter keeps; nothing typed is ever evaluated."""

from dataclasses import replace
from typing import cast

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from sahih.documents.content import PrintedSignature
from sahih.documents.ketentuan.actions import (
    Overtaken,
    adopt_naskah,
    adopt_ours,
    discard_naskah,
    import_naskah,
    save_naskah,
)
from sahih.documents.ketentuan.models import NaskahDraf, NaskahVersi
from sahih.documents.ketentuan.queries import draft_of, has_adopted, own_naskah
from sahih.documents.models import Lembar
from sahih.documents.pdf import Rendered
from sahih.documents.sheets import content_of, open_surat
from sahih.documents.surat import LETTERS, example
from sahih.documents.surat.naskah import (
    NUMBERINGS,
    Annex,
    Bagian,
    Centered,
    Decree,
    Facts,
    Listed,
    Naskah,
    Paragraph,
    SuratContent,
    Table,
    check_naskah,
    compose,
    known_places,
    plain_naskah,
    print_surat,
)
from sahih.documents.tests.test_pdf import text_of
from sahih.kernel.keys import new_data_key
from sahih.kernel.policy import Refused
from sahih.web.admin_lsp.tests.dunia import Dunia

CODE = "SK.HASIL"
SURAT = LETTERS[CODE]


def wording(text: str) -> Naskah:
    return Naskah(1, ("SURAT KEPUTUSAN DIREKTUR",), (Paragraph(text),), signers=(("ketua", "Direktur {lsp}"),))


def save(rumah: Dunia, text: str, revision: int | None = None) -> NaskahDraf:
    return save_naskah(CODE, wording(text), actor=rumah.actor("Kirana Ketua"), at=rumah.at, revision=revision)


def adopt(rumah: Dunia, text: str) -> NaskahVersi:
    save(rumah, text)
    return adopt_naskah(CODE, actor=rumah.actor("Kirana Ketua"), at=rumah.at)


def opened(rumah: Dunia) -> Lembar:
    return open_surat(SURAT, example(SURAT)[0], number="1", key=new_data_key(), uji_coba=False, at=rumah.at)


def words_of(sheet: Lembar) -> str:
    letter = cast("SuratContent", content_of(sheet))  # reason: a letter
    return str(letter["naskah"]["blocks"][0].get("text", "milik kami"))


def test_letter_says_the_wording_in_force_when_it_was_opened_and_keeps_it(rumah: Dunia) -> None:
    ours = opened(rumah)
    adopt(rumah, "Naskah pertama {nomor}")
    first = opened(rumah)
    adopt(rumah, "Naskah kedua {nomor}")
    second = opened(rumah)
    adopt_ours(CODE, actor=rumah.actor("Kirana Ketua"), at=rumah.at)

    said = [words_of(one) for one in (ours, first, second, opened(rumah))]

    assert said == ["milik kami", "Naskah pertama {nomor}", "Naskah kedua {nomor}", "milik kami"]


def test_draft_says_nothing_until_it_is_put_in_force(rumah: Dunia) -> None:
    save(rumah, "Belum jadi")

    assert (words_of(opened(rumah)), has_adopted(CODE)) == ("milik kami", False)


def test_draft_with_a_wrong_place_is_kept_and_never_comes_into_force(rumah: Dunia) -> None:
    save(rumah, "Kepada {siapa}")

    with pytest.raises(Refused, match="1 kesalahan"):
        adopt_naskah(CODE, actor=rumah.actor("Kirana Ketua"), at=rumah.at)

    draft = draft_of(CODE)
    assert draft is not None
    assert draft.content["blocks"][0]["text"] == "Kepada {siapa}"


def test_second_tab_is_told_and_overwrites_nothing(rumah: Dunia) -> None:
    seen = save(rumah, "Pertama").revision
    save(rumah, "Kedua", revision=seen)

    with pytest.raises(Overtaken):
        save(rumah, "Terlambat", revision=seen)

    draft = draft_of(CODE)
    assert draft is not None
    assert draft.content["blocks"][0]["text"] == "Kedua"


def test_draft_thrown_away_leaves_what_is_in_force(rumah: Dunia) -> None:
    adopt(rumah, "Berlaku")
    save(rumah, "Coba-coba")

    discard_naskah(CODE, actor=rumah.actor("Kirana Ketua"))

    assert (draft_of(CODE), words_of(opened(rumah))) == (None, "Berlaku")


def test_version_in_force_never_changes(rumah: Dunia) -> None:
    row = adopt(rumah, "Berlaku")

    with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM documents_naskahversi WHERE id = %s", [row.pk])


def test_wording_that_the_letter_no_longer_fits_opens_no_letter(rumah: Dunia) -> None:
    """A later release may drop a place; the letter is not written in other words than the LSP's."""
    adopt(rumah, "Berlaku {nomor}")
    told = plain_naskah(wording("Dulu ada {isian_lama}"))
    NaskahVersi.objects.create(
        code=CODE, version=2, content=told, sha256="a" * 64, adopted_at=rumah.at, adopted_by=1
    )  # fmt: skip

    with pytest.raises(Refused, match="isian_lama"):
        opened(rumah)


def test_signer_prints_under_the_lsps_own_title(rumah: Dunia) -> None:
    adopt(rumah, "Menetapkan hasil.")

    letter = cast("SuratContent", content_of(opened(rumah)))  # reason: a letter
    text = text_of(print_surat(SURAT, letter, [PrintedSignature("ketua", "Kirana")]).pdf).replace(" ", "")

    assert ("DirekturLSPContohGresik" in text, "KetuaLSPContoh" in text) == (True, False)


def test_wordings_of_one_lsp_become_drafts_of_another_all_or_none(rumah: Dunia) -> None:
    actor, at = rumah.actor("Kirana Ketua"), rumah.at
    good = {code: plain_naskah(surat.naskah) for code, surat in LETTERS.items()}

    with pytest.raises(Refused, match=r"SK\.LAIN"):
        import_naskah(good | {"SK.LAIN": good[CODE]}, actor=actor, at=at)
    assert NaskahDraf.objects.count() == 0
    with pytest.raises(Refused, match="warna"):
        import_naskah({CODE: good[CODE] | {"warna": "merah"}}, actor=actor, at=at)
    taken = import_naskah(good, actor=actor, at=at)

    assert sorted(one.code for one in taken) == sorted(LETTERS)
    assert own_naskah(SURAT) is None  # drafts still


def test_only_whom_the_ketua_let_may_write(rumah: Dunia) -> None:
    with pytest.raises(Refused):
        save_naskah(CODE, wording("x"), actor=rumah.actor("Ayu Admin"), at=rumah.at)


# --- nothing typed is evaluated, and all of it prints ----------------------------------------------------------------
PIECES = ["{nomor}", "{lsp}", "{jumlah_asesi}", "{nama_presiden}", "{lsp.__class__}", "{0}", "{", "}", "{{nomor}}", "%s", "$(id)",
          "#eval(1+1)", "[*a*]", "<b>tebal</b>", "{% load %}", "\\u{1f600}", "= Judul", "`kode`", "@ref", "//", "é", "“”"]  # fmt: skip
texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text("abc {}#$[]*_`<>\\\"'=@/%&~^-+.,:;\n0123", max_size=30)), max_size=6
).map("".join)
short = texts.map(lambda text: text[:100])
pairs = st.lists(st.tuples(short, texts), max_size=4).map(tuple)
blocks: st.SearchStrategy[Bagian] = st.one_of(
    st.builds(Paragraph, text=texts),
    st.builds(Centered, text=texts),
    st.builds(Facts, rows=pairs),
    st.builds(Listed, items=st.lists(texts, max_size=4).map(tuple), numbering=st.sampled_from(NUMBERINGS)),
    st.builds(Decree, parts=st.lists(st.tuples(short, st.lists(texts, max_size=3).map(tuple)), max_size=3).map(tuple)),
    st.builds(Annex, title=short, rows=pairs),
    st.builds(
        Table, source=st.just("asesi"),
        columns=st.lists(st.tuples(short, texts, st.floats(0.5, 100)), min_size=1, max_size=4).map(tuple),
    ),
)  # fmt: skip
wordings = st.builds(
    Naskah, version=st.just(1), title=st.lists(short, min_size=1, max_size=3).map(tuple),
    blocks=st.lists(blocks, max_size=5).map(tuple), tembusan=st.lists(short, max_size=3).map(tuple),
)  # fmt: skip


@pytest.mark.parametrize(
    ("naskah", "path"),
    [
        (Naskah(1, ("{nomor}",), ()), "title"),
        (Naskah(1, ("SURAT",), (Annex("", ()),)), "blocks.0"),
        (Naskah(1, ("SURAT",), (Annex(" {lsp}", ()),)), "blocks.0"),
    ],
)  # fmt: skip
def test_heading_that_could_be_empty_is_told_while_editing(naskah: Naskah, path: str) -> None:
    assert [one.path for one in check_naskah(SURAT, naskah)] == [path]


@settings(max_examples=60, deadline=None)
@given(wordings)
def test_any_wording_is_refused_by_name_or_prints_as_typed(naskah: Naskah) -> None:
    problems = check_naskah(SURAT, naskah)
    if problems:
        assert all(one.path and one.message for one in problems)
        return

    assert print_surat(SURAT, compose(SURAT, example(SURAT)[1], naskah), [PrintedSignature("ketua", "K")]).pages >= 1


@settings(max_examples=40, deadline=None)
@given(texts)
def test_what_people_are_called_is_printed_and_never_read(typed: str) -> None:
    """A name, a place or a remark may look like code: it comes out letter by letter."""
    content = example(SURAT)[1]
    content["rows"]["asesi"][0]["cells"]["nama"] = typed
    content["fields"]["nomor_ba"] = typed
    naskah = Naskah(1, ("SURAT",), (Paragraph("BA {nomor_ba}."), Table("asesi", (("Nama", "{nama}", 1),))))

    text = text_of(print_surat(SURAT, compose(SURAT, content, naskah), []).pdf)

    squeezed, wanted = "".join(text.split()), "".join(typed.split())
    assert squeezed.count(wanted) >= 2 or not wanted


def longest(text: str) -> Rendered:
    """A letter in which every kind of part says this text."""
    every: tuple[Bagian, ...] = (
        Paragraph(text), Centered(text), Facts((("Kepada", text),)), Listed((text, text)), Decree((("Menimbang", (text,)),)),
        Annex("Lampiran", (("Nomor", text),)), Table("asesi", (("No.", "{nomor}", 5), ("Isi", text, 60))),
    )  # fmt: skip
    naskah = Naskah(1, ("SURAT",), every)
    assert check_naskah(SURAT, naskah) == []
    return print_surat(SURAT, compose(SURAT, example(SURAT)[1], naskah), [PrintedSignature("ketua", "K")])


def test_letter_with_the_longest_texts_prints_every_word_of_them() -> None:
    words, unbroken = longest("kata " * 799 + "kata"), longest("x" * 4000)

    assert text_of(words.pdf).count("kata") >= 9 * 800
    assert text_of(unbroken.pdf).count("x") >= 9 * 4000
    # A text without spaces takes as much room as another: it goes on in the next line, not beyond the edge.
    assert unbroken.pages >= words.pages - 2


def test_any_letter_may_be_worded_with_every_place_it_offers() -> None:
    for code, surat in LETTERS.items():
        places = " ".join(f"{{{name}}}" for name in known_places(surat))
        naskah = replace(surat.naskah, blocks=(Paragraph(places),))
        assert check_naskah(surat, naskah) == [], code
