"""One literal Undangan Rapat Teknis."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import ANGGOTA, facts

EXAMPLE = Example(
    context=facts({"anggota": ANGGOTA}),
    posted={
        "admin": {
            "tanggal_rapat": ["2026-11-27"],
            "waktu_rapat": ["13:00"],
            "tempat_rapat": ["Ruang rapat LSP Contoh Gresik"],
            "agenda": ["Verifikasi hasil asesmen 20 November 2026"],
        }
    },
)
