"""FR.APL.02, edition 2023: one answer and one evidence cell per elemen, its KUK listed for reading."""

from sahih.documents.fr.apl_02 import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Guide, Option, Section, Signature

FR_APL_02 = Formulir(
    code="FR.APL.02",
    version=1,
    title="Asesmen Mandiri",
    header=("skema",),
    blocks=(
        Guide(
            "PANDUAN ASESMEN MANDIRI",
            (
                "Baca setiap pertanyaan di kolom sebelah kiri",
                "Beri tanda centang (√) pada kotak jika Anda yakin dapat melakukan tugas yang dijelaskan.",
                (
                    "Isi kolom di sebelah kanan dengan mendaftar bukti yang Anda miliki untuk menunjukkan bahwa Anda melakukan "
                    "tugas-tugas ini."
                ),
            ),
            intro="Instruksi:",
        ),
        Grid(
            "elemen",
            heads=("unit",),
            columns=(
                Column(
                    "Dapatkah Saya ................?",
                    ("Elemen: {elemen}", "• Kriteria Unjuk Kerja:"),
                    width=120,
                    numbered=True,
                    lines=True,
                ),
                Column(
                    "",
                    (Field("jawaban", "K/BK", "choice", options=(Option("k", "K"), Option("bk", "BK"))),),
                    width=24,
                    spread=True,
                ),
                Column(
                    "Bukti yang relevan",
                    (
                        Field("bukti", "Bukti yang relevan", "files", required=False),
                        Field("bukti_lain", "Bukti lain", "paragraph", required=False, longest=1000),
                    ),
                    width=46,
                ),
            ),
        ),
    ),
    foot=Section(
        "Rekomendasi Untuk Asesi:",
        (
            Field(
                "rekomendasi",
                "Asesmen",
                "choice",
                "asesor",
                options=(Option("dapat", "dapat"), Option("tidak_dapat", "tidak dapat")),
                strike=True,
                after="dilanjutkan",
            ),
            Field("catatan", "Catatan :", "paragraph", "asesor", required=False, longest=1000),
        ),
    ),
    footnotes=(
        (
            "Diadaptasi dari template yang disediakan di Departemen Pendidikan dan Pelatihan, Australia. Merancang instrumen "
            "asesmen dalam VET. 2008"
        ),
    ),
    signatures=(
        Signature("asesi", "Asesi :", sign_label="Tanda tangan/ Tanggal"),
        Signature("asesor", "Ditinjau Oleh Asesor :", 2, reg_label="No. Reg", sign_label="Tanda tangan/ Tanggal"),
    ),
    needed=rules.needed,
)
