"""FR.AK.04, edition 2023: what the asesi hands in against a decision (forms 4.7, FX11)."""

from sahih.documents.fr.ak_04 import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Row, Section, Signature, Statement

PERTANYAAN = (
    ("dijelaskan", "Apakah Proses Banding telah dijelaskan kepada Anda?"),
    ("didiskusikan", "Apakah Anda telah mendiskusikan Banding dengan Asesor?"),
    ("orang_lain", "Apakah Anda mau melibatkan “orang lain” membantu Anda dalam Proses Banding?"),
)
YA_TIDAK = (Option("ya", "YA"), Option("tidak", "TIDAK"))

FR_AK_04 = Formulir(
    code="FR.AK.04",
    version=1,
    title="Banding Asesmen",
    header=("asesi", "asesor", "hari_asesmen"),
    blocks=(
        Grid(
            "pertanyaan",
            columns=(
                Column(
                    "Jawablah dengan Ya atau Tidak pertanyaan-pertanyaan berikut ini :", ("{pertanyaan}",), width=130
                ),
                Column("", (Field("jawaban", "Jawaban", "yesno", options=YA_TIDAK),), width=50, spread=True),
            ),
            rows=tuple(
                Row(key, {"nomor": str(number), "pertanyaan": question})
                for number, (key, question) in enumerate(PERTANYAAN, 1)
            ),
        ),
        Section(
            "",
            (
                (
                    "Banding ini diajukan atas Keputusan Asesmen yang dibuat terhadap Skema Sertifikasi "
                    "(Kualifikasi/Klaster/Okupasi) berikut :"
                ),
                Field("skema", "Skema Sertifikasi :", "computed"),
                Field("nomor_skema", "No. Skema Sertifikasi :", "computed"),
                Field("alasan", "Banding ini diajukan atas alasan sebagai berikut :", "paragraph", longest=4000),
            ),
        ),
        Statement(
            "Anda mempunyai hak mengajukan banding jika Anda menilai Proses Asesmen tidak sesuai SOP dan tidak memenuhi "
            "Prinsip Asesmen."
        ),
    ),
    signatures=(Signature("asesi", "Asesi :", sign_label="Tanda tangan Asesi :\nTanggal :"),),
    derive=rules.derive,
)
