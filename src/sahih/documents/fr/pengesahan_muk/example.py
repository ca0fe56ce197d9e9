"""One literal Lembar Pengesahan MUK: a gap with its reason, an improvement with its answer."""

from sahih.documents.content import Context, Header
from sahih.documents.fr.contoh import HEADER, Example
from sahih.documents.vocabulary import Row

EXAMPLE = Example(
    context=Context(
        header=Header(skema_jenis=HEADER.skema_jenis, skema_judul=HEADER.skema_judul, skema_nomor=HEADER.skema_nomor),
        rows={
            "instrumen": (
                Row("1-FR.IA.01", {"nomor": "1", "instrumen": "FR.IA.01 Ceklis Observasi", "kelompok": "1", "butir": "24", "waktu": "60 menit"}),
                Row("1-FR.IA.05", {"nomor": "2", "instrumen": "FR.IA.05 Pertanyaan Tertulis Pilihan Ganda", "kelompok": "1", "butir": "24", "waktu": "45 menit"}),
            ),
            "celah": (Row("dimensi-1-TRS", {"nomor": "1", "celah": "Kelompok 1: dimensi TRS belum punya pertanyaan"}),),
            "perbaikan": (Row("h7", {"nomor": "1", "perbaikan": "Tambahkan pertanyaan keadaan darurat."}),),
        },
        prefill={"ditinjau": "2027-11-28"},
        computed={
            "judul": "MUK 1. Paket A", "butir": "48", "lulus": "100", "celah": "1 dimensi kosong",
            "sidik": "6f1ed002ab5595859014ebf0951522d9bf4b1b0e2f5d9d7f8b3f5b6f0c9a1e2d",
        },
    ),
    posted={
        "penyusun": {
            "celah/dimensi-1-TRS/alasan": ["Ditanyakan pada FR.IA.07 kelompok 2 yang selalu diujikan bersama."],
            "perbaikan/h7/jawaban": ["Ditambah butir 5 pada FR.IA.03."],
            "ditinjau": ["2027-11-28"],
        },
    },
)  # fmt: skip
