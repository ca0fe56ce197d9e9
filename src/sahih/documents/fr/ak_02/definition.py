"""FR.AK.02, edition 2023: the matrix is computed from the closed instruments, the asesor concludes."""

from sahih.documents.fr.ak_02 import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Section, Signature, Statement

BUKTI = (
    Option("observasi", "Observasi Demonstrasi"),
    Option("portofolio", "Portofolio"),
    Option("pihak_ketiga_wawancara", "Pernyataan Pihak Ketiga Pertanyaan Wawancara"),
    Option("lisan", "Pertanyaan Lisan"),
    Option("tertulis", "Pertanyaan Tertulis"),
    Option("proyek", "Proyek Kerja"),
    Option("lainnya", "Lainnya"),
)
HASIL = (Option("k", "Kompeten"), Option("bk", "Belum Kompeten"))

FR_AK_02 = Formulir(
    code="FR.AK.02",
    version=1,
    title="Rekaman Asesmen Kompetensi",
    header=("skema", "tuk", "asesor", "asesi", "tanggal_asesmen"),
    blocks=(
        Statement(
            "Beri tanda centang (√) di kolom yang sesuai untuk mencerminkan bukti yang diperoleh untuk menentukan "
            "Kompetensi asesi untuk setiap Unit Kompetensi."
        ),
        Grid(
            "unit",
            columns=(
                Column("Unit Kompetensi", ("{unit}", "{unit_judul}"), width=85.5),
                Column(
                    "",
                    (Field("bukti", "Bukti", "computed", options=BUKTI),),
                    width=97.3,
                    widths=(12.5, 12.5, 22.6, 12.5, 12.5, 12.6, 12.6),
                    spread=True,
                    rotated=True,
                ),
            ),
            unprinted=(Field("hasil", "Hasil", "computed", options=HASIL),),
        ),
        Section(
            "",
            (
                Field(
                    "rekomendasi",
                    "Rekomendasi hasil asesmen",
                    "choice",
                    "asesor",
                    options=(Option("kompeten", "Kompeten"), Option("belum_kompeten", "Belum kompeten")),
                    columns=2,
                ),
                Field(
                    "tindak_lanjut",
                    "Tindak lanjut yang dibutuhkan (Masukkan pekerjaan tambahan dan asesmen yang diperlukan untuk mencapai "
                    "kompetensi)",
                    "paragraph",
                    "asesor",
                    required=False,
                    longest=2000,
                ),
                Field(
                    "komentar", "Komentar/ Observasi oleh asesor", "paragraph", "asesor", required=False, longest=2000
                ),
            ),
        ),
    ),
    footnotes=(
        "LAMPIRAN DOKUMEN:",
        "1. Dokumen APL 01 peserta",
        "2. Dokumen APL 02 peserta",
        "3. Bukti-bukti berkualitas peserta",
        "4. Tinjauan proses asesmen",
    ),
    signatures=(
        Signature("asesor", "Asesor :", 2, reg_label="No. Reg. MET"),
        Signature("asesi", "Asesi :", 1),
    ),
    check=rules.check,
    needed=rules.needed,
)
