"""One literal Berita Acara Gangguan."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import PESERTA, facts

EXAMPLE = Example(
    context=facts({"peserta": PESERTA}, nama_asesor="Bambang Contoh"),
    posted={
        "asesor": {
            "mulai_gangguan": ["10:05"],
            "selesai_gangguan": ["10:25"],
            "uraian": ["Jaringan di lokasi asesi terputus; suara dan gambar hilang."],
            "dihentikan": ["Demonstrasi langkah 3."],
            "asesi_terganggu": ["Siti Contoh"],
            "saluran": ["Telepon 0812-0000-0001"],
            "menit_kembali": ["20"],
            "bukti_disimpan": ["Rekaman sampai 10.05 dan tangkapan layar."],
            "tindak_lanjut": ["lanjut"],
        }
    },
)
