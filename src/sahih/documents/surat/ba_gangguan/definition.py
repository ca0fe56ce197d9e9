"""Berita Acara Gangguan: technical trouble during an assessment, what paused, and what is given back (E15)."""

from sahih.documents.surat.ba_gangguan import rules
from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Section, Signature

LANJUT = (
    Option("lanjut", "asesmen dilanjutkan pada hari yang sama"),
    Option("jadwal_ulang", "asesmen dijadwalkan ulang tanpa biaya bagi asesi"),
)

BA_GANGGUAN = Surat(
    form=Formulir(
        code="BA.GANGGUAN",
        version=1,
        title="Berita Acara Gangguan",
        blocks=(
            Section("Surat", (*KEPALA_SURAT, MENGGANTIKAN, Field("nama_asesor", "Dinyatakan oleh", "computed"))),
            Section(
                "Gangguan",
                (
                    Field("mulai_gangguan", "Gangguan mulai pukul", "time", "asesor"),
                    Field("selesai_gangguan", "Gangguan selesai pukul", "time", "asesor", required=False),
                    Field("uraian", "Uraian gangguan", "paragraph", "asesor", longest=1500),
                    Field("dihentikan", "Kegiatan yang dihentikan", "paragraph", "asesor", longest=600),
                    Field("asesi_terganggu", "Asesi yang terganggu", "paragraph", "asesor", longest=600),
                    Field("saluran", "Saluran kedua yang dipakai", by="asesor", longest=160),
                    Field("menit_kembali", "Waktu yang dikembalikan (menit)", "number", "asesor"),
                    Field("bukti_disimpan", "Bukti yang disimpan", "paragraph", "asesor", longest=600),
                    Field("tindak_lanjut", "Tindak lanjut", "choice", "asesor", options=LANJUT),
                ),
            ),
            Grid("peserta", (Column("Nama Asesi", ("{nama}",), width=1),), title="Asesi pada jadwal ini"),
        ),
        signatures=(
            Signature("asesor", "Dibuat oleh Asesor"),
            Signature("manajer", "Diketahui oleh Manajer Sertifikasi"),
        ),
        needed=rules.needed,
        check=rules.check,
    ),
    cells={"peserta": ("nomor", "nama")},
    naskah=Naskah(
        version=1,
        title=("BERITA ACARA GANGGUAN TEKNIS",),
        blocks=(
            Paragraph(
                "Pada pelaksanaan asesmen skema sertifikasi {skema_judul}, {tanggal}, pukul {mulai} – {selesai}, di {tuk_nama}, "
                "asesor {nama_asesor} menyatakan terjadi gangguan teknis sebagai berikut:"
            ),
            Facts(
                (
                    ("Mulai pukul", "{mulai_gangguan}"),
                    ("Selesai pukul", "{selesai_gangguan}"),
                    ("Uraian gangguan", "{uraian}"),
                    ("Kegiatan yang dihentikan", "{dihentikan}"),
                    ("Asesi yang terganggu", "{asesi_terganggu}"),
                    ("Saluran kedua", "{saluran}"),
                    ("Waktu dikembalikan", "{menit_kembali} menit"),
                    ("Bukti yang disimpan", "{bukti_disimpan}"),
                    ("Tindak lanjut", "{tindak_lanjut}"),
                )
            ),
            Paragraph("Asesi pada jadwal ini:"),
            Table("peserta", (("No.", "{nomor}", 10), ("Nama Asesi", "{nama}", 160))),
            Paragraph(
                "Gangguan ini tidak mengurangi waktu asesi dan tidak dinilai sebagai ketidakmampuan. Asesi berhak mengajukan "
                "banding dengan alasan gangguan ini."
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
            Paragraph("Demikian berita acara ini dibuat dengan sebenarnya, untuk digunakan sebagaimana mestinya."),
        ),
    ),
)
