"""Surat Permohonan Peminjaman Asesor to the home LSP of an asesor (forms 7.5, A2)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

PINJAM_ASESOR = Surat(
    form=Formulir(
        code="PINJAM.ASESOR",
        version=1,
        title="Surat Permohonan Peminjaman Asesor",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("kepada", "Kepada", "computed"),
                    Field("mulai_pinjam", "Mulai tanggal", "computed"),
                    Field("akhir_pinjam", "Sampai tanggal", "computed"),
                ),
            ),
            Grid("asesor", (Column("Nama Asesor", ("{nama}", "{reg}"), width=1),), title="Asesor yang dimohonkan"),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"asesor": ("nomor", "nama", "reg", "skema")},
    naskah=Naskah(
        version=1,
        title=("PERMOHONAN PEMINJAMAN ASESOR KOMPETENSI",),
        blocks=(
            Facts((("Lampiran", "–"), ("Hal", "Permohonan Peminjaman Asesor Kompetensi"))),
            Paragraph("Kepada Yth. Direktur {kepada} di Tempat"),
            Paragraph(
                "Sehubungan dengan kebutuhan pelaksanaan kegiatan sertifikasi yang akan dilakukan oleh {lsp}, bersama ini kami "
                "mengajukan permohonan peminjaman asesor kompetensi yang telah memiliki lisensi dari BNSP untuk mendukung "
                "kelancaran proses asesmen."
            ),
            Table(
                "asesor",
                (
                    ("No", "{nomor}", 10),
                    ("Nama Asesor", "{nama}", 55),
                    ("Nomor Registrasi Asesor", "{reg}", 45),
                    ("Skema", "{skema}", 60),
                ),
            ),
            Paragraph("Peminjaman dimohonkan untuk tanggal {mulai_pinjam} sampai dengan {akhir_pinjam}."),
            Paragraph(
                "Seluruh biaya dan kebutuhan yang berkaitan dengan kegiatan tersebut akan menjadi tanggung jawab {lsp}. "
                "Kami mohon jawaban tertulis yang menyebut skema dan tanggal yang disetujui."
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
            Paragraph(
                "Demikian permohonan ini kami sampaikan. Atas perhatian dan kerja samanya kami ucapkan terima kasih."
            ),
        ),
    ),
)
