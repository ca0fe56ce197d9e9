"""FR.AK.07, edition 2023: part A always; part B where the caller gives its rows, as an LSP's print has both or one."""

from sahih.documents.fr.ak_07 import rules
from sahih.documents.fr.ak_07.karakteristik import KARAKTERISTIK, SEMUA_SARANA
from sahih.documents.fr.terms import POTENSI
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Guide, Option, Row, Section, Signature

TAHAP = (
    Option("sebelum", "sebelum pra asesmen"),
    Option("saat", "saat pelaksanaan pra asesmen"),
    Option("setelah", "setelah pra asesmen"),
)
DIPERLUKAN = (
    Option("ya", "Ya", over="Diperlukan penyesuaian**"),
    Option("tidak", "Tidak", over="Diperlukan penyesuaian**"),
)
# The rows of part B: an LSP whose print has two parts gives them in `Context.rows["rencana"]`.
RENCANA = (
    Row(
        "acuan",
        {
            "nomor": "1",
            "rekaman": "Apakah rekaman rencana asesmen tervalidasi dibuat menggunakan acuan pembanding, minimal standar "
            "kompetensi kerja?",
            "petunjuk": "Tuliskan standar industri, SOP, dan regulasi teknik.",
        },
    ),
    Row(
        "potensi",
        {
            "nomor": "2",
            "rekaman": "Apakah rekaman rencana asesmen tervalidasi sudah sesuai dengan potensi asesi yang akan diujikan?",
            "petunjuk": "Tuliskan metode dan instrumen asesmen.",
        },
    ),
    Row(
        "konteks",
        {
            "nomor": "3",
            "rekaman": "Apakah rekaman rencana asesmen tervalidasi sudah sesuai dengan konteks asesi (berdasarkan rekaman "
            "APL.01 tervalidasi LSP dan rekaman APL.02 tervalidasi asesi)?",
            "petunjuk": "Tuliskan metode dan instrumen asesmen.",
        },
    ),
)


def hasil(part: str) -> tuple[Field, ...]:
    """The three things that are agreed to be used."""
    labels = {
        "acuan": "1) Acuan Pembanding Asesmen",
        "metode": "2) Metode Asesmen",
        "instrumen": "3) Instrumen Asesmen",
    }
    return tuple(
        Field(f"{part}_{key}", label, "paragraph", "asesor", required=False, longest=1000)
        for key, label in labels.items()
    )


FR_AK_07 = Formulir(
    code="FR.AK.07",
    version=1,
    title="Ceklis Penyesuaian yang Wajar dan Beralasan",
    header=("skema", "tuk", "asesor", "asesi", "tanggal"),
    blocks=(
        Guide(
            "PANDUAN BAGI ASESOR",
            (
                (
                    "Formulir ini dapat digunakan (sebelum pra asesmen, saat pelaksanaan pra asesmen, setelah pra asesmen)* "
                    "jika ada asesi yang mempunyai keterbatasan sesuai karakteristik yang dimilikinya sehingga diperlukan "
                    "penyesuaian yang wajar dan beralasan, jika rencana asesmen dan perangkat asesmen tidak sesuai dengan "
                    "acuan pembanding, potensi asesi dan konteks asesi, jika asesi merasa keletihan, sakit, serta jika kondisi "
                    "alam, listrik padam."
                ),
                "Coretlah pada tanda * yang tidak sesuai.",
                "Berilah tanda √ pada kotak ☐ pada kolom potensi asesi.",
                (
                    "Berilah tanda √ Ya atau Tidak pada tanda ** sesuai pilihan, jika jawaban Ya selanjutnya pada kolom "
                    "keterangan berilah tanda √ di kotak ☐ yang tersedia, pilihan boleh lebih dari satu."
                ),
            ),
        ),
        Section(
            "",
            (
                Field("tahap", "Formulir ini digunakan", "choice", "asesor", options=TAHAP, strike=True, after="*"),
                Field("potensi", "Potensi Asesi", "choice", "asesor", options=POTENSI),
            ),
        ),
        Section("A. Penyesuaian sesuai karakteristik asesi", given="rencana"),
        Grid(
            "karakteristik",
            columns=(
                Column("No", ("{nomor}",), width=9),
                Column(
                    "Mengidentifikasi Persyaratan Modifikasi dan Kontekstualisasi (karakteristik asesi)",
                    ("{karakteristik}",),
                    width=60,
                ),
                Column(
                    "Diperlukan penyesuaian**",
                    (Field("diperlukan", "Diperlukan penyesuaian", "yesno", "asesor", options=DIPERLUKAN),),
                    width=28,
                    spread=True,
                ),
                Column(
                    "Keterangan",
                    (
                        Field(
                            "sarana",
                            "Keterangan",
                            "many",
                            "asesor",
                            required=False,
                            options=SEMUA_SARANA,
                            tucked=True,
                        ),
                    ),
                    width=86,
                ),
            ),
            rows=KARAKTERISTIK,
        ),
        Grid(
            "rencana",
            title="B. Penyesuaian rencana asesmen",
            given="rencana",
            columns=(
                Column("No", ("{nomor}",), width=9),
                Column("Rekaman Rencana Asesmen", ("{rekaman}",), width=86),
                Column("", (Field("sesuai", "Sesuai", "yesno", "asesor"),), width=28, spread=True),
                Column(
                    "Keputusan Penyesuaian",
                    (
                        "{petunjuk}",
                        Field(
                            "keputusan",
                            "Keputusan Penyesuaian",
                            "paragraph",
                            "asesor",
                            required=False,
                            longest=1000,
                            tucked=True,
                        ),
                    ),
                    width=60,
                ),
            ),
        ),
        Section("Hasil Penyesuaian yang wajar dan beralasan disepakati menggunakan:"),
        Section("A. Hasil Penyesuaian Sesuai Karakteristik Asesi", level=3, given="rencana"),
        Section("", hasil("karakteristik")),
        Section(
            "B. Hasil Penyesuaian Rencana Asesmen Sesuai Acuan Pembanding, Potensi Asesi dan Konteks Asesi",
            hasil("rencana"),
            level=3,
            given="rencana",
        ),
    ),
    signatures=(
        Signature("asesor", "Asesor :", 1, reg_label="No. Reg. MET"),
        Signature("asesi", "Menyetujui penyesuaian yang disepakati, Asesi :", 2),
    ),
    check=rules.check,
    needed=rules.needed,
)
