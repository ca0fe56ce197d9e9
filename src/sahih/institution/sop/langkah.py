"""The steps of the SOP of a remote assessment, 1.1 to 4.6, as data: the titles of the SOP, and what each is made of.

Substeps that need a part of the system which is not there yet are named in `NOT_YET`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Langkah:
    """One step: its number here, its title, who answers for it, its substeps."""

    nomor: str
    judul: str
    penanggung_jawab: str
    rincian: tuple[tuple[str, str], ...] = ()

    @property
    def proses(self) -> str:
        return PROSES[self.nomor[0]]


PROSES: Final[Mapping[str, str]] = {
    "1": "Menerima permohonan pendaftaran sertifikasi",
    "2": "Mengkaji kelengkapan dokumen persyaratan asesi",
    "3": "Menyelenggarakan proses asesmen kompetensi",
    "4": "Membuat keputusan sertifikasi kompetensi",
}

LANGKAH: Final[tuple[Langkah, ...]] = (
    Langkah(
        "1.1", "Memberikan informasi tentang persyaratan, bukti, dan proses sertifikasi", "Admin",
        (("1.1.1", "Unit kompetensi, persyaratan dasar, biaya, dan proses"), ("1.1.2", "Alat bantu untuk asesmen jarak jauh")),
    ),
    Langkah(
        "1.2", "Calon asesi mengisi permohonan, mengunggah dokumen, dan menandatangani", "Asesi, Admin, Keuangan",
        (
            ("1.2.1", "Menyiapkan perlengkapan TUK sesuai SK persyaratan TUK"),
            ("1.2.2", "Memverifikasi permohonan dan menandatangani rekomendasinya"),
            ("1.2.3", "Mengirim tagihan kepada asesi yang diterima"),
            ("1.2.4", "Memberitahukan kekurangan data dan dokumen"),
            ("1.2.5", "Memverifikasi bukti pembayaran"),
            ("1.2.6", "Meminta ulang bukti pembayaran yang tidak sah"),
            ("1.2.7", "Memberitahukan bahwa proses dapat dilanjutkan"),
            ("1.2.8", "Asesmen mandiri"),
        ),
    ),
    Langkah("1.3", "Mengkaji visibilitas berdasarkan kebutuhan", "Admin"),
    Langkah(
        "1.4", "Mengidentifikasi TUK dan menetapkannya", "Admin, Ketua LSP",
        (("1.4.1", "Menentukan jenis TUK"), ("1.4.2", "Menetapkan TUK dengan SK")),
    ),
    Langkah("1.5", "Memilih dan menugaskan asesor", "Admin, Manajer Sertifikasi, Ketua LSP"),
    Langkah(
        "1.6", "Membuat jadwal dan mengonfirmasi asesor dan asesi", "Admin, Manajer Sertifikasi, Ketua LSP",
        (
            ("1.6.1", "Daftar peserta dan ketersediaan asesor"),
            ("1.6.2", "Menunjuk asesor"),
            ("1.6.3", "Konfirmasi kesediaan asesor"),
            ("1.6.4", "Mendelegasikan asesor"),
            ("1.6.5", "Membuat SPT dan SPT verifikasi TUK"),
            ("1.6.6", "Mengirim SPT kepada asesor"),
        ),
    ),
    Langkah("2.1", "Mengkaji rekaman permohonan dan merekomendasikan tindak lanjut", "Admin"),
    Langkah(
        "2.2", "Mengkaji rencana dan pengorganisasian asesmen", "Asesor",
        (
            ("2.2.1", "Pendekatan asesmen"),
            ("2.2.2", "Jenis bukti, metode, dan perangkat"),
            ("2.2.3", "Modifikasi dan kontekstualisasi"),
            ("2.2.4", "Peta instrumen asesmen"),
        ),
    ),
    Langkah("2.3", "Mengkaji perangkat asesmen sesuai kebutuhan", "Asesor"),
    Langkah(
        "2.4", "Konsultasi pra-asesmen dengan asesi", "Admin, Asesor",
        (("2.4.1", "Verifikasi TUK"), ("2.4.2", "Perkenalan, penugasan, dan penjelasan banding (FR.AK.04)")),
    ),
    Langkah("2.5", "Penyesuaian yang wajar, bila diperlukan", "Asesor"),
    Langkah("2.6", "Mengkaji asesmen mandiri dan merekomendasikan tindak lanjut", "Asesor"),
    Langkah("2.7", "Pengorganisasian dan persetujuan asesmen", "Admin, Asesor"),
    Langkah(
        "3.1", "Menyiapkan sumber daya asesmen", "Admin",
        (
            ("3.1.1", "Sistem dan perangkat siap"),
            ("3.1.2", "Jaringan internet stabil"),
            ("3.1.3", "Tautan konferensi video"),
            ("3.1.4", "Mode rekam menyala"),
            ("3.1.5", "Ruang terpisah (breakout room)"),
            ("3.1.6", "Aplikasi sertifikasi dibuka"),
        ),
    ),
    Langkah(
        "3.2", "Mengundang peserta mengikuti asesmen", "Admin, Asesor, Asesi",
        (("3.2.1", "Bergabung lewat tautan video"), ("3.2.2", "Masuk ruang terpisah sesuai rundown")),
    ),
    Langkah(
        "3.3", "Melakukan asesmen sesuai prosedur", "Asesor, Asesi",
        (
            ("3.3.1", "Asesi bergabung ke konferensi video"),
            ("3.3.2", "Laptop sebagai kamera utama"),
            ("3.3.3", "Telepon genggam sebagai kamera kedua"),
            ("3.3.4", "Jaringan asesi stabil"),
            ("3.3.5", "Baterai perangkat"),
            ("3.3.6", "Absensi kehadiran"),
            ("3.3.7", "Uji tertulis (sampai 3.3.14)"),
            ("3.3.8", "Tata tertib dibacakan"),
            ("3.3.15", "Observasi demonstrasi (sampai 3.3.26)"),
            ("3.3.27", "Verifikasi portofolio (sampai 3.3.28)"),
            ("3.3.29", "Wawancara (sampai 3.3.31)"),
            ("3.3.32", "Meninjau pelaksanaan: instrumen dan FR.AK.06"),
            ("3.3.33", "Rekomendasi ditandatangani (sampai 3.3.36)"),
            ("3.3.37", "Umpan balik asesi"),
        ),
    ),
    Langkah(
        "3.4", "Menyampaikan laporan kepada LSP", "Asesor, Asesor Penyelia",
        (("3.4.1", "Laporan asesmen"), ("3.4.2", "Kaji ulang asesmen"), ("3.4.3", "Meninjau proses dan validasi")),
    ),
    Langkah("4.1", "Menetapkan tim komite teknis", "Admin, Manajer Sertifikasi, Ketua LSP"),
    Langkah(
        "4.2", "Memverifikasi proses dan rekomendasi hasil asesmen", "Komite Teknis",
        (
            ("4.2.1", "Undangan rapat teknis"),
            ("4.2.2", "Rapat verifikasi"),
            ("4.2.3", "Berita acara rapat teknis dibuat"),
            ("4.2.4", "Berita acara ditandatangani"),
        ),
    ),
    Langkah(
        "4.3", "Membuat keputusan sertifikasi dengan surat keputusan", "Ketua LSP",
        (
            ("4.3.1", "Surat keputusan dibuat"),
            ("4.3.2", "Surat keputusan ditandatangani"),
            ("4.3.3", "Hasil diberitahukan kepada asesi"),
        ),
    ),
    Langkah("4.4", "Menerbitkan sertifikat kompetensi", "Ketua LSP, Manajer Sertifikasi, Admin"),
    Langkah(
        "4.5", "Menyerahkan sertifikat dengan tanda terima dan komitmen", "Admin",
        (("4.5.1", "Surat pernyataan komitmen"), ("4.5.2", "Sertifikat diserahkan setelah ditandatangani")),
    ),
    Langkah(
        "4.6", "Memberitahukan surveilan dan sertifikasi ulang", "Admin",
        (("4.6.1", "Pelaksanaan surveilan"), ("4.6.2", "Tata cara sertifikasi ulang")),
    ),
)  # fmt: skip
BY_NOMOR: Final[Mapping[str, Langkah]] = {one.nomor: one for one in LANGKAH}
