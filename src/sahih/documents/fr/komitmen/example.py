"""One literal Surat Pernyataan Komitmen."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, Example

EXAMPLE = Example(
    context=Context(
        computed={
            "nama": "Siti Contoh", "nik": "3525014107900001", "skema": HEADER.skema_judul,
            "sertifikat": "71102 3257 4 0000001 2026", "registrasi": "KTC 001 00001 2026", "hp": "0812-0000-0001",
            "lsp": "LSP Contoh",
        }
    ),
    posted={"asesi": {}},
)  # fmt: skip
