"""A line above a table says which unit follows, and a number that stands in several units is offered first."""

import pytest

from sahih.materials.perangkat.importing.tests.test_docx import kuk, read, texts
from sahih.materials.perangkat.importing.tests.word_files import A, B, C, Doc, grid


@pytest.mark.parametrize(
    "line", [f"Kode Unit: {C}", f"Kode Unit : {C} Merancang Sistem Tanggap Darurat", f"Unit Kompetensi: {C}"]
)
def test_unit_in_a_line_above_the_table_says_the_kelompok(line: str) -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.05. PERTANYAAN TERTULIS PILIHAN GANDA")
        document.add_paragraph(line)
        grid(
            document,
            [
                ["No", "Pertanyaan", "A", "B", "Kunci jawaban"],
                ["1", "Potensi keadaan darurat diidentifikasi dengan", "rapat", "survei", "B"],
            ],
        )

    found = read(build)

    assert [one.kelompok for one in found.spec.bagian] == [2]
    assert [saran[0].ref for saran in found.saran.values()] == [kuk(C, "1.1")]
    assert (found.terlewat, found.catatan) == ((), ())


def test_foreign_unit_in_a_line_above_the_table_is_told() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.07. PERTANYAAN LISAN")
        document.add_paragraph("Kode Unit: M.99ABC01.001.1")
        grid(document, [["No", "Pertanyaan"], ["1", "Apa itu risiko?"]])

    found = read(build)

    assert [one.text for one in found.terlewat] == ["M.99ABC01.001.1"]


def test_number_that_several_units_have_is_offered_before_likeness() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.06. PERTANYAAN TERTULIS ESAI")
        document.add_paragraph("Kelompok Pekerjaan 1")
        grid(
            document,
            [["No", "Pertanyaan"], ["1", "Jelaskan hasil penilaian risiko ditetapkan sesuai tingkat risiko (KUK 1.1)"]],
        )

    (offered,) = read(build).saran.values()

    assert [(one.ref, one.is_named) for one in offered][:3] == [
        (kuk(A, "1.1"), True),
        (kuk(B, "1.1"), True),
        (kuk(A, "2.1"), False),
    ]


@pytest.mark.parametrize("code", ["E.38LB300.001.1", "M.99ABC01.001.1", "TIK.JK01.001.01"])
def test_block_of_foreign_units_is_told_and_never_a_question(code: str) -> None:
    """Codes of two letters and three digits were read as questions, number and all."""

    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.05. PERTANYAAN TERTULIS PILIHAN GANDA")
        grid(document, [["Kelompok Pekerjaan 1", "No.", "Kode Unit", "Judul Unit"], ["^", "1.", code, "Mengidentifikasi Limbah B3"]])  # fmt: skip
        grid(document, [["No", "Pertanyaan", "A", "B", "Kunci"], ["1", "Apa itu limbah?", "sisa", "bahan", "A"]])

    found = read(build)

    assert texts(found, "FR.IA.05") == ["Apa itu limbah?"]
    assert code in [one.text for one in found.terlewat]


def test_unit_line_before_any_title_is_told() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph(f"Kode Unit: {C}")
        document.add_paragraph("FR.IA.07. PERTANYAAN LISAN")
        grid(document, [["No", "Pertanyaan"], ["1", "Apa itu risiko?"]])

    assert f"Kode Unit: {C}" in [one.text for one in read(build).terlewat]
