"""One literal Tanda Terima."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import IZIN_KERJA, PERATURAN, Example
from sahih.documents.vocabulary import Row

EXAMPLE = Example(
    context=Context(
        rows={
            "unit": tuple(
                Row(one.kode, {"nomor": str(number), "kode": one.kode, "judul": one.judul})
                for number, one in enumerate((PERATURAN, IZIN_KERJA), 1)
            )
        },
        computed={
            "dari": "LSP Contoh", "nama": "Siti Contoh", "seri": "00000001", "sertifikat": "71102 3257 4 0000001 2026",
            "registrasi": "KTC 001 00001 2026",
        },
    ),
    posted={"asesi": {}},
)  # fmt: skip
