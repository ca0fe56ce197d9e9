"""One literal FR.AK.02: a unit is BK."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, SUSUNAN, Example
from sahih.documents.susunan import rows_of

EXAMPLE = Example(
    context=Context(
        header=HEADER,
        rows=rows_of(SUSUNAN),
        computed={
            "unit/M.71KKK00.001.1/bukti": ["observasi"],
            "unit/M.71KKK00.001.1/hasil": "k",
            "unit/M.71KKK01.004.1/bukti": ["observasi"],
            "unit/M.71KKK01.004.1/hasil": "bk",
        },
    ),
    posted={
        "asesor": {
            "rekomendasi": ["belum_kompeten"],
            "tindak_lanjut": ["Latihan izin kerja panas, lalu asesmen ulang unit M.71KKK01.004.1."],
            "komentar": ["Asesi tenang dan terbuka."],
        },
    },
)
