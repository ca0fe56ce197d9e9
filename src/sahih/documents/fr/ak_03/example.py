"""One literal FR.AK.03: one component was not met."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, Example

EXAMPLE = Example(
    context=Context(header=HEADER),
    posted={
        "asesi": {
            **{f"komponen/{number}/hasil": ["ya"] for number in range(1, 11)},
            "komponen/3/hasil": ["tidak"],
            "komponen/3/catatan": ["Jadwal asesmen baru saya terima dua hari sebelumnya."],
            "komponen/7/catatan": ["Sarannya jelas dan dapat langsung saya terapkan."],
            "catatan_lain": ["Ruang asesmen tenang dan peralatannya lengkap."],
        },
    },
)
