"""One literal Surat permohonan blangko."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import SKEMA, facts
from sahih.documents.vocabulary import Row

EXAMPLE = Example(
    context=facts(
        {"skema": (Row("1", {"nomor": "1", "skema": SKEMA, "asesi": "2", "k": "1", "bk": "1", "blangko": "1"}),)},
        nomor_sk="012/SK/LSP-CONTOH/XI/2026",
        tanggal_sk="28 November 2026",
    ),
    posted={},
)
