"""The six methods of part 2 with the tools that each may use (forms 2)."""

from collections.abc import Mapping, Sequence

from sahih.documents.vocabulary import Option

METODE: Sequence[tuple[str, str, Mapping[str, str]]] = (
    (
        "Observasi langsung",
        "(kerja nyata/aktivitas waktu nyata di tempat kerja di lingkungan tempat kerja yang disimulasikan)",
        {"CL": "Ceklis Observasi", "TPD": "Tugas Praktik Demonstrasi", "PMO": "Pertanyaan Mendukung Observasi"},
    ),
    (
        "Kegiatan Terstruktur",
        "(latihan simulasi dan bermain peran, proyek, presentasi, lembar kegiatan)",
        {"DIT": "Daftar Instruksi Terstruktur"},
    ),
    (
        "Tanya Jawab",
        "(pertanyaan tertulis, wawancara, asesmen diri, tanya jawab lisan, angket, ujian lisan atau tertulis)",
        {"DPL": "Daftar Pertanyaan Lisan", "DPT": "Daftar Pertanyaan Tertulis", "PW": "Pertanyaan Wawancara"},
    ),
    (
        "Verifikasi Portofolio",
        (
            "(sampel pekerjaan yang disusun oleh Asesi, produk dengan dokumentasi pendukung, bukti sejarah, jurnal atau buku "
            "catatan, informasi tentang pengalaman hidup)"
        ),
        {"CVP": "Ceklis Verifikasi Portofolio"},
    ),
    ("Reviu Produk", "Produk hasil proyek, contoh hasil kerja/produk", {"CRP": "Ceklis Reviu Produk"}),
    (
        "Verifikasi Pihak Ketiga",
        (
            "(testimoni dan laporan dari atasan, bukti pelatihan, otentikasi pencapaian sebelumnya, wawancara dengan atasan "
            "atau rekan kerja)"
        ),
        {"VPK": "Verifikasi Pihak Ketiga"},
    ),
)
PERANGKAT = tuple(
    Option(code, f"{metode} – {code} ({name})", over=metode)
    for metode, _small, tools in METODE
    for code, name in tools.items()
)
KETERANGAN_METODE = tuple(small for _metode, small, _tools in METODE)
