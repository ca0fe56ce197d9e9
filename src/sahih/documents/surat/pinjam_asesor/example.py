"""One literal Surat Permohonan Peminjaman Asesor."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import SKEMA, facts
from sahih.documents.vocabulary import Row

ASESOR = (Row("1", {"nomor": "1", "nama": "Dewi Contoh", "reg": "MET.000.009911 2025", "skema": SKEMA}),)

EXAMPLE = Example(
    context=facts(
        {"asesor": ASESOR},
        kepada="LSP Induk Contoh",
        mulai_pinjam="18 November 2026",
        akhir_pinjam="20 November 2026",
    ),
    posted={},
)
