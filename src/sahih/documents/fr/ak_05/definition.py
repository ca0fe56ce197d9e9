"""FR.AK.05, edition 2023: one line per asesi of a schedule, taken from AK.02."""

from sahih.documents.fr.ak_05 import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Section, Signature

REKOMENDASI = (Option("k", "K", over="Rekomendasi"), Option("bk", "BK", over="Rekomendasi"))

FR_AK_05 = Formulir(
    code="FR.AK.05",
    version=1,
    title="Laporan Asesmen",
    header=("skema", "tuk", "asesor", "tanggal"),
    blocks=(
        Grid(
            "asesi",
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Nama Asesi", ("{nama}",), width=75),
                Column(
                    "Rekomendasi",
                    (Field("rekomendasi", "Rekomendasi", "computed", options=REKOMENDASI),),
                    width=30,
                    spread=True,
                ),
                Column("Keterangan**", (Field("keterangan", "Keterangan", "computed"),), width=75),
            ),
            foot="** tuliskan Kode dan Judul Unit Kompetensi yang dinyatakan BK bila mengases satu skema",
        ),
        Section(
            "",
            (
                Field("aspek", "Aspek Negatif dan Positif dalam Asesmen", "paragraph", "asesor", longest=3000),
                Field(
                    "penolakan",
                    "Pencatatan Penolakan Hasil Asesmen",
                    "paragraph",
                    "asesor",
                    required=False,
                    longest=2000,
                ),
                Field("saran", "Saran Perbaikan : (Asesor/Personil Terkait)", "paragraph", "asesor", longest=3000),
            ),
        ),
    ),
    foot=Section("", (Field("catatan", "Catatan:", "paragraph", "asesor", required=False, longest=1000),)),
    signatures=(Signature("asesor", "Asesor:", reg_label="No. Reg", sign_label="Tanda Tangan/ Tanggal"),),
    check=rules.check,
    needed=rules.needed,
)
