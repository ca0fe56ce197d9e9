"""What the holder promises before the certificate is handed over (forms 7.12, SOP 4.5.1, scheme 9.8)."""

from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Row, Section, Signature

KETENTUAN = (
    "Mematuhi seluruh ketentuan skema sertifikasi.",
    "Menggunakan sertifikat hanya untuk ruang lingkup sertifikasi yang diberikan.",
    "Memelihara kompetensi dan menjaga kerahasiaan materi serta proses asesmen.",
    (
        "Menggunakan sertifikat, logo, dan tanda sertifikasi secara benar: tidak menyesatkan, dan tidak setelah masa "
        "berlakunya habis, dibekukan, atau dicabut."
    ),
    "Tidak menggunakan sertifikat dengan cara yang mencemarkan atau merugikan LSP, serta menaati kode etik profesi.",
    (
        "Mengikuti surveilan sedikitnya sekali setahun, dan mengajukan sertifikasi ulang paling lambat 2 (dua) bulan "
        "sebelum masa berlaku sertifikat berakhir."
    ),
    (
        "Menghentikan penggunaan semua pernyataan yang berhubungan dengan sertifikasi, dan mengembalikan sertifikat kepada "
        "LSP setelah sertifikat dibekukan atau dicabut."
    ),
)

KOMITMEN = Formulir(
    code="KOMITMEN",
    version=1,
    title="Surat Pernyataan Komitmen Pemegang Sertifikat",
    blocks=(
        Section(
            "",
            (
                "Yang bertanda tangan di bawah ini:",
                Field("nama", "Nama", "computed"),
                Field("nik", "NIK", "computed"),
                Field("skema", "Skema Sertifikasi", "computed"),
                Field("sertifikat", "No. Sertifikat", "computed"),
                Field("registrasi", "No. Registrasi", "computed"),
                Field("hp", "No. HP", "computed"),
            ),
        ),
        Grid(
            "ketentuan",
            intro=(
                "menyatakan bersedia memenuhi ketentuan-ketentuan yang dipersyaratkan dalam Skema Sertifikasi, sebagai "
                "berikut:"
            ),
            columns=(Column("No.", ("{nomor}",), width=12), Column("Ketentuan", ("{ketentuan}",), width=168)),
            rows=tuple(
                Row(str(number), {"nomor": str(number), "ketentuan": text}) for number, text in enumerate(KETENTUAN, 1)
            ),
        ),
        Section("", (Field("lsp", "Pernyataan ini diberikan kepada", "computed"),)),
    ),
    signatures=(Signature("asesi", "Yang menyatakan,", sign_label="(e-)Meterai\nTanda tangan dan Tanggal"),),
)
