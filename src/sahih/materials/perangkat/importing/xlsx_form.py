"""The workbook in which a MUK is written: its sheets and columns, the same for template, export and import."""

from collections.abc import Mapping

from sahih.materials.perangkat.enums import BERDIMENSI, BERKUNCI, Dimensi, Instrumen, Jenis, Metode, Saat
from sahih.materials.perangkat.importing.acuan import Isi, said

PETUNJUK, MUK, BAGIAN, KODE = "Petunjuk", "MUK", "Bagian", "Kode KUK"
INSTRUMEN = tuple(Instrumen.values)
HEAD_ROW = 1
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 3000, 60, 20

# The sheet "MUK": what stands in column A, and which part of the format column B is.
MUK_ROWS: Mapping[str, str] = {"Nomor skema": "skema", "Judul MUK": "title", "Batas lulus (%)": "pass_mark"}

BAGIAN_COLUMNS: Mapping[str, str] = {
    "Instrumen": "instrumen", "Kelompok": "kelompok", "Petunjuk": "petunjuk", "Skenario atau yang disiapkan": "skenario",
    "Perlengkapan dan peralatan": "perlengkapan", "Hasil atau yang dipresentasikan": "keluaran", "Waktu (menit)": "minutes",
    "Waktu presentasi (menit)": "present_minutes",
}  # fmt: skip

OPTIONS = ("Pilihan a", "Pilihan b", "Pilihan c", "Pilihan d", "Pilihan e")
KUK = ("KUK 1", "KUK 2", "KUK 3")
SCOPE = "Lingkup"
OTHER_KUK = "KUK lain (pisahkan dengan ;)"
KUNCI = ("Kunci (a–e)", "Jawaban model", "Rubrik")
BUTIR_COLUMNS = (
    "Kelompok", "Butir", SCOPE, *KUK, OTHER_KUK, "Dimensi", "Saat", "Kritis", "Jenis bukti", "Metode", *OPTIONS, *KUNCI, "Gambar",
    "Keterangan gambar",
)  # fmt: skip
WIDTHS: Mapping[str, int] = {
    "Butir": 60, **dict.fromkeys(KUK, 34), OTHER_KUK: 24, **dict.fromkeys(OPTIONS, 26), "Jawaban model": 40, "Rubrik": 40,
    "Keterangan gambar": 30, "Petunjuk": 44, "Skenario atau yang disiapkan": 60, "Perlengkapan dan peralatan": 40,
    "Hasil atau yang dipresentasikan": 40,
}  # fmt: skip
YES = "ya"

# Drop-downs with a fixed list; KUK and kelompok follow the skema.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "Dimensi": tuple(Dimensi.values), "Saat": tuple(Saat.values), "Kritis": (YES,), "Jenis bukti": tuple(Jenis.values),
    "Metode": tuple(Metode.values), "Kunci (a–e)": tuple("abcde"),
}  # fmt: skip


def is_usual(column: str, instrumen: str) -> bool:
    """Whether an instrument has use for a column; the others are hidden until something stands in them."""
    if column in OPTIONS or column == KUNCI[0]:
        return instrumen == Instrumen.IA05
    if column in KUNCI:
        return instrumen in BERKUNCI
    if column == SCOPE:
        return instrumen in (Instrumen.IA04B, Instrumen.IA09, Instrumen.IA11)
    if column == "Saat":
        return instrumen == Instrumen.IA03
    return column != "Dimensi" or instrumen in BERDIMENSI


def label_of(one: Isi) -> str:
    """As a drop-down shows it: the code first, then enough of the words to choose by."""
    words = " ".join(one.text.split())
    return f"{said(one.ref)} – {words if len(words) <= 90 else words[:89] + '…'}"
