"""One literal Kuitansi."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import RINCIAN, facts

EXAMPLE = Example(
    context=facts(
        {"rincian": RINCIAN},
        kepada="Siti Contoh",
        nomor_tagihan="021/INV/LSP-CONTOH/XI/2026",
        total="1.500.000",
        terbilang="satu juta lima ratus ribu",
        dibayar="12 November 2026",
        penyetor="Siti Contoh",
    ),
    posted={},
)
