"""One literal Surat Tagihan."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import RINCIAN, facts

EXAMPLE = Example(
    context=facts(
        {"rincian": RINCIAN},
        kepada="Siti Contoh",
        nomor_tagihan="021/INV/LSP-CONTOH/XI/2026",
        total="1.500.000",
        terbilang="satu juta lima ratus ribu",
        jatuh_tempo="30 November 2026",
        rekening="Bank Contoh 000-111-222 a.n. LSP Contoh Gresik",
    ),
    posted={},
)
