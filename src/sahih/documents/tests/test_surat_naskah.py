"""The LSP's own wording: safe places, and an error that names what is wrong."""

from dataclasses import replace

import pytest

from sahih.documents.content import Content, PrintedSignature
from sahih.documents.filling import fill
from sahih.documents.surat import EXAMPLES, LETTERS, example
from sahih.documents.surat.naskah import (
    Naskah,
    Paragraph,
    Surat,
    Table,
    check_naskah,
    compose,
    print_surat,
    read_naskah,
    values_of,
)
from sahih.documents.tests.test_pdf import text_of
from sahih.documents.vocabulary import Problem
from sahih.documents.wording import UnknownPlaceholder, say

SK_HASIL = LETTERS["SK.HASIL"]
KETUA = (PrintedSignature("ketua", "Ketua Contoh"),)


def wording(*blocks: object) -> dict[str, object]:
    return {"version": 2, "title": ["SURAT"], "blocks": list(blocks), "tembusan": []}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS.keys())
def test_default_wording_of_every_letter_is_sound(letter: Surat) -> None:
    assert check_naskah(letter, letter.naskah) == []


def test_own_wording_is_read_locked_and_printed() -> None:
    content = example(SK_HASIL)[1]

    naskah, problems = read_naskah(SK_HASIL, wording({"kind": "paragraph", "text": "Menetapkan {jumlah_asesi} asesi."}))
    pdf = print_surat(SK_HASIL, compose(SK_HASIL, content, naskah), KETUA).pdf

    assert problems == []
    assert "Menetapkan2asesi." in text_of(pdf).replace(" ", "")


@pytest.mark.parametrize(
    ("block", "word"),
    [
        ({"kind": "paragraph", "text": "Halo {nama_presiden}"}, "{nama_presiden}"),
        ({"kind": "paragraph", "text": "Halo {lsp.__class__}"}, "tanpa pasangan"),
        ({"kind": "paragraph", "text": "Halo {lsp!r:>99}"}, "tanpa pasangan"),
        ({"kind": "paragraph", "text": "Halo {{lsp}}"}, "tanpa pasangan"),
        ({"kind": "paragraph", "text": "x" * 4001}, "paling panjang"),
        ({"kind": "paragraph", "text": "a\u202eb"}, "tidak dapat dicetak"),
        ({"kind": "paragraph", "text": "a", "warna": "merah"}, "tidak terbaca"),
        ({"kind": "gambar", "text": "a"}, "tidak terbaca"),
        ({"kind": "table", "source": "peserta", "columns": [["No", "{nomor}", 1]]}, "Daftar peserta"),
        ({"kind": "table", "source": "asesi", "columns": [["No", "{nik}", 1]]}, "{nik}"),
        ({"kind": "decree", "parts": [["Menimbang", ["Bahwa {apa}"]]]}, "{apa}"),
        ({"kind": "list", "items": ["{kota}", "{kotta}"], "numbering": "a."}, "{kotta}"),
    ],
)
def test_wrong_wording_is_refused_by_name_and_place(block: dict[str, object], word: str) -> None:
    naskah, problems = read_naskah(SK_HASIL, wording({"kind": "paragraph", "text": "Baik"}, block))

    assert naskah is None
    assert [(one.path.startswith("blocks.1"), word in one.message) for one in problems] == [(True, True)] * len(
        problems
    )
    assert problems


def test_too_many_parts_are_refused() -> None:
    many = replace(SK_HASIL.naskah, blocks=(Paragraph("Baik"),) * 61)

    assert check_naskah(SK_HASIL, many) == [Problem("blocks", "Naskah paling banyak 60 bagian.")]


def test_what_is_put_in_is_never_read_again() -> None:
    assert say("Agenda: {agenda}", {"agenda": "{nomor}", "nomor": "12"}) == "Agenda: {nomor}"


def test_unknown_place_raises_its_name() -> None:
    with pytest.raises(UnknownPlaceholder, match=r"\{siapa\}"):
        say("Kepada {siapa}", {"nama": "Siti"})


def test_braces_typed_by_the_admin_print_as_typed() -> None:
    letter, one = LETTERS["UND.RAPAT"], EXAMPLES["UND.RAPAT"]
    typed = dict(one.posted["admin"]) | {"agenda": ["Bahas {nomor} dan {x}"]}
    content = fill(letter.form, typed, one.context, as_role="admin").content

    text = text_of(print_surat(letter, compose(letter, content), KETUA).pdf)

    assert "Bahas{nomor}dan{x}" in text.replace(" ", "")


def test_row_cell_comes_before_the_letters_own_place_of_that_name() -> None:
    content = example(SK_HASIL)[1]
    naskah = Naskah(2, ("SURAT",), (Table("asesi", (("No.", "baris {nomor}", 1),)),))

    text = text_of(print_surat(SK_HASIL, compose(SK_HASIL, content, naskah), KETUA).pdf).replace(" ", "")

    assert "baris1baris2" in text


def test_dates_read_as_letters_write_them() -> None:
    letter = LETTERS["UND.RAPAT"]
    content: Content = example(letter)[1]

    values = values_of(letter, content)

    assert (values["tanggal_surat"], values["tanggal_rapat"]) == ("20 November 2026", "Jumat, 27 November 2026")


def test_letter_signed_by_several_shows_each() -> None:
    letter = LETTERS["BA.RAPAT"]
    members = [PrintedSignature("komite", name, at="27 November 2026 14.00 WIB") for name in ("Ratna", "Hadi", "Yuni")]

    text = text_of(print_surat(letter, compose(letter, example(letter)[1]), members).pdf)

    assert text.count("Anggota Komite Teknis".replace(" ", "")) + text.count("Anggota Komite Teknis") >= len(members)
    assert [name for name in ("Ratna", "Hadi", "Yuni") if name not in text] == []
