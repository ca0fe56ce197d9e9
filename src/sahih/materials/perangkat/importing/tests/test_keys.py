"""Keys in tables of their own: to the questions they fit, or told; never into what an asesi reads (FX14)."""

import pytest

from sahih.materials.perangkat.importing.tests.test_docx import choices, keys_of, part, read, texts
from sahih.materials.perangkat.importing.tests.word_files import Doc, grid


def key_table(document: Doc, heading: str, keys: tuple[str, ...], head: str = "Kunci Jawaban") -> None:
    document.add_paragraph(heading)
    grid(document, [["No.", head], *([f"{number}.", one] for number, one in enumerate(keys, 1))])


@pytest.mark.parametrize(
    "heading", ["Lembar Kunci Jawaban Pertanyaan Tertulis – Pilihan Ganda", "KUNCI JAWABAN", "Kunci Jawaban", ""]
)
@pytest.mark.parametrize("head", ["Kunci Jawaban", "Kunci", "Jawaban"])
def test_table_of_keys_beneath_the_questions_finds_them(heading: str, head: str) -> None:
    def build(document: Doc) -> None:
        choices(document)
        key_table(document, heading, ("B", "c"), head)

    found = read(build)

    assert keys_of(found) == [1, 2]
    assert [one.options for one in part(found, "FR.IA.05").butir] == [("pilihan a", "pilihan b", "pilihan c")] * 2
    assert found.terlewat == ()


def essays(document: Doc, title: str) -> None:
    document.add_paragraph(title)
    document.add_paragraph("Kelompok Pekerjaan 1")
    grid(document, [["No.", "Pertanyaan"], ["1.", "Jelaskan risiko."], ["2.", "Jelaskan darurat."]])


def test_letters_beneath_essays_are_the_keys_of_the_choices_before_them() -> None:
    def build(document: Doc) -> None:
        choices(document)
        essays(document, "FR.IA.06. PERTANYAAN TERTULIS ESAI")
        key_table(document, "KUNCI JAWABAN", ("a", "b"))

    found = read(build)

    assert keys_of(found) == [0, 1]
    assert [one.kunci for one in part(found, "FR.IA.06").butir] == [None, None]


@pytest.mark.parametrize(
    ("keys", "why"), [(("Bahaya", "Api"), "lebih dari satu"), (("Bahaya", "Api", "Air"), "tidak ada satu")]
)
def test_keys_that_fit_no_instrument_alone_are_told_with_the_way_out(keys: tuple[str, ...], why: str) -> None:
    def build(document: Doc) -> None:
        essays(document, "FR.IA.06. PERTANYAAN TERTULIS ESAI")
        essays(document, "FR.IA.07. PERTANYAAN LISAN")
        key_table(document, "KUNCI JAWABAN", keys)

    found = read(build)

    assert [(one.text, one.is_secret, why in one.why) for one in found.terlewat] == [
        (f"{number}: {one}", True, True) for number, one in enumerate(keys, 1)
    ]
    assert texts(found, "FR.IA.06") == texts(found, "FR.IA.07") == ["Jelaskan risiko.", "Jelaskan darurat."]
    assert {one.kunci for code in ("FR.IA.06", "FR.IA.07") for one in part(found, code).butir} == {None}


@pytest.mark.parametrize("title", ["Lembar Jawaban Pertanyaan Tertulis – Pilihan Ganda", "Kunci Jawaban Esai"])
def test_title_of_answers_in_small_letters_is_no_part_of_the_question_above(title: str) -> None:
    found = read(lambda document: choices(document, title))

    assert [one.options for one in part(found, "FR.IA.05").butir] == [("pilihan a", "pilihan b", "pilihan c")] * 2
