"""Tata tertib: the rules of the session, read and accepted by the asesi before it opens (SOP 3.3.8).

No source has its text. Ours is a proposal: it counts for nobody before an LSP has put it, or its own, in force.
"""

from sahih.documents.surat.naskah import KEPALA_SURAT, Facts, Listed, Naskah, Paragraph, Surat
from sahih.documents.vocabulary import Field, Formulir, Section, Signature

TATA_TERTIB = Surat(
    form=Formulir(
        code="TATA.TERTIB",
        version=1,
        title="Tata Tertib Asesmen",
        blocks=(Section("Surat", (*KEPALA_SURAT, Field("nama_asesi", "Nama Asesi", "computed"))),),
        signatures=(Signature("asesi", "Asesi"),),
    ),
    naskah=Naskah(
        version=1,
        title=("TATA TERTIB ASESMEN", "{lsp}"),
        blocks=(
            Facts(
                (
                    ("Nama Asesi", "{nama_asesi}"),
                    ("Skema", "{skema_judul}"),
                    ("Hari/ Tanggal", "{tanggal}"),
                    ("Waktu", "{mulai} – {selesai}"),
                    ("TUK", "{tuk_nama}"),
                )
            ),
            Paragraph("Selama asesmen, asesi menaati tata tertib berikut:"),
            Listed(
                (
                    "Hadir paling lambat 15 menit sebelum asesmen dimulai dan membawa kartu identitas asli.",
                    "Mengerjakan sendiri; tidak menerima bantuan dan tidak membantu orang lain.",
                    "Memakai hanya bahan, alat, dan catatan yang diizinkan asesor.",
                    "Menjaga kerahasiaan soal dan instrumen; tidak memotret, merekam, menyalin, atau menyebarkannya.",
                    "Dalam asesmen jarak jauh: kamera dan mikrofon menyala selama asesmen, wajah dan ruang kerja terlihat, tidak ada orang lain di ruangan, dan asesmen direkam LSP.",
                    "Bila sambungan terputus atau ada gangguan, segera memberi tahu asesor; asesor mencatatnya dan menentukan kelanjutannya.",
                    "Menaati ketentuan keselamatan kerja di tempat uji; asesor menghentikan asesmen yang membahayakan.",
                    "Meninggalkan ruang atau layar hanya dengan izin asesor.",
                    "Bersikap jujur dan sopan; tidak memberi apa pun kepada asesor atau petugas LSP.",
                    "Pelanggaran dicatat dalam laporan asesmen dan dapat menghentikan asesmen. Asesi berhak menyampaikan keberatan dan mengajukan banding.",
                )
            ),
            Paragraph("Saya sudah membaca tata tertib ini dan akan menaatinya."),
        ),
    ),
)
