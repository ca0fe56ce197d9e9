"""One literal Surat Balasan Peminjaman Asesor."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import SKEMA, facts

EXAMPLE = Example(
    context=facts({}, nama_asesor="Dewi Contoh", reg_asesor="MET.000.009911 2025"),
    posted={
        "admin": {
            "kepada": ["LSP Contoh Gresik"],
            "nomor_permohonan": ["007/PINJAM/LSP-CONTOH/XI/2026"],
            "tanggal_permohonan": ["2026-11-10"],
            "jawaban": ["setuju"],
            "skema_pinjam": [SKEMA],
            "mulai_pinjam": ["2026-11-18"],
            "akhir_pinjam": ["2026-11-20"],
            "catatan": ["Asesor kembali bertugas di tempat kami mulai 21 November 2026."],
        }
    },
)
