"""Surat Perintah Tugas for one asesor and one schedule, with the list of participants (forms 7.1)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, Annex, Centered, Facts, Listed, Naskah, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

CELLS = ("nomor", "nama", "perusahaan", "alamat", "pekerjaan", "telepon")

SPT_ASESOR = Surat(
    form=Formulir(
        code="SPT.ASESOR",
        version=1,
        title="Surat Perintah Tugas",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    Field("nama_asesor", "Nama", "computed"),
                    Field("reg_asesor", "No. Reg", "computed"),
                    Field("asal_instansi", "Asal Instansi", "computed"),
                    Field("tempat", "Tempat Pelaksanaan", "computed"),
                ),
            ),
            Grid("peserta", (Column("Nama Peserta", ("{nama}",), width=1),), title="Daftar Peserta Asesmen"),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"peserta": CELLS},
    naskah=Naskah(
        version=1,
        title=("SURAT PERINTAH TUGAS",),
        blocks=(
            Centered("DIPERINTAHKAN:"),
            Facts(
                (
                    ("Kepada", "{nama_asesor}"),
                    ("Jabatan", "Asesor"),
                    ("No. Reg", "{reg_asesor}"),
                    ("Asal Instansi", "{asal_instansi}"),
                )
            ),
            Centered("Tugas :"),
            Listed(
                (
                    "Mengases Kompetensi",
                    "Skema Kompetensi : {skema_judul}",
                    "Tempat Pelaksanaan : {tempat}",
                    "Hari/ Tanggal : {tanggal}",
                    "Waktu : {mulai} – {selesai}",
                    "Peserta : {jumlah_peserta} orang (Terlampir)",
                    (
                        "Membuat laporan setelah selesai melaksanakan tugas ditujukan kepada Ketua LSP dan paling lambat 5 (lima) "
                        "hari kerja setelah selesai melaksanakan tugas."
                    ),
                    "Melaksanakan perintah ini dengan sebaik-baiknya dan penuh tanggung jawab",
                )
            ),
            Annex(
                "Daftar Peserta Asesmen",
                (
                    ("Lampiran", "Surat {nomor}"),
                    ("Hari/tanggal", "{tanggal}"),
                    ("Tempat", "{tempat}"),
                    ("Skema Kompetensi", "{skema_judul}"),
                ),
            ),
            Table(
                "peserta",
                (
                    ("No.", "{nomor}", 8),
                    ("Nama Peserta", "{nama}", 38),
                    ("Institusi/ Perusahaan", "{perusahaan}", 32),
                    ("Alamat", "{alamat}", 38),
                    ("Pekerjaan", "{pekerjaan}", 24),
                    ("No. Telp/ HP", "{telepon}", 26),
                    ("Tanda Tangan", "", 22),
                ),
            ),
        ),
        tembusan=("Manajer Sertifikasi LSP", "Manajer Administrasi & Keuangan LSP", "Arsip"),
    ),
)
