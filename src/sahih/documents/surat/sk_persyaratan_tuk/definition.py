"""SK Persyaratan TUK: what a place must have for one version of a skema; the verification reads its rows (SOP 1.2.1, forms 7.3)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Decree, Naskah, Paragraph, Surat, Table
from sahih.documents.surat.sk_persyaratan_tuk import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

SK_PERSYARATAN_TUK = Surat(
    form=Formulir(
        code="SK.PERSYARATAN.TUK",
        version=1,
        title="SK Persyaratan TUK",
        blocks=(
            Section("Surat", (*KEPALA_SURAT, MENGGANTIKAN, Field("cara", "Cara asesmen", "computed"))),
            Grid(
                "persyaratan",
                (
                    Column("No.", ("{nomor}",), width=8),
                    Column(
                        "Perlengkapan",
                        (Field("perlengkapan", "Perlengkapan", "paragraph", "admin", required=False, longest=400),),
                        width=70,
                    ),
                    Column(
                        "Spesifikasi",
                        (Field("spesifikasi", "Spesifikasi", "paragraph", "admin", required=False, longest=400),),
                        width=70,
                    ),
                    Column("Jumlah", (Field("jumlah", "Jumlah", by="admin", required=False, longest=40),), width=22),
                ),
                title="Persyaratan teknis TUK",
            ),
        ),
        signatures=(
            Signature("admin", "Dibuat oleh"),
            Signature("manajer", "Diperiksa oleh"),
            Signature("ketua", "Disetujui oleh Ketua {lsp}"),
        ),
        needed=rules.needed,
    ),
    cells={"persyaratan": ("nomor", "perlengkapan", "spesifikasi", "jumlah")},
    naskah=Naskah(
        version=1,
        title=("SURAT KEPUTUSAN", "KETUA {lsp}", "TENTANG", "PERSYARATAN TEMPAT UJI KOMPETENSI (TUK)"),
        blocks=(
            Decree(
                (
                    (
                        "Menimbang",
                        (
                            "Bahwa asesmen hanya dilaksanakan pada TUK yang memenuhi persyaratan teknis skema sertifikasi.",
                            "Bahwa persyaratan itu perlu ditetapkan agar asesi dan verifikator menyiapkan dan memeriksa hal yang sama.",
                        ),
                    ),
                    (
                        "Mengingat",
                        (
                            "PBNSP 206 tentang Pembentukan TUK.",
                            "SE.007/BNSP/V/2023 tentang Sertifikasi Jarak Jauh.",
                        ),
                    ),
                    ("MEMUTUSKAN", ()),
                    (
                        "Menetapkan",
                        (
                            "Persyaratan TUK untuk asesmen {cara} skema sertifikasi {skema_judul} ({skema_nomor}) sebagai berikut.",
                        ),
                    ),
                )
            ),
            Table(
                "persyaratan",
                (
                    ("No.", "{nomor}", 8),
                    ("Perlengkapan", "{perlengkapan}", 74),
                    ("Spesifikasi", "{spesifikasi}", 68),
                    ("Jumlah", "{jumlah}", 24),
                ),
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
        ),
        tembusan=("Manajer Sertifikasi LSP", "Arsip"),
    ),
)
