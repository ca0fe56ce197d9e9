"""One literal FR.AK.04."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, Example

EXAMPLE = Example(
    context=Context(header=HEADER),
    posted={
        "asesi": {
            "pertanyaan/dijelaskan/jawaban": ["ya"],
            "pertanyaan/didiskusikan/jawaban": ["ya"],
            "pertanyaan/orang_lain/jawaban": ["tidak"],
            "alasan": ["Izin kerja panas dinyatakan BK, padahal formulirnya saya isi lengkap pada observasi kedua."],
        },
    },
)
