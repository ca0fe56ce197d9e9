"""FR.AK.03, edition 2023: the asesi speaks about the assessment, after the decision (forms 6.2)."""

from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Row, Section, Signature

HASIL = (Option("ya", "Ya", over="Hasil"), Option("tidak", "Tidak", over="Hasil"))
KOMPONEN = (
    "Saya mendapatkan penjelasan yang cukup memadai mengenai proses asesmen/uji kompetensi",
    (
        "Saya diberikan kesempatan untuk mempelajari standar kompetensi yang akan diujikan dan menilai diri sendiri terhadap "
        "pencapaiannya"
    ),
    (
        "Asesor memberikan kesempatan untuk mendiskusikan/menegosiasikan metoda, instrumen dan sumber asesmen serta jadwal "
        "asesmen"
    ),
    (
        "Asesor berusaha menggali seluruh bukti pendukung yang sesuai dengan latar belakang pelatihan dan pengalaman yang "
        "saya miliki"
    ),
    "Saya sepenuhnya diberikan kesempatan untuk mendemonstrasikan kompetensi yang saya miliki selama asesmen",
    "Saya mendapatkan penjelasan yang memadai mengenai keputusan asesmen",
    "Asesor memberikan umpan balik yang mendukung setelah asesmen serta tindak lanjutnya",
    "Asesor bersama saya mempelajari semua dokumen asesmen serta menandatanganinya",
    "Saya mendapatkan jaminan kerahasiaan hasil asesmen serta penjelasan penanganan dokumen asesmen",
    "Asesor menggunakan keterampilan komunikasi yang efektif selama asesmen",
)

FR_AK_03 = Formulir(
    code="FR.AK.03",
    version=1,
    title="Umpan Balik dan Catatan Asesmen",
    header=("skema", "tuk", "asesor", "asesi", "tanggal_asesmen"),
    blocks=(
        Grid(
            "komponen",
            title="Umpan balik dari Asesi (diisi oleh Asesi setelah pengambilan keputusan):",
            columns=(
                Column("No", ("{nomor}",), width=10),
                Column("KOMPONEN", ("{komponen}",), width=100),
                Column("Hasil", (Field("hasil", "Hasil", "yesno", options=HASIL),), width=30, spread=True),
                Column(
                    "Catatan / Komentar Asesi",
                    (
                        Field(
                            "catatan",
                            "Catatan / Komentar Asesi",
                            "paragraph",
                            required=False,
                            longest=500,
                            tucked=True,
                        ),
                    ),
                    width=50,
                ),
            ),
            rows=tuple(
                Row(str(number), {"nomor": str(number), "komponen": komponen})
                for number, komponen in enumerate(KOMPONEN, 1)
            ),
        ),
        Section(
            "",
            (
                Field(
                    "catatan_lain",
                    "Catatan/komentar lainnya (apabila ada):",
                    "paragraph",
                    required=False,
                    longest=2000,
                ),
            ),
        ),
    ),
    signatures=(Signature("asesi", "Asesi :"),),
)
