"""Surat permohonan blangko to BNSP, counting K and BK per scheme (forms 7.9)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

PERMOHONAN_BLANKO = Surat(
    form=Formulir(
        code="SURAT.BLANKO",
        version=1,
        title="Surat Permohonan Blangko Sertifikat",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    Field("nomor_sk", "Nomor SK hasil", "computed"),
                    Field("tanggal_sk", "Tanggal SK hasil", "computed"),
                    Field("lampiran", "Lampiran", by="admin", required=False, default="1 (satu) berkas"),
                ),
            ),
            Grid("skema", (Column("Skema", ("{skema}",), width=1),), title="Blangko yang dimohon"),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"skema": ("nomor", "skema", "asesi", "k", "bk", "blangko")},
    naskah=Naskah(
        version=1,
        title=("PERMOHONAN BLANGKO SERTIFIKAT KOMPETENSI",),
        blocks=(
            Facts((("Lampiran", "{lampiran}"), ("Hal", "Permohonan blangko sertifikat kompetensi"))),
            Paragraph("Kepada Yth. Ketua Badan Nasional Sertifikasi Profesi di Jakarta"),
            Paragraph(
                "Berdasarkan Surat Keputusan Ketua {lsp} Nomor {nomor_sk} tanggal {tanggal_sk}, bersama ini kami mengajukan "
                "permohonan blangko sertifikat kompetensi sebagai berikut:"
            ),
            Table(
                "skema",
                (
                    ("No", "{nomor}", 10),
                    ("Skema", "{skema}", 70),
                    ("Jumlah Asesi", "{asesi}", 24),
                    ("K", "{k}", 16),
                    ("BK", "{bk}", 16),
                    ("Jumlah Blangko", "{blangko}", 28),
                ),
            ),
            Paragraph("Demikian permohonan ini kami sampaikan. Atas perhatiannya kami ucapkan terima kasih."),
        ),
    ),
)
