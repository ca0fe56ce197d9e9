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
