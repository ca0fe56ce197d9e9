"""One literal Kaji Visibilitas."""

from sahih.documents.content import Context, Header
from sahih.documents.fr.contoh import HEADER, Example

EXAMPLE = Example(
    context=Context(
        header=Header(
            skema_jenis=HEADER.skema_jenis,
            skema_judul=HEADER.skema_judul,
            skema_nomor=HEADER.skema_nomor,
            asesi=HEADER.asesi,
        ),
        computed={
            "diajukan": "Jarak jauh",
            "kategori": "Pengetahuan: seluruhnya dapat jarak jauh",
            "izin": "KEP.0001/BNSP/2026, 02-01-2026",
        },
    ),
    posted={
        "admin": {
            "perangkat": ["laptop", "kamera_kedua", "jaringan"],
            "asesor": ["ya"],
            "kebutuhan": ["Tidak ada."],
            "cara": ["jarak_jauh"],
            "alasan": ["Seluruh unit dinilai dari pengetahuan dan portofolio; jaringan di tempat kerja sudah diuji."],
        },
    },
)
