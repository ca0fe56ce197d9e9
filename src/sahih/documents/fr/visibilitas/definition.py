"""The record of *mengkaji visibilitas* (SOP 1.3, E17): no paper of BNSP's, so said in our own words."""

from sahih.documents.fr.visibilitas import rules
from sahih.documents.vocabulary import Field, Formulir, Option, Section, Signature

CARA = (
    Option("jarak_jauh", "Jarak jauh seluruhnya"),
    Option("hibrida", "Hibrida: teori jarak jauh, praktik di TUK"),
    Option("tatap_muka", "Tatap muka di TUK"),
)
PERANGKAT = (
    Option("laptop", "Laptop/PC dengan kamera dan suara"),
    Option("kamera_kedua", "Telepon genggam sebagai kamera kedua"),
    Option("jaringan", "Jaringan internet yang stabil"),
    Option("ruang", "Ruang khusus dengan pencahayaan yang baik"),
    Option("tidak_perlu", "Tidak diperlukan; perangkat disediakan TUK"),
)

KAJI_VISIBILITAS = Formulir(
    code="KAJI.VISIBILITAS",
    version=1,
    title="Kaji Visibilitas Asesmen",
    header=("skema", "asesi"),
    blocks=(
        Section(
            "Permohonan",
            (
                Field("diajukan", "Cara asesmen yang diajukan asesi", "computed"),
                Field("kategori", "Kategori skema untuk jarak jauh", "computed"),
                Field("izin", "Izin BNSP yang dirujuk", "computed"),
            ),
        ),
        Section(
            "Hasil kajian",
            (
                Field("perangkat", "Perangkat asesi yang sudah dipastikan", "many", "admin", options=PERANGKAT),
                Field(
                    "asesor", "Tersedia asesor yang kompeten pada skema ini", "yesno", "admin", columns=2
                ),
                Field(
                    "kebutuhan", "Kebutuhan khusus asesi", "paragraph", "admin", longest=1000,
                    hint="Penglihatan, pendengaran, gerak, bahasa, atau lainnya. Tulis “Tidak ada” bila tidak ada.",
                ),
                Field("cara", "Asesmen dilaksanakan secara", "choice", "admin", options=CARA),
                Field("alasan", "Alasan", "paragraph", "admin", longest=1000),
            ),
        ),
    ),
    signatures=(Signature("admin", "Admin LSP :"),),
    check=rules.check,
)  # fmt: skip
