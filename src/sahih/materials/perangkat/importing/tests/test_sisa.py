"""Nothing of a Word file goes by in silence (docs/decisions/0026): what is not in the draft is in the list."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahih.materials.perangkat.importing.bacaan import Bacaan
from sahih.materials.perangkat.importing.docx_reader import read_docx
from sahih.materials.perangkat.importing.tests.word_files import as_bytes, grid, small_acuan

TITLES = ("FR.IA.01. CEKLIS OBSERVASI", "FR.IA.02. TUGAS PRAKTIK DEMONSTRASI", "FR.IA.03. PERTANYAAN UNTUK MENDUKUNG OBSERVASI", "FR.IA.05. PERTANYAAN TERTULIS PILIHAN GANDA",
    "FR.IA.06. PERTANYAAN TERTULIS ESAI", "FR.IA.07. PERTANYAAN LISAN", "FR.IA.08. CEKLIS VERIFIKASI PORTOFOLIO", "FR.IA.09. PERTANYAAN WAWANCARA", "FR.IA.11. CEKLIS REVIU PRODUK", "Kunci Jawaban", "Kelompok Pekerjaan 1")  # fmt: skip
HEADS = ("No.", "Pertanyaan", "Kunci Jawaban", "A", "B", "KUK", "Dimensi", "Rubrik", "Uraian", "Kriteria Unjuk Kerja", "Acuan Pembanding", "Saat", "Lingkup penyajian", "Kolom kami")  # fmt: skip
Part = tuple[str, Any]  # reason: a paragraph's shape or a table's

FORMS = st.sampled_from(("{}", "1. {}", "a. {}", "Skenario: {}", "Kunci jawaban: {}", "Nama {}", "Selesai {} dengan mesin", "KUK 1.1 {}", "{}?"))  # fmt: skip
PARAGRAPHS = FORMS.map(lambda form: ("paragraph", form))
TITLED = st.sampled_from(TITLES).map(lambda title: ("title", title))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(st.sampled_from(HEADS), min_size=width, max_size=width),
        st.lists(st.lists(FORMS | st.just(""), min_size=width, max_size=width), min_size=1, max_size=3),
    ).map(lambda both: ("table", both))
)


class Words:
    """A word of its own for each place, so that its loss shows."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def fill(self, form: str) -> str:
        if "{}" not in form:
            return form
        number = len(self.given)
        self.given.append("qz" + "".join("abcdefghij"[int(one)] for one in f"{number:03d}") + "xw")
        return form.format(self.given[-1])


def built(parts: Sequence[Part], words: Words) -> bytes:
    def build(document: Any) -> None:  # reason: python-docx's own class is a factory's result
        for kind, what in parts:
            if kind != "table":
                document.add_paragraph(words.fill(what))
                continue
            heads, rows = what
            numbered = [[str(place) if head == "No." else words.fill(one) for head, one in zip(heads, row, strict=True)] for place, row in enumerate(rows, 1)]  # fmt: skip
            grid(document, [heads, *numbered])

    return as_bytes(build)


def told(found: Bacaan) -> str:
    return found.spec.model_dump_json() + " ".join(one.text for one in found.terlewat)


# A Word file is built for each try.
@settings(deadline=None, max_examples=60)
@given(st.lists(PARAGRAPHS | TITLED | TABLES, min_size=1, max_size=9))
def test_every_word_of_a_file_is_in_the_draft_or_in_the_list(parts: Sequence[Part]) -> None:
    words = Words()
    found = read_docx(built(parts, words), acuan=small_acuan())

    assert [one for one in words.given if one not in told(found)] == []


@pytest.mark.parametrize(
    ("column", "text"), [("KUK", "Lihat buku merah"), ("Dimensi", "berpikir"), ("Saat", "kapan saja")]
)
def test_word_of_an_own_kind_in_a_known_column_is_told(column: str, text: str) -> None:
    def build(document: Any) -> None:  # reason: as above
        document.add_paragraph("FR.IA.07. PERTANYAAN LISAN")
        document.add_paragraph("Kelompok Pekerjaan 1")
        grid(document, [["No.", "Pertanyaan", column], ["1.", "Apa itu risiko?", text]])

    found = read_docx(as_bytes(build), acuan=small_acuan())

    assert [(one.where, one.text, one.is_secret) for one in found.terlewat] == [
        ("Tabel 1, baris 2, kolom 3", text, True)
    ]
