"""One literal FR.IA.01: one KUK is left to another method, so the recommendation is BELUM KOMPETEN."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, SUSUNAN, Example
from sahih.documents.susunan import rows_of

EXAMPLE = Example(
    context=Context(header=HEADER, rows=rows_of(SUSUNAN)),
    posted={
        "asesor": {
            "kuk/M.71KKK00.001.1-1.1/pencapaian": ["ya"],
            "kuk/M.71KKK00.001.1-1.2/pencapaian": ["ya"],
            "kuk/M.71KKK00.001.1-2.1/pencapaian": ["ya"],
            "kuk/M.71KKK00.001.1-2.2/pencapaian": ["ya"],
            "kuk/M.71KKK01.004.1-1.1/pencapaian": ["tidak"],
            "kuk/M.71KKK01.004.1-1.1/lanjut": ["FR.IA.07 no. 4"],
            "kuk/M.71KKK01.004.1-1.2/pencapaian": ["ya"],
            "umpan_balik": ["Peraturan dikuasai. Jenis izin kerja panas belum dapat disebutkan."],
            "rekomendasi": ["belum_kompeten"],
        },
    },
)
