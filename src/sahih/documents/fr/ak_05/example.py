"""One literal FR.AK.05: one K, one BK, one absent."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, Example
from sahih.documents.vocabulary import Row

EXAMPLE = Example(
    context=Context(
        header=HEADER,
        rows={
            "asesi": (
                Row("asesi-1", {"nomor": "1", "nama": "Siti Contoh", "sebagai_ganti": ""}),
                Row("asesi-2", {"nomor": "2", "nama": "Joko Contoh", "sebagai_ganti": ""}),
                Row("asesi-3", {"nomor": "3", "nama": "Wati Contoh", "sebagai_ganti": "tidak_hadir"}),
            )
        },
        computed={
            "asesi/asesi-1/rekomendasi": "bk",
            "asesi/asesi-1/keterangan": "M.71KKK01.004.1 Mengawasi Pelaksanaan Izin Kerja",
            "asesi/asesi-2/rekomendasi": "k",
            "asesi/asesi-3/keterangan": "Tidak hadir",
        },
    ),
    posted={
        "asesor": {
            "aspek": ["Positif: peserta siap dan tertib.\nNegatif: jaringan terputus dua kali."],
            "saran": ["Sediakan jaringan cadangan."],
            "catatan": ["Satu peserta tidak hadir."],
        },
    },
)
