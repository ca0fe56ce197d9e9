"""One literal FR.APL.02."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import BERKAS, HEADER, SUSUNAN, Example
from sahih.documents.susunan import rows_of

EXAMPLE = Example(
    context=Context(header=HEADER, rows=rows_of(SUSUNAN), choices={"berkas": BERKAS}),
    posted={
        "asesi": {
            "elemen/M.71KKK00.001.1-1/jawaban": ["k"],
            "elemen/M.71KKK00.001.1-1/bukti": ["b2", "b3"],
            "elemen/M.71KKK00.001.1-2/jawaban": ["k"],
            "elemen/M.71KKK00.001.1-2/bukti": ["b3"],
            "elemen/M.71KKK00.001.1-2/bukti_lain": ["Laporan inspeksi bulanan 2025"],
            "elemen/M.71KKK01.004.1-1/jawaban": ["bk"],
        },
        "asesor": {"rekomendasi": ["dapat"], "catatan": ["Izin kerja digali lewat observasi."]},
    },
)
