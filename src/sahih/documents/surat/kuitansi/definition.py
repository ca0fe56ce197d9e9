"""Receipt for a payment that was verified (SOP 1.2.5)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

KUITANSI = Surat(
    form=Formulir(
        code="KUITANSI",
        version=1,
        title="Kuitansi",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("kepada", "Kepada", "computed"),
                    Field("nomor_tagihan", "Nomor tagihan", "computed"),
                    Field("total", "Total", "computed"),
                    Field("terbilang", "Terbilang", "computed"),
                    Field("dibayar", "Dibayar", "computed"),
                    Field("penyetor", "Penyetor", "computed"),
                ),
            ),
            Grid("rincian", (Column("Uraian", ("{uraian}", "{jumlah}"), width=1),), title="Rincian"),
        ),
        signatures=(Signature("keuangan", "Keuangan {lsp}"),),
    ),
    cells={"rincian": ("nomor", "uraian", "jumlah")},
    naskah=Naskah(
        version=1,
        title=("KUITANSI",),
        blocks=(
            Facts(
                (
                    ("Telah terima dari", "{kepada}"),
                    ("Untuk tagihan nomor", "{nomor_tagihan}"),
                    ("Dibayar tanggal", "{dibayar}"),
                    ("Penyetor", "{penyetor}"),
                )
            ),
            Table("rincian", (("No.", "{nomor}", 10), ("Uraian", "{uraian}", 110), ("Jumlah (Rp)", "{jumlah}", 50))),
            Facts((("Total", "Rp{total}"), ("Terbilang", "{terbilang} rupiah"))),
            Paragraph("Pembayaran ini telah diverifikasi dan dinyatakan sah; proses sertifikasi dilanjutkan."),
            Paragraph(PENGGANTI, when="menggantikan"),
        ),
    ),
)
