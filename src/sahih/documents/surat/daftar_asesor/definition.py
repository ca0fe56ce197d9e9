"""Daftar Nama Asesor Sesuai Skema: who may take this schedule and who takes it (SOP 1.5, 1.6.1, A7)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Formulir, Grid, Section, Signature

DAFTAR_ASESOR = Surat(
    form=Formulir(
        code="DAFTAR.ASESOR",
        version=1,
        title="Daftar Asesor Sesuai Skema",
        blocks=(
            Section("Surat", (*KEPALA_SURAT, MENGGANTIKAN)),
            Grid("asesor", (Column("Nama", ("{nama}",), width=1),), title="Daftar Asesor Sesuai Skema"),
        ),
        signatures=(
            Signature("admin", "Dibuat oleh"),
            Signature("manajer", "Diperiksa oleh"),
            Signature("ketua", "Disetujui oleh Ketua {lsp}"),
        ),
    ),
    cells={"asesor": ("nomor", "nama", "reg", "berlaku", "asal", "tersedia", "keterangan")},
    landscape=True,
    naskah=Naskah(
        version=1,
        title=("DAFTAR NAMA ASESOR SESUAI KOMPETENSI/ SKEMA",),
        blocks=(
            Facts(
                (
                    ("Skema Sertifikasi", "{skema_judul} ({skema_nomor})"),
                    ("Hari/ Tanggal", "{tanggal}"),
                    ("Waktu", "{mulai} – {selesai}"),
                    ("TUK", "{tuk_nama}"),
                )
            ),
            Paragraph(
                "Asesor yang kompetensi teknisnya mencakup skema ini pada tanggal asesmen, {jumlah_asesor} orang:"
            ),
            Table(
                "asesor",
                (
                    ("No.", "{nomor}", 8),
                    ("Nama Asesor", "{nama}", 56),
                    ("No. Reg. MET", "{reg}", 44),
                    ("Sertifikat berlaku s/d", "{berlaku}", 32),
                    ("LSP asal", "{asal}", 50),
                    ("Tersedia", "{tersedia}", 24),
                    ("Keterangan", "{keterangan}", 48),
                ),
            ),
        ),
    ),
)
