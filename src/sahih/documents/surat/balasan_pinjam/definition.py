"""Surat balasan of the home LSP to a request for one of its asesor: for which skema, on which dates (forms 7.5, A2)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Naskah, Paragraph, Surat
from sahih.documents.vocabulary import Field, Formulir, Option, Section, Signature

JAWABAN = (Option("setuju", "menyetujui"), Option("tolak", "belum dapat menyetujui"))

BALASAN_PINJAM = Surat(
    form=Formulir(
        code="BALASAN.PINJAM",
        version=1,
        title="Surat Balasan Peminjaman Asesor",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("nama_asesor", "Nama asesor", "computed"),
                    Field("reg_asesor", "No. Reg", "computed"),
                ),
            ),
            Section(
                "Jawaban",
                (
                    Field("kepada", "LSP pemohon", by="admin", longest=160),
                    Field("nomor_permohonan", "Nomor surat permohonan", by="admin", longest=64),
                    Field("tanggal_permohonan", "Tanggal surat permohonan", "date", "admin"),
                    Field("jawaban", "Jawaban", "choice", "admin", options=JAWABAN),
                    Field("skema_pinjam", "Skema", by="admin", longest=300),
                    Field("mulai_pinjam", "Mulai tanggal", "date", "admin"),
                    Field("akhir_pinjam", "Sampai tanggal", "date", "admin"),
                    Field("catatan", "Catatan", "paragraph", "admin", required=False, longest=600),
                ),
            ),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    naskah=Naskah(
        version=1,
        title=("BALASAN PERMOHONAN PEMINJAMAN ASESOR KOMPETENSI",),
        blocks=(
            Paragraph("Kepada Yth. Ketua {kepada} di Tempat"),
            Paragraph(
                "Menjawab surat Nomor {nomor_permohonan} tertanggal {tanggal_permohonan}, dengan ini {lsp} {jawaban} peminjaman "
                "asesor kompetensi kami:"
            ),
            Facts(
                (
                    ("Nama Asesor", "{nama_asesor}"),
                    ("Nomor Registrasi", "{reg_asesor}"),
                    ("Skema", "{skema_pinjam}"),
                    ("Tanggal", "{mulai_pinjam} s/d {akhir_pinjam}"),
                )
            ),
            Paragraph("Catatan: {catatan}", when="catatan"),
            Paragraph(PENGGANTI, when="menggantikan"),
            Paragraph("Demikian surat ini kami sampaikan. Atas kerja samanya kami ucapkan terima kasih."),
        ),
    ),
)
