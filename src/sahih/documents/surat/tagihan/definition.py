"""Invoice to whoever pays for the assessment (SOP 1.2.3)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

TAGIHAN = Surat(
    form=Formulir(
        code="TAGIHAN",
        version=1,
        title="Surat Tagihan",
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
                    Field("jatuh_tempo", "Jatuh tempo", "computed"),
                    Field("rekening", "Rekening", "computed"),
                ),
            ),
            Grid("rincian", (Column("Uraian", ("{uraian}", "{jumlah}"), width=1),), title="Rincian"),
        ),
        signatures=(Signature("keuangan", "Keuangan {lsp}"),),
    ),
    cells={"rincian": ("nomor", "uraian", "jumlah")},
    naskah=Naskah(
        version=1,
        title=("TAGIHAN BIAYA SERTIFIKASI",),
        blocks=(
            Facts(
                (
                    ("Kepada", "{kepada}"),
                    ("Nomor tagihan", "{nomor_tagihan}"),
                    ("Jatuh tempo", "{jatuh_tempo}"),
                )
            ),
            Table("rincian", (("No.", "{nomor}", 10), ("Uraian", "{uraian}", 110), ("Jumlah (Rp)", "{jumlah}", 50))),
            Facts((("Total", "Rp{total}"), ("Terbilang", "{terbilang} rupiah"))),
            Paragraph(
                "Pembayaran ke rekening {rekening} dengan menyebut nomor tagihan. Unggah bukti pembayaran pada aplikasi."
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
        ),
    ),
)
