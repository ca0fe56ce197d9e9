"""Daftar Asesi of one schedule (SOP 1.5, 1.6.1)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Formulir, Grid, Section, Signature

DAFTAR_ASESI = Surat(
    form=Formulir(
        code="DAFTAR.ASESI",
        version=1,
        title="Daftar Asesi",
        blocks=(
            Section("Surat", (*KEPALA_SURAT, MENGGANTIKAN)),
            Grid("peserta", (Column("Nama", ("{nama}",), width=1),), title="Daftar Asesi"),
        ),
        signatures=(
            Signature("admin", "Dibuat oleh"),
            Signature("manajer", "Diperiksa oleh"),
            Signature("ketua", "Disetujui oleh Ketua {lsp}"),
        ),
    ),
    cells={"peserta": ("nomor", "nama", "perusahaan", "alamat", "telepon", "cara", "keterangan")},
    landscape=True,
    naskah=Naskah(
        version=1,
        title=("DAFTAR ASESI",),
        blocks=(
            Facts(
                (
                    ("Skema Sertifikasi", "{skema_judul} ({skema_nomor})"),
                    ("Hari/ Tanggal", "{tanggal}"),
                    ("Waktu", "{mulai} – {selesai}"),
                    ("TUK", "{tuk_nama}"),
                )
            ),
            Paragraph("Asesi yang memenuhi persyaratan dan siap diases, {jumlah_peserta} orang:"),
            Table(
                "peserta",
                (
                    ("No.", "{nomor}", 8),
                    ("Nama Asesi", "{nama}", 50),
                    ("Institusi/ Perusahaan", "{perusahaan}", 50),
                    ("Alamat", "{alamat}", 60),
                    ("No. Telp/ HP", "{telepon}", 30),
                    ("Cara asesmen", "{cara}", 30),
                    ("Keterangan", "{keterangan}", 34),
                ),
            ),
        ),
    ),
)
