"""A unit pasted from the text of a PDF: read in three layouts, doubtful words marked, nothing lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahih.materials.standar.actions import StandarRefused
from sahih.materials.standar.format import StandarUnitSpec, load_standar
from sahih.materials.standar.isian import spec_from, typed_of
from sahih.materials.standar.tempel import read_unit
from sahih.materials.standar.tests.examples import YAML

HEAD = """\
KEPUTUSAN MENTERI
KODE UNIT       : A.01UJI00.001.1
JUDUL UNIT      : Menyiapkan Ruang
                  Uji
DESKRIPSI UNIT  : Unit kompetensi ini berhubungan dengan
                  penyiapan ruang.
"""
TAIL = """\
BATASAN VARIABEL
1. Konteks variabel
 1.1 Unit ini berlaku untuk ruang dengan paling sedikit
 20 orang peserta.
2. Peralatan dan perlengkapan
 2.1 Peralatan
 2.1.1 Luksmeter
 - 12 -
3. Norma dan standar
 (Tidak ada.)
PANDUAN PENILAIAN
1. Konteks penilaian
 1.1 Dilakukan di TUK.
4. Sikap kerja yang diperlukan
 4.1 Teliti
 4.2 Cermat
5. Aspek kritis
 5.1 Ketepatan dalam mengukur
 penerangan
"""
BESIDE = """\
     ELEMEN KOMPETENSI            KRITERIA UNJUK KERJA
1.   Memeriksa ruang         1.1 Penerangan ruang diukur sesuai
     uji                         prosedur.
                             1.2 Kebisingan dicatat.
2.   Menata meja             2.1 Meja ditata.
"""
ROWS = """\
ELEMEN KOMPETENSI
KRITERIA UNJUK KERJA
1. Memeriksa ruang
uji
1.1 Penerangan ruang diukur sesuai
prosedur.
1.2 Kebisingan dicatat.
2. Menata meja
2.1 Meja ditata.
"""
COLUMNS = """\
ELEMEN KOMPETENSI
1. Memeriksa ruang
uji
2. Menata meja
KRITERIA UNJUK KERJA
1.1 Penerangan ruang diukur sesuai
prosedur.
1.2 Kebisingan dicatat.
2.1 Meja ditata.
"""
READ = "1. Memeriksa ruang uji\n1.1 Penerangan ruang diukur sesuai prosedur.\n1.2 Kebisingan dicatat.\n2. Menata meja\n2.1 Meja ditata."


@pytest.mark.parametrize("table", [BESIDE, ROWS, COLUMNS], ids=["berdampingan", "baris", "kolom"])
def test_unit_is_read_whichever_way_its_columns_come(table: str) -> None:
    found = read_unit(HEAD + table + TAIL)

    assert found.typed == {
        "code": "A.01UJI00.001.1",
        "title": "Menyiapkan Ruang Uji",
        "description": "Unit kompetensi ini berhubungan dengan penyiapan ruang.",
        "elements": READ,
        "batasan_variabel": "1 Konteks variabel\n1.1 Unit ini berlaku untuk ruang dengan paling sedikit 20 orang peserta.\n"
        "2 Peralatan dan perlengkapan\n2.1 Peralatan\n2.1.1 Luksmeter\n3 Norma dan standar (Tidak ada.)",
        "panduan_penilaian": "1 Konteks penilaian\n1.1 Dilakukan di TUK.",
        "critical_aspects": "Ketepatan dalam mengukur penerangan",
        "attitudes": "Teliti\nCermat",
    }
    assert (found.unread, found.notes) == (["KEPUTUSAN MENTERI", "- 12 -"], [])


def test_elemen_and_its_kuk_on_one_line_without_loose_words_leave_nothing_to_move() -> None:
    lines = "ELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Menentukan strategi 1.1 Sistem diperiksa.\n 1.2 Prasyarat disiapkan.\n"

    found = read_unit(HEAD + lines + TAIL)

    assert found.typed["elements"] == "1. Menentukan strategi\n1.1 Sistem diperiksa.\n1.2 Prasyarat disiapkan."
    assert found.notes == []


def test_words_of_two_columns_on_one_line_are_marked_and_not_saved() -> None:
    """As some programs copy a PDF: the gap between the columns is one space."""
    mixed = "ELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Menentukan strategi 1.1 Existing system terkait yang sudah\n deployment dimiliki organisasi.\n instruksi 1.2 Prasyarat disiapkan.\n 1.3 Tools diidentifikasi.\n"

    found = read_unit(HEAD + mixed + TAIL)

    assert found.typed["elements"] == (
        "1. Menentukan strategi instruksi\n1.1 Existing system terkait yang sudah [?] deployment dimiliki organisasi.\n"
        "1.2 Prasyarat disiapkan.\n1.3 Tools diidentifikasi."
    )
    assert [note[:40] for note in found.notes] == ["Judul elemen 1 bercampur dengan KUK-nya;"]
    with pytest.raises(StandarRefused) as refusal:
        spec_from(found.typed)
    assert list(refusal.value.reasons) == ["elements"]


def test_what_is_missing_is_named() -> None:
    found = read_unit(
        "KODE UNIT: A.01UJI00.001.1\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Satu\n1.1 a\n1.3 c\n3.1 d\n"
    )

    assert found.notes == [
        "KUK 1.2 belum terbaca.", "Judul elemen 2 belum terbaca.", "KUK elemen 2 belum terbaca.",
        "Judul elemen 3 belum terbaca.", "Bagian aspek kritis belum terbaca.", "Bagian sikap kerja belum terbaca.",
        "Bagian judul unit belum terbaca.",
    ]  # fmt: skip
    with pytest.raises(StandarRefused, match="elemen 3 belum berjudul"):
        spec_from(found.typed)


def test_second_unit_is_left_over_and_said() -> None:
    following = HEAD.removeprefix("KEPUTUSAN MENTERI\n")

    found = read_unit(HEAD + ROWS + TAIL + following)

    assert found.unread[2:] == [line.strip() for line in following.splitlines()]
    assert found.notes[0].startswith("Ada unit kedua")


def test_kuk_printed_under_another_elemen_is_pointed_at() -> None:
    """SKKNI 299/2020 prints two KUK of an elemen 3 as 2.3 and 2.4."""
    found = read_unit(
        HEAD + "ELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. A\n1.1 a\n2. B\n2.1 b\n2.2 c\n3. C\n2.3 d\n" + TAIL
    )

    assert "KUK 2.3 tercetak di bawah elemen 3; periksa letaknya." in found.notes
    assert "KUK elemen 3 belum terbaca." in found.notes


@pytest.mark.parametrize("unit", load_standar(YAML.encode()).units)
def test_boxes_of_a_unit_read_back_as_the_unit(unit: StandarUnitSpec) -> None:
    assert spec_from(typed_of(unit)) == unit


HEADS = {"kode", "judul", "deskripsi", "unit", "elemen", "kompetensi", "kriteria", "unjuk", "kerja", "batasan", "variabel", "panduan", "penilaian", "sikap", "yang", "diperlukan", "aspek", "kritis"}  # fmt: skip
LINES = (HEAD + BESIDE + ROWS + COLUMNS + TAIL).splitlines()


def words(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"[^\W\d_]{2,}", text.lower()) if word not in HEADS)


@given(st.lists(st.sampled_from(LINES) | st.text(st.sampled_from("ab1. :\n\t[?]"), max_size=20), max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_word_of_any_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)

    found = read_unit(text)

    assert words("\n".join((*found.typed.values(), *found.unread))) == words(text)


PAGES = """\
jdih.kemnaker.go.id
- 21 -
KODE UNIT : A.01UJI00.001.1
JUDUL UNIT : Menyiapkan Ruang
ELEMEN KOMPETENSI KRITERIA UNJUK KERJA
1. Memeriksa ruang
1.1 Penerangan diukur sesuai per-
aturan perundang-
undangan oleh masing-
masing petugas.
1.2.Bahan bekas dikemas sebagai limbah B3. jdih.kemnaker.go.id
Standar Kompetensi Kerja
- 22 -
Standar Kompetensi Kerja
1.3Alat di-
ukur dan di-kalibrasi oleh lem-
baga penguji.
jdih.kemnaker.go.id
Halaman 23 dari 40
2.Menata
2.1. Meja ditata.
"""


def test_heads_feet_and_addresses_of_pages_are_listed_and_no_part_of_a_kuk() -> None:
    found = read_unit(PAGES)

    assert found.typed["elements"] == (
        "1. Memeriksa ruang\n1.1 Penerangan diukur sesuai peraturan perundang-undangan oleh masing-masing petugas.\n"
        "1.2 Bahan bekas dikemas sebagai limbah B3.\n1.3 Alat diukur dan di-kalibrasi oleh lem- baga penguji.\n2. Menata\n2.1 Meja ditata."
    )
    assert Counter(found.unread) == Counter(
        {"jdih.kemnaker.go.id": 3, "- 21 -": 1, "- 22 -": 1, "Standar Kompetensi Kerja": 2, "Halaman 23 dari 40": 1}
    )
    assert [note for note in found.notes if "terpotong" in note] == [
        "Kata ini mungkin terpotong di ujung baris: “lem- baga”. Sambung, atau biarkan tanda hubungnya."
    ]


def test_line_that_stands_twice_inside_pages_stays() -> None:
    text = HEAD + ROWS + "BATASAN VARIABEL\n1. Norma\n(Tidak ada.)\n2. Standar\n(Tidak ada.)\n - 12 -\n"

    assert read_unit(text).typed["batasan_variabel"] == "1 Norma (Tidak ada.)\n2 Standar (Tidak ada.)"
