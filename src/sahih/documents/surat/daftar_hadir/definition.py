"""Daftar Hadir of a session, in landscape, signed by the asesor who took the presence (SOP 3.3.6, forms 7.1)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

DAFTAR_HADIR = Surat(
    form=Formulir(
        code="DAFTAR.HADIR",
        version=1,
        title="Daftar Hadir",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("nama_asesor", "Asesor", "computed"),
                    Field("jumlah_hadir", "Hadir", "computed"),
                ),
            ),
            Grid("peserta", (Column("Nama Peserta", ("{nama}", "{hadir}"), width=1),), title="Daftar Hadir"),
        ),
        signatures=(Signature("asesor", "Asesor"),),
    ),
    cells={"peserta": ("nomor", "nama", "perusahaan", "telepon", "hadir", "diperiksa")},
    landscape=True,
    naskah=Naskah(
        version=1,
        title=("DAFTAR HADIR",),
        blocks=(
            Facts(
                (
                    ("Hari/ Tanggal", "{tanggal}"),
                    ("Waktu", "{mulai} – {selesai}"),
                    ("Tempat", "{tuk_nama}"),
                    ("Skema Kompetensi", "{skema_judul}"),
                    ("Asesor", "{nama_asesor}"),
                )
            ),
            Table(
                "peserta",
                (
                    ("No.", "{nomor}", 8),
                    ("Nama Peserta", "{nama}", 60),
                    ("Institusi/ Perusahaan", "{perusahaan}", 60),
                    ("No. Telp/ HP", "{telepon}", 34),
                    ("Kehadiran", "{hadir}", 40),
                    ("Identitas diperiksa", "{diperiksa}", 36),
                    ("Tanda Tangan", "", 30),
                ),
            ),
            Paragraph(
                "Hadir {jumlah_hadir} dari {jumlah_peserta} orang. Kehadiran dicatat oleh asesor saat asesmen dibuka."
            ),
        ),
    ),
)
