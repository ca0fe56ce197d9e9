"""What each instrument asks of its author: which heads, which fields of an item, in words that a newcomer understands."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sahih.materials.perangkat.enums import BERDIMENSI, Instrumen


@dataclass(frozen=True)
class Isian:
    """One head field: its column, label and help."""

    name: str
    label: Promise
    help: Promise | str = ""


@dataclass(frozen=True)
class Bentuk:
    """One instrument on the pages of its author."""

    code: Instrumen
    what: Promise
    text: Promise
    text_help: Promise
    heads: tuple[Isian, ...] = ()
    scope: Isian | None = None
    answer: Isian | None = None
    rubric: bool = False
    options: bool = False
    moment: bool = False

    @property
    def slug(self) -> str:
        return self.code.removeprefix("FR.").replace(".", "-").lower()

    @property
    def has_key(self) -> bool:
        return self.options or self.answer is not None

    @property
    def asks_dimension(self) -> bool:
        return self.code in BERDIMENSI


PETUNJUK = Isian(
    "petunjuk", _("Petunjuk tambahan"), _("Di luar petunjuk yang sudah tercetak pada formulir. Boleh kosong.")
)
WAKTU = Isian("minutes", _("Waktu (menit)"), _("Berapa lama asesi mengerjakannya."))
MODEL = Isian(
    "answer", _("Jawaban yang diharapkan"), _("Hanya dibaca asesor. Tulis pokok-pokok yang harus ada dalam jawaban.")
)
RAMBU = _("Ukur satu KUK dengan satu pertanyaan; pertanyaan yang mencakup banyak KUK sulit dinilai.")

_ALL = (
    Bentuk(
        Instrumen.IA01, _("Tolok ukur yang tercetak pada kolom “Standar industri atau tempat kerja”, satu untuk tiap KUK atau satu untuk seluruh KUK sebuah elemen."),
        _("Standar industri atau tempat kerja"), _("Misalnya nama SOP, pasal peraturan, atau spesifikasi produk yang menjadi pembanding."),
        (PETUNJUK,),
    ),
    Bentuk(
        Instrumen.IA02, _("Tugas praktik yang dikerjakan asesi: skenario, peralatan, waktu, lalu langkah kerjanya."),
        _("Langkah kerja"), _("Satu langkah satu butir, dengan kata kerja: “Periksa …”, “Pasang …”."),
        (Isian("skenario", _("Skenario"), _("Keadaan, tugas, dan hasil yang diminta, seperti di tempat kerja.")), Isian("perlengkapan", _("Perlengkapan dan peralatan"), _("Satu baris satu alat atau bahan, dengan jumlahnya.")), WAKTU, PETUNJUK),
    ),
    Bentuk(
        Instrumen.IA03, _("Pertanyaan lisan sekitar praktik. Sebelum praktik: K3L, SOP, peralatan. Sesudahnya: keadaan tak terduga (CMS), peran dan lingkungan (JRES), keadaan lain (TRS)."),
        _("Pertanyaan"), RAMBU, (PETUNJUK,), answer=MODEL, moment=True,
    ),
    Bentuk(
        Instrumen.IA04A, _("Proyek singkat atau kegiatan terstruktur: apa yang disiapkan, apa yang dipresentasikan, dan berapa lama."),
        _("Instruksi"), _("Bagian proyek yang membuktikan KUK tertentu. Satu instruksi satu butir."),
        (Isian("skenario", _("Hal yang harus disiapkan, dilakukan atau dihasilkan")), Isian("minutes", _("Waktu menyiapkan (menit)")), Isian("keluaran", _("Hal yang perlu didemonstrasikan atau dipresentasikan")), Isian("present_minutes", _("Waktu presentasi (menit)")), PETUNJUK),
    ),
    Bentuk(
        Instrumen.IA04B, _("Pertanyaan asesor setelah presentasi proyek, menurut lingkup penyajiannya; bersama-sama memenuhi lima dimensi."),
        _("Pertanyaan"), RAMBU, (PETUNJUK,), scope=Isian("scope", _("Lingkup penyajian"), _("Bagian proyek yang ditanyakan, misalnya “Identifikasi bahaya”.")), answer=MODEL,
    ),
    Bentuk(
        Instrumen.IA05, _("Soal pilihan ganda. Satu soal mewakili satu KUK; nilai lulus bawaan 100, sehingga soal yang salah menunjukkan KUK yang belum terbukti."),
        _("Soal"), RAMBU, (WAKTU, PETUNJUK), options=True, rubric=True,
    ),
    Bentuk(
        Instrumen.IA06, _("Soal esai dengan jawaban model dan rambu penilaian."),
        _("Soal"), RAMBU, (WAKTU, PETUNJUK), answer=MODEL, rubric=True,
    ),
    Bentuk(Instrumen.IA07, _("Pertanyaan lisan yang memperkuat bukti yang sudah ada."), _("Pertanyaan"), RAMBU, (PETUNJUK,), answer=MODEL),
    Bentuk(
        Instrumen.IA08, _("Bukti yang diharapkan dalam portofolio. Asesor memeriksa apakah bukti valid, asli, terkini dan memadai."),
        _("Bukti yang diharapkan"), _("Misalnya laporan, foto hasil kerja, atau surat keterangan atasan."), (PETUNJUK,),
    ),
    Bentuk(
        Instrumen.IA09, _("Pertanyaan wawancara yang menindaklanjuti bukti portofolio."),
        _("Pertanyaan"), RAMBU, (PETUNJUK,), scope=Isian("scope", _("Bukti yang ditanyakan"), _("Bukti pada FR.IA.08 yang melatari pertanyaan ini.")), answer=MODEL,
    ),
    Bentuk(
        Instrumen.IA10, _("Enam pernyataan untuk pihak ketiga sudah tercetak pada formulir. Tandai KUK yang dibuktikan tiap pernyataan."),
        _("Pernyataan"), _("Kalimat resmi; ubah hanya bila LSP memakai kalimat lain."), (PETUNJUK,),
    ),
    Bentuk(
        Instrumen.IA11, _("Baris ceklis reviu produk: apa yang diperiksa pada hasil kerja asesi."),
        _("Yang diperiksa"), _("Misalnya “Ukuran produk sesuai gambar kerja”."),
        (Isian("skenario", _("Produk yang direviu")), Isian("perlengkapan", _("Standar dan spesifikasi produk")), PETUNJUK),
        scope=Isian("scope", _("Kelompok pemeriksaan"), _("Spesifikasi, performa, atau keselamatan dan keamanan.")),
    ),
)  # fmt: skip
BENTUK: Mapping[str, Bentuk] = {one.code.value: one for one in _ALL}
BY_SLUG: Mapping[str, Bentuk] = {one.slug: one for one in _ALL}
