"""Undangan Rapat Teknis to the members of the komite (forms 7.7, SOP 4.2); the text is each LSP's own."""

from sahih.documents.surat.naskah import (
    KEPALA_SURAT,
    MENGGANTIKAN,
    PENGGANTI,
    Facts,
    Naskah,
    Paragraph,
    Surat,
    Table,
)
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

AGENDA = "Verifikasi hasil asesmen dan keputusan sertifikasi skema"

UNDANGAN_RAPAT = Surat(
    form=Formulir(
        code="UND.RAPAT",
        version=1,
        title="Undangan Rapat Teknis",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("tanggal_rapat", "Hari/ Tanggal rapat", "date", "admin"),
                    Field("waktu_rapat", "Waktu rapat", "time", "admin"),
                    Field("tempat_rapat", "Tempat atau tautan", by="admin"),
                    Field("agenda", "Agenda", "paragraph", "admin", default=AGENDA, longest=600),
                ),
            ),
            Grid("anggota", (Column("Nama", ("{nama}", "{jabatan}"), width=1),), title="Yang diundang"),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"anggota": ("nomor", "nama", "jabatan")},
    naskah=Naskah(
        version=1,
        title=("UNDANGAN RAPAT TEKNIS",),
        blocks=(
            Paragraph("Kepada Yth."),
            Table("anggota", (("No.", "{nomor}", 10), ("Nama", "{nama}", 90), ("Jabatan Dalam Tim", "{jabatan}", 70))),
            Paragraph("Dengan hormat, kami mengundang Bapak/Ibu menghadiri rapat teknis yang akan dilaksanakan pada:"),
            Facts(
                (
                    ("Hari/ Tanggal", "{tanggal_rapat}"),
                    ("Waktu", "{waktu_rapat}"),
                    ("Tempat", "{tempat_rapat}"),
                    ("Agenda", "{agenda}"),
                    ("Skema Sertifikasi", "{skema_judul}"),
                )
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
            Paragraph(
                "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadirannya kami ucapkan terima kasih."
            ),
        ),
    ),
)
