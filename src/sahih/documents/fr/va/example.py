"""One literal FR.VA of a MUK: one aspect is not met, with a finding and a plan."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, Example
from sahih.documents.fr.va.rules import rows
from sahih.documents.vocabulary import Row

BUKTI, PRINSIP = ["valid", "asli", "terkini", "memadai"], ["validitas", "reliabel", "fleksibel", "adil"]

TIM = (
    Row(
        "1", {"nomor": "1", "nama": "Bambang Contoh", "tugas": "Ketua tim (Lead Asesor)", "reg": "MET.000.001377 2023"}
    ),
    Row("2", {"nomor": "2", "nama": "Endah Contoh", "tugas": "Asesor kompetensi", "reg": "MET.000.001378 2023"}),
)
MUK = (
    Row(
        "muk", {"muk": "MUK 1. Paket A", "penyusun": "Citra Contoh", "validator": "Endah Contoh", "sidik": "3f5a" * 16}
    ),
)

EXAMPLE = Example(
    context=Context(header=HEADER, rows=rows() | {"tim": TIM, "muk": MUK}),
    posted={
        "penyelia": {
            "tim_1": ["Bambang Contoh"],
            "tim_2": ["Endah Contoh"],
            "hari_tanggal": ["2026-11-25"],
            "tempat": ["Kantor LSP Contoh"],
            "periode": ["setelah"],
            "persiapan/validasi/tujuan": ["penjaminan_mutu", "persyaratan"],
            "persiapan/validasi/konteks": ["internal", "lainnya"],
            "persiapan/validasi/konteks_lainnya": ["Persiapan asesmen jarak jauh"],
            "persiapan/validasi/pendekatan": ["panel", "perangkat"],
            "relevan/asesor_1/nama": ["Bambang Contoh"],
            "relevan/asesor_1/konfirmasi": ["Tujuan dan fokus disepakati."],
            "relevan/lead_asesor/nama": ["Endah Contoh"],
            "acuan/validasi/acuan": ["standar", "sop"],
            "acuan/validasi/dokumen": ["skema", "skkni", "perangkat"],
            "keterampilan": ["proaktif", "active_listening"],
            **{f"aspek/{number}/aturan_bukti": BUKTI for number in range(1, 9)},
            **{f"aspek/{number}/prinsip": PRINSIP for number in range(1, 9)},
            "aspek/7/aturan_bukti": ["valid", "asli", "terkini"],
            "temuan/1/temuan": ["Bukti pengetahuan untuk izin kerja panas belum memadai."],
            "temuan/1/rekomendasi": ["Tambah pertanyaan lisan tentang izin kerja panas."],
            "rencana/1/kegiatan": ["Menyusun FR.IA.07 untuk unit M.71KKK01.004.1."],
            "rencana/1/waktu": ["2027-01-15"],
            "rencana/1/penanggungjawab": ["Endah Contoh"],
            "kesimpulan": ["layak_perbaikan"],
        },
    },
)
