"""Information for a holder: when surveilan is, and how to be certified again (SOP 4.6)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Listed, Naskah, Paragraph, Surat
from sahih.documents.vocabulary import Field, Formulir, Section, Signature

INFO_SURVEILAN = Surat(
    form=Formulir(
        code="INFO.SURVEILAN",
        version=1,
        title="Informasi Pelaksanaan Surveilan dan Sertifikasi Ulang",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("nama_pemegang", "Pemegang sertifikat", "computed"),
                    Field("nomor_sertifikat", "Nomor sertifikat", "computed"),
                    Field("nomor_registrasi", "Nomor registrasi", "computed"),
                    Field("terbit", "Tanggal terbit", "computed"),
                    Field("berlaku_sampai", "Berlaku sampai", "computed"),
                    Field("surveilan_pertama", "Surveilan pertama", "computed"),
                    Field("batas_ulang", "Batas pengajuan sertifikasi ulang", "computed"),
                ),
            ),
        ),
        signatures=(Signature("admin", "Admin {lsp}"),),
    ),
    naskah=Naskah(
        version=1,
        title=("INFORMASI PELAKSANAAN SURVEILAN DAN SERTIFIKASI ULANG",),
        blocks=(
            Paragraph("Kepada Yth. {nama_pemegang}, pemegang sertifikat kompetensi:"),
            Facts(
                (
                    ("Skema", "{skema_judul}"),
                    ("Nomor sertifikat", "{nomor_sertifikat}"),
                    ("Nomor registrasi", "{nomor_registrasi}"),
                    ("Terbit", "{terbit}"),
                    ("Berlaku sampai", "{berlaku_sampai}"),
                )
            ),
            Paragraph("Selama masa berlaku, hal berikut perlu Anda ketahui:"),
            Listed(
                (
                    "Surveilan dilaksanakan paling sedikit sekali setahun; yang pertama paling lambat {surveilan_pertama}.",
                    "Pada surveilan, pemegang menunjukkan bukti bahwa kompetensinya dipelihara sesuai skema sertifikasi.",
                    "Pengajuan sertifikasi ulang diterima paling lambat {batas_ulang}, yaitu 2 (dua) bulan sebelum masa berlaku habis.",
                    "Sertifikasi ulang diajukan pada aplikasi sertifikasi dengan FR.APL.01 dan bukti terbaru.",
                    (
                        "Sertifikat dapat dibekukan atau dicabut bila surveilan tidak dipenuhi atau ketentuan penggunaannya "
                        "dilanggar."
                    ),
                )
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
            Paragraph("Demikian informasi ini kami sampaikan. Atas perhatiannya kami ucapkan terima kasih."),
        ),
    ),
)
