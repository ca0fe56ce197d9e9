"""Word files in the layouts of the printed instruments, read item by item (forms 5; exam_proctor 6.12)."""

import copy
import io
from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from sahih.documents.susunan import Kelompok
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan
from sahih.materials.perangkat.importing.bacaan import Alamat, Bacaan
from sahih.materials.perangkat.importing.docx_reader import read_docx
from sahih.materials.perangkat.importing.pictures import hash_of, reencoded
from sahih.materials.perangkat.importing.tests import word_files as files
from sahih.materials.perangkat.importing.tests.word_files import A, B, C, as_bytes, grid, png, small_acuan

Doc = Any  # reason: python-docx's own class is a factory's result


def read(build: Any) -> Bacaan:  # reason: see Doc
    return read_docx(as_bytes(build), acuan=small_acuan())


def part(found: Bacaan, code: str) -> BagianSpec:
    return next(one for one in found.spec.bagian if one.instrumen == code)


def texts(found: Bacaan, code: str) -> list[str]:
    return [one.text for one in part(found, code).butir]


def kuk(unit: str, number: str) -> RefSpec:
    return RefSpec(unit=unit, kuk=number)


@pytest.fixture(scope="module")
def whole() -> Bacaan:
    return read(files.whole_muk)


def test_every_instrument_of_a_whole_muk_is_found(whole: Bacaan) -> None:
    assert [(one.instrumen, one.kelompok, len(one.butir)) for one in whole.spec.bagian] == [
        ("FR.IA.01", 1, 1), ("FR.IA.02", 1, 2), ("FR.IA.03", 1, 3), ("FR.IA.05", 1, 3), ("FR.IA.07", 1, 2),
        ("FR.IA.10", 1, 1), ("FR.IA.11", 1, 3), ("FR.IA.04A", 2, 0), ("FR.IA.04B", 2, 2), ("FR.IA.06", 2, 1),
        ("FR.IA.08", 2, 1), ("FR.IA.09", 2, 1),
    ]  # fmt: skip


def test_what_stands_on_every_paper_is_neither_taken_nor_called_unknown(whole: Bacaan) -> None:
    assert [(one.where, one.why) for one in whole.terlewat] == [
        ("Tabel 5, baris 5", "kolom standar industri atau tempat kerja kosong"),
        ("Tabel 25, baris 3", "kunci nomor 9: soalnya tidak ditemukan"),
    ]
    assert "Sari Wulandari" not in whole.spec.model_dump_json()


def test_benchmark_merged_over_an_elemen_is_one_item_for_its_kuk(whole: Bacaan) -> None:
    assert part(whole, "FR.IA.01").butir == (
        ButirSpec(text="a. UU No. 1 Tahun 1970\nb. PP No. 50 Tahun 2012", refs=(kuk(A, "1.1"), kuk(A, "1.2"))),
    )


def test_scenario_equipment_time_and_steps_of_ia02(whole: Bacaan) -> None:
    found = part(whole, "FR.IA.02")

    assert found.skenario == "Anda petugas K3 di bengkel las. Susun rencana pengendalian risikonya."
    assert (found.perlengkapan, found.minutes) == ("Formulir HIRARC\nHelm", 90)
    assert str(found.petunjuk).startswith("1. Baca dan pelajari")
    assert [(one.text, one.refs) for one in found.butir] == [
        ("Kenali bahaya di tiap lokasi", (kuk(A, "1.1"),)), ("Nilai risikonya", (kuk(A, "1.2"),)),
    ]  # fmt: skip


def test_references_dimension_and_time_are_taken_out_of_the_question(whole: Bacaan) -> None:
    first, second, third = part(whole, "FR.IA.03").butir

    assert first == ButirSpec(
        text="Apa alat pelindung diri untuk mengelas?", refs=(kuk(B, "1.1"),), dimensi="TS", saat="sebelum"
    )
    assert (second.refs, second.dimensi, second.saat) == ((kuk(A, "1.2"),), "CMS", "sesudah")
    assert third.refs == ()


def test_question_without_reference_gets_a_suggestion_and_no_kuk(whole: Bacaan) -> None:
    found = whole.saran[Alamat("FR.IA.03", 1, 3)]

    assert found[0].ref == kuk(B, "1.2")
    assert [one.percent for one in found] == sorted((one.percent for one in found), reverse=True)
    assert Alamat("FR.IA.03", 1, 1) not in whole.saran


def test_keys_of_05b_find_the_questions_of_05a(whole: Bacaan) -> None:
    found = part(whole, "FR.IA.05").butir

    assert [(one.text, one.options, one.kunci) for one in found] == [
        ("Faktor bahaya dinilai dengan …", ("tebakan", "metode penilaian risiko", "suara terbanyak", "undian"), KunciSpec(option=1)),
        ("Alat pelindung diri disimpan menurut …", ("selera", "petunjuk pabrik", "ukuran"), KunciSpec(option=1)),
        ("Mana yang pertama?", ("lari", "menilai", "tidur"), KunciSpec(option=1)),
    ]  # fmt: skip


def test_whatever_may_quote_a_key_is_marked_secret(whole: Bacaan) -> None:
    assert [(one.text, one.is_secret) for one in whole.terlewat] == [("KUK 2.1", False), ("A", True)]


def test_oral_questions_and_essays_have_their_model_answers(whole: Bacaan) -> None:
    assert [one.kunci for one in part(whole, "FR.IA.07").butir] == [
        KunciSpec(answer="Sesuai tingkat risiko K3"), KunciSpec(answer="Pemakainya"),
    ]  # fmt: skip
    assert part(whole, "FR.IA.06").butir == (
        ButirSpec(text="Jelaskan dua potensi keadaan darurat.", refs=(kuk(C, "1.1"),), kunci=KunciSpec(answer="Kebakaran dan gempa")),
    )  # fmt: skip


def test_project_times_and_two_questions_in_one_cell(whole: Bacaan) -> None:
    project = part(whole, "FR.IA.04A")

    assert (project.minutes, project.present_minutes) == (120, 15)
    assert [one.refs for one in part(whole, "FR.IA.04B").butir] == [(kuk(C, "1.1"),)] * 2
    assert [(one.scope, one.text) for one in part(whole, "FR.IA.04B").butir][1] == (
        "Potensi darurat",
        "Mana yang paling berat?",
    )


def test_lettered_lines_of_a_product_review_stand_under_their_head(whole: Bacaan) -> None:
    assert [(one.scope, one.text) for one in part(whole, "FR.IA.11").butir] == [
        ("Spesifikasi produk", "Ukuran produk sesuai rencana atau gambar kerja"),
        ("Spesifikasi produk", "Estetika/penampilan produk"),
        (None, "Performa produk"),
    ]
    assert part(whole, "FR.IA.11").skenario == "Nama produk yang direviu: Dokumen HIRARC"


def test_edition_of_2020_goes_unit_by_unit() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.03 PERTANYAAN UNTUK MENDUKUNG OBSERVASI")
        for code, question in ((A, "Apa itu risiko?"), (C, "Apa itu darurat?")):
            grid(
                document, [["Unit Kompetensi", "Kode Unit :", code], ["^", "Judul Unit :", small_acuan().titles[code]]]
            )
            grid(
                document,
                [
                    ["No.", "Pertanyaan", "Rekomendasi", "<"],
                    ["^", "^", "K", "BK"],
                    ["1.", f"{question}\nKUK 1.1\nTanggapan:", "", ""],
                ],
            )

    found = read(build)

    assert [(one.kelompok, one.butir[0].text, one.butir[0].refs) for one in found.spec.bagian] == [
        (1, "Apa itu risiko?", (kuk(A, "1.1"),)), (2, "Apa itu darurat?", (kuk(C, "1.1"),)),
    ]  # fmt: skip


def test_questions_as_lists_between_the_tables() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.05A PERTANYAAN TERTULIS PILIHAN GANDA")
        document.add_paragraph("Kelompok Pekerjaan 1")
        for number in (1, 2):
            document.add_paragraph(f"Soal nomor {number} tentang bahaya?", style="List Number")
            for letter, option in zip("abc", ("api", "air", "angin"), strict=True):
                document.add_paragraph(f"{letter}. {option} {number}")
        document.add_paragraph("FR.IA.05B KUNCI JAWABAN PILIHAN GANDA")
        document.add_paragraph("1. C")
        document.add_paragraph("2. a")

    found = part(read(build), "FR.IA.05").butir

    assert [(one.text, one.options, one.kunci) for one in found] == [
        ("Soal nomor 1 tentang bahaya?", ("api 1", "air 1", "angin 1"), KunciSpec(option=2)),
        ("Soal nomor 2 tentang bahaya?", ("api 2", "air 2", "angin 2"), KunciSpec(option=0)),
    ]


def question_file(change: Any) -> Bacaan:  # reason: see Doc
    """FR.IA.03 with two questions, its second cell changed."""

    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.03. PERTANYAAN UNTUK MENDUKUNG OBSERVASI")
        document.add_paragraph("Kelompok Pekerjaan 1")
        table = grid(
            document,
            [
                ["No.", "Pertanyaan", "Tanggapan"],
                ["1.", "Apa bahaya di bengkel?", ""],
                ["2.", "Apa isi kotak P3K?", ""],
            ],
        )
        change(document, table.cell(1, 1))

    return read(build)


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    def change(_document: Doc, cell: Any) -> None:  # reason: see Doc
        run = cell.paragraphs[0].runs[0]._r
        inserted = OxmlElement("w:ins")
        inserted.append(copy.deepcopy(run))
        inserted[0].find(qn("w:t")).text = "Sebutkan tiga bahaya di bengkel."
        deleted = OxmlElement("w:del")
        run.addprevious(inserted)
        run.addprevious(deleted)
        deleted.append(run)

    found = question_file(change)

    assert texts(found, "FR.IA.03") == ["Sebutkan tiga bahaya di bengkel.", "Apa isi kotak P3K?"]
    assert any("track changes" in one for one in found.catatan)


def test_picture_in_a_cell_comes_along_encoded_again() -> None:
    photo = png("blue", size=(3000, 10), kind="JPEG")

    def change(_document: Doc, cell: Any) -> None:  # reason: see Doc
        cell.add_paragraph().add_run().add_picture(io.BytesIO(photo), width=Mm(30))

    found = question_file(change)
    picture = reencoded(photo)

    assert picture is not None
    assert part(found, "FR.IA.03").butir[0].picture is not None
    assert dict(found.gambar) == {hash_of(picture): picture}
    assert picture.content != photo
    assert "gambar tanpa keterangan" in [one.why for one in found.terlewat]


def test_text_boxes_hidden_text_and_footnotes_are_told() -> None:
    def change(_document: Doc, cell: Any) -> None:  # reason: see Doc
        paragraph = cell.paragraphs[0]._p
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>jawabannya api</w:t></w:r>"))
        paragraph.append(parse_xml(
            f'<w:r {nsdecls("w")}><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>dalam kotak</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
        ))  # fmt: skip
        paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))

    found = question_file(change)

    assert texts(found, "FR.IA.03")[0] == "Apa bahaya di bengkel?"
    assert [(one.text, one.why.split(" ")[0], one.is_secret) for one in found.terlewat] == [
        ("dalam kotak", "tulisan", True), ("jawabannya api", "tulisan", True), ("", "catatan", True),
    ]  # fmt: skip


def test_nested_table_gives_its_words_and_is_told() -> None:
    def change(_document: Doc, cell: Any) -> None:  # reason: see Doc
        inner = cell.add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Bising", "90 dB"

    found = question_file(change)

    assert texts(found, "FR.IA.03")[0] == "Apa bahaya di bengkel?\nBising\n90 dB"
    assert [one.why.split(";")[0] for one in found.terlewat] == ["tabel di dalam sel"]


@pytest.mark.parametrize(
    ("written", "refs", "why"),
    [
        (f"{A} KUK 1.1, 1.2", (kuk(A, "1.1"), kuk(A, "1.2")), ""),
        (f"{A.lower()} / 2 / 2.1", (kuk(A, "2.1"),), ""),
        ("UK.1.EK.1.KUK.1.1 s.d. 1.2", (kuk(A, "1.1"), kuk(A, "1.2")), ""),
        ("Unit 2 Elemen 1 KUK 2", (kuk(B, "1.2"),), ""),
        ("2.1 dan 3.1", (kuk(A, "2.1"), kuk(B, "3.1")), ""),
        ("1.1", (), "ada pada beberapa unit"),
        ("KUK 7.7", (), "tidak ada pada unit"),
        (f"{A} aspek kritis 2", (RefSpec(unit=A, kritis=2),), ""),
        ("M.99ABC01.001.1 KUK 1.1", (), "kode unit M.99ABC01.001.1 tidak ada"),
        (f"{C} KUK 1.1", (), "bukan bagian kelompok pekerjaan 1"),
    ],
)
def test_references_as_lsp_write_them(written: str, refs: tuple[RefSpec, ...], why: str) -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.07. PERTANYAAN LISAN")
        document.add_paragraph("Kelompok Pekerjaan 1")
        grid(document, [["No.", "Pertanyaan", "KUK"], ["1.", "Apa itu risiko?", written]])

    found = read(build)

    assert part(found, "FR.IA.07").butir[0].refs == refs
    assert [one for one in found.terlewat if why and why in one.why] or not why
    assert not found.terlewat or why


def test_kuk_with_other_words_than_the_skema_is_linked_and_told() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.01. CL CEKLIS OBSERVASI AKTIVITAS DI TEMPAT KERJA")
        grid(document, [["Unit Kompetensi 1", "Kode Unit", A]])
        grid(
            document,
            [
                ["No", "Elemen", "Kriteria Unjuk Kerja", "Benchmark (SOP / spesifikasi produk industri)"],
                ["1", "Kue", "1.1 Adonan diuleni sampai kalis", "SOP-7"],
            ],
        )

    found = read(build)

    assert part(found, "FR.IA.01").butir == (ButirSpec(text="SOP-7", refs=(kuk(A, "1.1"),)),)
    assert [one.where for one in found.terlewat] == ["Tabel 2, baris 2"]


def test_file_of_another_skema_says_so() -> None:
    other = Acuan("SKM/2/2026", "Lain", (Kelompok(1, "", small_acuan().susunan[0].unit),), {})

    found = read_docx(as_bytes(files.ia03), acuan=other)

    assert any("SKM/1/2026" in one and "SKM/2/2026" in one for one in found.catatan)


def test_file_without_an_instrument_lists_all_it_holds() -> None:
    found = read(lambda document: grid(document, [["Menu", "Harga"], ["Nasi", "12.000"]]))

    assert found.spec.bagian == ()
    assert [one.text for one in found.terlewat] == ["Menu | Harga", "Nasi | 12.000"]
    assert any("Tidak satu butir pun" in one for one in found.catatan)


def test_filled_paper_of_an_asesi_is_read_without_its_answers() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.03. PERTANYAAN UNTUK MENDUKUNG OBSERVASI")
        document.add_paragraph("Kelompok Pekerjaan 2")
        grid(
            document,
            [
                ["No.", "Pertanyaan", "Tanggapan"],
                ["1.", "Apa itu darurat?\nTanggapan: menurut Sari kebakaran", "Sari menjawab lancar"],
            ],
        )

    found = read(build)

    assert "Sari" not in found.spec.model_dump_json() + str(found.terlewat)
    assert any("isian itu tidak diambil" in one for one in found.catatan)


def oral_table(document: Doc, *heads: str, rows: tuple[tuple[str, ...], ...]) -> None:
    document.add_paragraph("FR.IA.07. PERTANYAAN LISAN")
    document.add_paragraph("Kelompok Pekerjaan 1")
    grid(document, [list(heads), *map(list, rows)] if heads else [list(row) for row in rows])
    document.add_paragraph("LEMBAR PENYUSUN: Budi, 2024")


ORAL = (("1", "Apa fungsi helm?", "Melindungi kepala", ""), ("2", "Mengapa rem diaktifkan?", "Agar tidak bergerak", ""))


@pytest.mark.parametrize("last", ["K/BK", "Kompeten / Belum Kompeten", "Kolom buatan kami"])
def test_answers_beside_questions_are_never_read_by_the_asesi(last: str) -> None:
    """FX14: one head that we did not know made the answer a part of the question."""
    heads = ("No.", "Pertanyaan", "Jawaban yang diharapkan", last)
    found = read(lambda document: oral_table(document, *heads, rows=ORAL))

    assert texts(found, "FR.IA.07") == ["Apa fungsi helm?", "Mengapa rem diaktifkan?"]
    assert [one.kunci and one.kunci.answer for one in part(found, "FR.IA.07").butir] == [
        "Melindungi kepala", "Agar tidak bergerak",
    ]  # fmt: skip


def test_table_without_a_head_gives_its_questions_and_tells_the_rest() -> None:
    """FX14: a column without a name may hold the answers."""
    found = read(lambda document: oral_table(document, rows=ORAL))

    assert texts(found, "FR.IA.07") == ["Apa fungsi helm?", "Mengapa rem diaktifkan?"]
    told = {one.text: one.is_secret for one in found.terlewat if "tanpa judul kolom" in one.why}
    assert told == {"Melindungi kepala": True, "Agar tidak bergerak": True}


def test_keys_in_one_line_find_their_questions() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.05.A. PERTANYAAN TERTULIS PILIHAN GANDA")
        document.add_paragraph("Kelompok Pekerjaan 1")
        for number in (1, 2, 3):
            document.add_paragraph(f"{number}. Soal nomor {number}?")
            for letter in "abc":
                document.add_paragraph(f"{letter}. pilihan {letter}")
        document.add_paragraph("Kunci jawaban: 1. a  2. c  3. B")

    found = read(build)

    assert [one.kunci and one.kunci.option for one in part(found, "FR.IA.05").butir] == [0, 2, 1]
    assert [one.options for one in part(found, "FR.IA.05").butir] == [("pilihan a", "pilihan b", "pilihan c")] * 3


def choices(document: Doc, *more: Any) -> None:  # reason: see Doc
    document.add_paragraph("FR.IA.05.A. PERTANYAAN TERTULIS PILIHAN GANDA")
    document.add_paragraph("Kelompok Pekerjaan 1")
    for number in (1, 2):
        document.add_paragraph(f"{number}. Soal nomor {number}?")
        for letter in "abc":
            document.add_paragraph(f"{letter}. pilihan {letter}")
    for one in more:
        document.add_paragraph(one)


def keys_of(found: Bacaan) -> list[int | None]:
    return [one.kunci.option if one.kunci else None for one in part(found, "FR.IA.05").butir]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (("Kunci jawaban", "1. b", "2. c"), [1, 2]),
        (("Kunci:", "1) B", "2) C"), [1, 2]),
        (("Kunci jawaban: 1. a\n2. c",), [0, 2]),
    ],
)
def test_keys_beneath_the_questions_are_never_questions(more: tuple[str, ...], expected: list[int]) -> None:
    """FX14: with the head on a line of its own the keys became questions that the asesi reads."""
    found = read(lambda document: choices(document, *more))

    assert keys_of(found) == expected
    assert [one.options for one in part(found, "FR.IA.05").butir] == [("pilihan a", "pilihan b", "pilihan c")] * 2


def test_options_that_pair_numbers_with_letters_stay_options() -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.05.A. PERTANYAAN TERTULIS PILIHAN GANDA")
        document.add_paragraph("Kelompok Pekerjaan 1")
        for line in ("1. Pasangkan alat dan fungsinya.", "a. 1-A, 2-B", "b. 1-B, 2-A"):
            document.add_paragraph(line)

    found = read(build)

    assert [(one.options, one.kunci) for one in part(found, "FR.IA.05").butir] == [(("1-A, 2-B", "1-B, 2-A"), None)]


def test_letter_beside_a_question_without_head_is_no_part_of_an_option() -> None:
    """FX14: the key stood in the last choice."""

    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.05.A. PERTANYAAN TERTULIS PILIHAN GANDA")
        document.add_paragraph("Kelompok Pekerjaan 1")
        grid(document, [["1", "Apa fungsi rem?", "a. menahan\nb. melaju", "a"]])

    found = read(build)

    assert [one.options for one in part(found, "FR.IA.05").butir] == [("menahan", "melaju")]
    assert [(one.text, one.is_secret) for one in found.terlewat if "tanpa judul kolom" in one.why] == [("a", True)]


def test_column_of_remarks_is_told_and_accuses_nobody() -> None:
    rows = (("1", "Apa fungsi helm?", "Melindungi kepala", "Tingkat kesulitan sedang"),)
    found = read(
        lambda document: oral_table(document, "No.", "Pertanyaan", "Jawaban yang diharapkan", "Keterangan", rows=rows)
    )

    assert [one.text for one in found.terlewat if "kolom ini tidak dikenali" in one.why] == ["Tingkat kesulitan sedang"]
    assert [note for note in found.catatan if "sudah berisi jawaban" in note] == []
