"""The eight characteristics of part A, each with the means its own boxes offer (forms 4.5)."""

from collections.abc import Sequence

from sahih.documents.vocabulary import Option, Row

SARANA: Sequence[tuple[str, tuple[tuple[str, str], ...]]] = (
    (
        "Keterbatasan asesi terhadap persyaratan bahasa, literasi, numerasi.",
        (
            (
                "pendukung",
                "Memerlukan dukungan pembaca, penerjemah, pelayan, penulis untuk merekam jawaban asesi.",
            ),
            (
                "verbal",
                (
                    "Melakukan asesmen verbal (gunakan pertanyaan lisan/pertanyaan wawancara) dengan dilengkapi gambar diagram "
                    "dan bentuk-bentuk visual."
                ),
            ),
            ("hasil_produksi", "Menggunakan hasil produksi."),
            ("observasi", "Menggunakan ceklis observasi/demonstrasi."),
            ("instruksi", "Menggunakan daftar instruksi terstruktur."),
        ),
    ),
    (
        "Penyediaan dukungan pembaca, penerjemah, pelayan, penulis.",
        (
            ("lisan", "Menggunakan pertanyaan lisan dengan dilengkapi gambar diagram dan bentuk-bentuk visual."),
            (
                "wawancara",
                "Menggunakan pertanyaan wawancara dengan dilengkapi gambar diagram dan bentuk-bentuk visual.",
            ),
        ),
    ),
    (
        (
            "Penggunaan teknologi adaptif atau peralatan khusus.\n(Tidak dapat menggunakan teknologi adaptif (misal: "
            "mengoperasikan komputer dan printer, peralatan digital dsb))"
        ),
        (
            ("observasi", "Ceklis observasi/demonstrasi."),
            ("lisan", "Pertanyaan lisan."),
            ("tertulis", "Pertanyaan tertulis."),
            ("wawancara", "Pertanyaan wawancara."),
            ("instruksi", "Daftar instruksi terstruktur."),
            ("portofolio", "Ceklis verifikasi portofolio."),
            ("operator", "Menggunakan dukungan operator komputer."),
        ),
    ),
    (
        "Pelaksanaan asesmen secara fleksibel karena alasan keletihan atau keperluan pengobatan.",
        (
            ("juru_tulis", "Menggunakan juru tulis."),
            ("kameramen", "Menggunakan kameramen perekam video/audio."),
            (
                "waktu_panjang",
                "Memperbolehkan periode waktu yang lebih panjang untuk menyelesaikan tugas pekerjaan dalam asesmen.",
            ),
            ("waktu_pendek", "Melakukan tugas pekerjaan dalam asesmen dengan waktu lebih pendek."),
            (
                "instruksi_spesifik",
                "Menggunakan instruksi-instruksi spesifik pada proyek yang dapat dilakukan pada berbagai tingkatan.",
            ),
        ),
    ),
    (
        "Penyediaan peralatan asesmen berupa braille, audio/video-tape.",
        (("lisan", "Menggunakan pertanyaan lisan."), ("wawancara", "Menggunakan pertanyaan wawancara.")),
    ),
    (
        "Penyesuaian tempat fisik/lingkungan asesmen.",
        (
            ("lisan", "Pertanyaan lisan."),
            ("tertulis", "Pertanyaan tulis."),
            ("wawancara", "Pertanyaan wawancara."),
            ("portofolio", "Ceklis verifikasi portofolio."),
            ("reviu_produk", "Ceklis reviu produk."),
            ("instruksi", "Daftar instruksi terstruktur."),
        ),
    ),
    (
        "Pertimbangan umur/usia lanjut/gender asesi.\n(Adanya perbedaan usia dengan asesor yang lebih muda)",
        (
            ("instruksi", "Menggunakan studi kasus/daftar instruksi terstruktur."),
            ("huruf_normal", "Menggunakan instrumen asesmen dengan huruf normal jangan terlalu kecil."),
            ("asesor_sejenis", "Menggunakan asesor dengan jenis kelamin yang sama dengan asesi."),
            (
                "instrumen_sama",
                (
                    "Menggunakan instrumen asesmen yang sama walaupun berbeda jenis kelamin (tidak boleh memberi tanda "
                    "tambahan pada instrumen asesmen yang digunakan dengan tujuan untuk membedakan jenis kelamin)."
                ),
            ),
        ),
    ),
    (
        "Pertimbangan budaya/tradisi/agama.",
        (
            ("instruksi", "Menggunakan studi kasus/daftar instruksi terstruktur."),
            ("asesor_tanpa", "Menggunakan asesor tanpa pertimbangan budaya/tradisi/agama."),
            ("instrumen_sama", "Menggunakan instrumen asesmen yang sama walaupun berbeda budaya/tradisi/agama."),
        ),
    ),
)
KARAKTERISTIK = tuple(
    Row(
        str(number),
        {"nomor": str(number), "karakteristik": karakteristik},
        options={"sarana": tuple(Option(value, label) for value, label in sarana)},
    )
    for number, (karakteristik, sarana) in enumerate(SARANA, 1)
)
# What any of the rows offers; each row narrows it to its own boxes.
SEMUA_SARANA = tuple({one.value: one for row in KARAKTERISTIK for one in row.options["sarana"]}.values())
