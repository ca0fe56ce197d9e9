"""One literal FR.AK.06: a second review; one principle was not met, and no record shows one dimension."""

from sahih.documents.content import Context
from sahih.documents.fr.ak_06.rules import first_review
from sahih.documents.fr.contoh import HEADER, Example

SEMUA = ["validitas", "reliabel", "fleksibel", "adil"]

EXAMPLE = Example(
    context=Context(
        header=HEADER,
        rows=first_review("7q2mh4k1x9d3c0v5", by="Joko Contoh", on="2026-11-20", sha256="5ff5ec77afb3e1b4" * 4),
        prefill={"dimensi/konsistensi/ts": "FR.IA.01", "dimensi/konsistensi/tms": "FR.IA.01, FR.IA.03"},
    ),
    posted={
        "peninjau": {
            "prosedur/rencana/prinsip": SEMUA,
            "prosedur/persiapan/prinsip": ["validitas", "reliabel", "adil"],
            "prosedur/implementasi/prinsip": SEMUA,
            "prosedur/keputusan/prinsip": ["validitas", "reliabel", "adil"],
            "prosedur/umpan_balik/prinsip": ["validitas", "reliabel", "adil"],
            "rekomendasi_prinsip": ["Jadwal asesmen dirundingkan dengan asesi paling lambat tujuh hari sebelumnya."],
            "dimensi/konsistensi/ts": ["FR.IA.01"],
            "dimensi/konsistensi/tms": ["FR.IA.01, FR.IA.03"],
            "dimensi/konsistensi/cms": ["FR.IA.03"],
            "dimensi/konsistensi/jres": ["FR.IA.03, FR.IA.07"],
            "rekomendasi_dimensi": [
                "Dimensi kompetensi : TRS belum tergali, sehingga harus diperbaiki untuk pelaksanaan selanjutnya."
            ],
            "komentar": ["Asesmen berjalan sesuai rencana."],
        },
    },
)
