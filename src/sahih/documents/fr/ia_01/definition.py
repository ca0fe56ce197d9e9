"""FR.IA.01 (CL), edition 2023: one judgement per KUK."""

from sahih.documents.fr.ia_01 import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Guide, Option, Section, Signature

PENCAPAIAN = (Option("ya", "Ya", over="Pencapaian"), Option("tidak", "Tidak", over="Pencapaian"))
REKOMENDASI = (
    Option("kompeten", "Asesi telah memenuhi pencapaian seluruh kriteria unjuk kerja, direkomendasikan KOMPETEN"),
    Option(
        "belum_kompeten",
        "Asesi belum memenuhi pencapaian seluruh kriteria unjuk kerja, direkomendasikan BELUM KOMPETEN pada:",
    ),
)

FR_IA_01 = Formulir(
    code="FR.IA.01",
    version=1,
    title="CL - Ceklis Observasi Aktivitas di Tempat Kerja atau Tempat Kerja Simulasi",
    header=("skema", "tuk", "asesor", "asesi", "tanggal"),
    blocks=(
        Guide(
            "PANDUAN BAGI ASESOR",
            (
                "Lengkapi nama unit kompetensi, elemen, dan kriteria unjuk kerja sesuai kolom dalam tabel.",
                "Isilah standar industri atau tempat kerja.",
                (
                    "Beri tanda centang (√) pada kolom “YA” jika Anda yakin asesi dapat melakukan/ mendemonstrasikan tugas "
                    "sesuai KUK, atau centang (√) pada kolom “Tidak” bila sebaliknya."
                ),
                (
                    "Penilaian Lanjut diisi bila hasil belum dapat disimpulkan, untuk itu gunakan metode lain sehingga "
                    "keputusan dapat dibuat."
                ),
            ),
        ),
        Grid(
            "kuk",
            heads=("kelompok", "unit"),
            columns=(
                Column("No.", ("{elemen_nomor}",), width=8, merge="elemen"),
                Column("Elemen", ("{elemen}",), width=34, merge="elemen"),
                Column("Kriteria Unjuk Kerja*", ("{kuk}",), width=68, numbered=True),
                Column("Standar Industri atau Tempat Kerja", ("{acuan}",), width=36, merge="elemen"),
                Column(
                    "Pencapaian",
                    (Field("pencapaian", "Pencapaian", "yesno", "asesor", options=PENCAPAIAN),),
                    width=26,
                    spread=True,
                ),
                Column(
                    "Penilaian Lanjut",
                    (Field("lanjut", "Penilaian Lanjut", by="asesor", required=False, longest=120, folded=True),),
                    width=28,
                ),
            ),
        ),
        Section("", (Field("umpan_balik", "Umpan Balik untuk Asesi:", "paragraph", "asesor", longest=2000),)),
        Section(
            "Rekomendasi Asesor",
            (
                Field("rekomendasi", "Rekomendasi", "choice", "asesor", options=REKOMENDASI),
                Field("kelompok", "Kelompok Pekerjaan", "computed"),
                Field("unit", "Unit Kompetensi", "computed"),
                Field("elemen", "Elemen", "computed"),
                Field("kuk", "KUK", "computed"),
            ),
        ),
    ),
    signatures=(
        Signature("asesor", "Asesor :", 2, reg_label="No. Reg. MET"),
        Signature("asesi", "Asesi :", 1),
    ),
    check=rules.check,
    derive=rules.derive,
    needed=rules.needed,
)
