"""Fixed vocabularies that more than one form prints (forms 2)."""

from sahih.documents.vocabulary import Option

TUJUAN = (
    Option("sertifikasi", "Sertifikasi"),
    Option("pkt", "Pengakuan Kompetensi Terkini (PKT)"),
    Option("rpl", "Rekognisi Pembelajaran Lampau (RPL)"),
    Option("lainnya", "Lainnya"),
)
POTENSI = (
    Option(
        "1",
        "Hasil pelatihan dan / atau pendidikan, dimana Kurikulum dan fasilitas praktek mampu telusur terhadap standar "
        "kompetensi",
    ),
    Option("2", "Hasil pelatihan dan / atau pendidikan, dimana kurikulum belum berbasis kompetensi"),
    Option(
        "3",
        "Pekerja berpengalaman, dimana berasal dari industri/tempat kerja yang dalam operasionalnya mampu telusur dengan "
        "standar kompetensi",
    ),
    Option(
        "4",
        "Pekerja berpengalaman, dimana berasal dari industri/tempat kerja yang dalam operasionalnya belum berbasis "
        "kompetensi",
    ),
    Option("5", "Pelatihan / belajar mandiri atau otodidak"),
)
INSTRUMEN = {
    "FR.IA.01": "FR.IA.01. CL - Ceklis Observasi (Aktivitas di Tempat Kerja atau Tempat Kerja Simulasi)",
    "FR.IA.02": "FR.IA.02. TPD - Tugas Praktik Demonstrasi",
    "FR.IA.03": "FR.IA.03. PMO - Pertanyaan Untuk Mendukung Observasi",
    "FR.IA.04A": "FR.IA.04A. DIT - Daftar Instruksi Terstruktur (Penjelasan Proyek Singkat/ Kegiatan Terstruktur Lainnya)",
    "FR.IA.04B": "FR.IA.04B. DIT - Daftar Instruksi Terstruktur (Penilaian Proyek Singkat/ Kegiatan Terstruktur Lainnya)",
    "FR.IA.05": "FR.IA.05. DPT - Daftar Pertanyaan Tertulis Pilihan Ganda",
    "FR.IA.06": "FR.IA.06. DPT - Daftar Pertanyaan Tertulis Esai",
    "FR.IA.07": "FR.IA.07. DPL - Daftar Pertanyaan Lisan",
    "FR.IA.08": "FR.IA.08. CVP - Ceklis Verifikasi Portofolio",
    "FR.IA.09": "FR.IA.09. PW - Pertanyaan Wawancara",
    "FR.IA.10": "FR.IA.10. VPK - Verifikasi Pihak Ketiga",
    "FR.IA.11": "FR.IA.11. CRP - Ceklis Reviu Produk",
}
