"""FR.MAPA.01, edition 2023: one plan per scheme version and potensi asesi, made and validated once (PL5)."""

from sahih.documents.fr.mapa_01 import rules
from sahih.documents.fr.mapa_01.metode import KETERANGAN_METODE, PERANGKAT
from sahih.documents.fr.terms import POTENSI, TUJUAN
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Row, Section, Signature

PENYUSUN = "penyusun"
LINGKUNGAN = (Option("nyata", "Tempat kerja nyata"), Option("simulasi", "Tempat kerja simulasi"))
PELUANG = (Option("tersedia", "Tersedia"), Option("terbatas", "Terbatas"))
HUBUNGAN = (
    Option("bukti", "Bukti untuk mendukung asesmen / RPL:"),
    Option("aktivitas", "Aktivitas kerja di tempat kerja Asesi:"),
    Option("pembelajaran", "Kegiatan Pembelajaran:"),
)
PELAKU = (
    Option("lsp", "Lembaga Sertifikasi"),
    Option("pelatihan", "Organisasi Pelatihan"),
    Option("perusahaan", "Asesor Perusahaan"),
)
RELEVAN = (
    ("manajer_sertifikasi", "Manajer sertifikasi LSP"),
    ("master_asesor", "Master Asesor / Master Trainer / Lead Asesor / Asesor Utama Kompetensi"),
    (
        "manajer_pelatihan",
        "Manajer pelatihan Lembaga Training terakreditasi / Lembaga Training terdaftar",
    ),
    ("manajer_tempat_kerja", "Manajer atau supervisor ditempat kerja"),
)
TOLOK_UKUR = (
    ("standar", "Standar Kompetensi: SKKNI"),
    ("kurikulum", "Kriteria asesmen dari kurikulum pelatihan"),
    ("spesifikasi_kinerja", "Spesifikasi kinerja suatu perusahaan atau industri:"),
    ("spesifikasi_produk", "Spesifikasi Produk:"),
    ("pedoman", "Pedoman khusus:"),
)
ADA = (Option("ada", "Ada"), Option("tidak_ada", "tidak ada"))
JENIS_BUKTI = tuple(Option(code, code, over="Jenis Bukti") for code in ("L", "TL", "T"))
TERPILIH = (Option("ya", ""),)


def modifikasi(key: str, label: str) -> tuple[Field, Field]:
    """Ada / tidak ada, and what there is."""
    explained = Field(
        f"{key}_uraian", "Jika Ada, tuliskan", "paragraph", PENYUSUN, required=False, group=label, tucked=True
    )
    return Field(key, label, "choice", PENYUSUN, options=ADA, strike=True, after="*"), explained


FR_MAPA_01 = Formulir(
    code="FR.MAPA.01",
    version=1,
    title="Merencanakan Aktivitas dan Proses Asesmen",
    header=("skema",),
    blocks=(
        Section(
            "1. Menentukan Pendekatan Asesmen",
            (
                Field("potensi", "1.1 Asesi", "choice", PENYUSUN, options=POTENSI),
                Field("tujuan", "Tujuan Asesmen", "many", PENYUSUN, options=TUJUAN),
                Field("tujuan_lainnya", "Lainnya", by=PENYUSUN, required=False, group="Tujuan Asesmen"),
                "Konteks Asesmen:",
                Field("lingkungan", "Lingkungan", "many", PENYUSUN, options=LINGKUNGAN, columns=2),
                Field(
                    "peluang",
                    "Peluang untuk mengumpulkan bukti dalam sejumlah situasi",
                    "choice",
                    PENYUSUN,
                    options=PELUANG,
                    columns=2,
                ),
                Field("hubungan", "Hubungan antara standar kompetensi dan:", "many", PENYUSUN, options=HUBUNGAN),
                Field("pelaku", "Siapa yang melakukan asesmen / RPL", "many", PENYUSUN, options=PELAKU),
                Field(
                    "relevan",
                    "Konfirmasi dengan orang yang relevan",
                    "many",
                    PENYUSUN,
                    options=tuple(Option(key, label) for key, label in RELEVAN),
                ),
            ),
        ),
        Grid(
            "tolok_ukur",
            title="1.2 Standar Industri atau Tempat Kerja",
            level=3,
            columns=(
                Column("", (Field("dipakai", "", "computed", options=TERPILIH),), width=10, spread=True),
                Column("Standar Industri atau Tempat Kerja", ("{acuan}",), width=75),
                Column(
                    "",
                    (Field("uraian", "Sebutkan bila dipakai", by=PENYUSUN, required=False, longest=400),),
                    width=97,
                ),
            ),
            rows=tuple(Row(key, {"nomor": "", "acuan": label}) for key, label in TOLOK_UKUR),
        ),
        Section("2. Mempersiapkan Rencana Asesmen"),
        Grid(
            "unit",
            heads=("kelompok",),
            columns=(
                Column("Unit Kompetensi", ("{unit}", "{unit_judul}"), width=36),
                Column(
                    "Bukti-Bukti (Kinerja, Produk, Portofolio, dan / atau Pengetahuan) diidentifikasi berdasarkan Kriteria "
                    "Unjuk Kerja dan Pendekatan Asesmen.",
                    (
                        Field(
                            "bukti",
                            "Bukti-Bukti",
                            "paragraph",
                            PENYUSUN,
                            hint="Paling sedikit dua butir, satu butir setiap baris.",
                        ),
                    ),
                    width=46,
                ),
                Column("", (Field("jenis", "Jenis Bukti", "computed", options=JENIS_BUKTI),), width=24, spread=True),
                Column(
                    "Metode dan Perangkat Asesmen\nCL (Ceklis Observasi), DIT (Daftar Instruksi Terstruktur), DPL (Daftar "
                    "Pertanyaan Lisan), DPT (Daftar Pertanyaan Tertulis), VPK (Verifikasi Pihak Ketiga), CVP (Ceklis "
                    "Verifikasi Portofolio), CRP (Ceklis Reviu Produk), PW (Pertanyaan Wawancara)",
                    (Field("perangkat", "Metode dan Perangkat Asesmen", "many", PENYUSUN, options=PERANGKAT),),
                    width=90,
                    grouped=True,
                    rotated=True,
                    small=KETERANGAN_METODE,
                ),
            ),
        ),
        Section(
            "3. Mengidentifikasi Persyaratan Modifikasi dan Kontekstualisasi",
            (
                *modifikasi("karakteristik", "3.1.a Karakteristik Kandidat"),
                *modifikasi("kontekstualisasi", "3.1.b Kebutuhan kontekstualisasi terkait tempat kerja"),
                *modifikasi("saran", "3.2 Saran yang diberikan oleh paket pelatihan atau pengembang pelatihan"),
                *modifikasi("penyesuaian", "3.3 Penyesuaian perangkat asesmen terkait kebutuhan kontekstualisasi"),
                *modifikasi(
                    "terintegrasi",
                    "3.4 Peluang untuk kegiatan asesmen terintegrasi dan mencatat setiap perubahan yang diperlukan untuk "
                    "alat asesmen",
                ),
                "*Coret yang tidak perlu",
            ),
        ),
        Grid(
            "konfirmasi",
            title="Konfirmasi dengan orang yang relevan",
            columns=(
                Column("", (Field("dipilih", "", "computed", options=TERPILIH),), width=10, spread=True),
                Column("Orang yang relevan", ("{orang}",), width=70),
                Column("Nama", (Field("nama", "Nama", by=PENYUSUN, required=False),), width=60),
                Column(
                    "Tandatangan dan Tanggal",
                    (Field("tanggal", "Tanggal konfirmasi", "date", PENYUSUN, required=False),),
                    width=50,
                ),
            ),
            rows=tuple(Row(key, {"nomor": "", "orang": label}) for key, label in RELEVAN),
        ),
    ),
    signatures=(
        Signature(PENYUSUN, "PENYUSUN", 1),
        Signature("validator", "VALIDATOR", 2),
        Signature("manajer_sertifikasi", "Manajer sertifikasi LSP", 3),
    ),
    signed_in="table",
    check=rules.check,
    derive=rules.derive,
    needed=rules.needed,
)
