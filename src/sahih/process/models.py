"""The road's tables, each defined in its stage."""

from sahih.process.arsip.models import Arsip
from sahih.process.asesmen.models import Asesmen, HasilUnit, Laporan, Tinjauan, Vatm
from sahih.process.banding.models import Banding
from sahih.process.biaya.models import BuktiBayar, Tagihan, TagihanBaris
from sahih.process.jadwal.models import Jadwal, Penugasan, Peserta
from sahih.process.kaji_ulang.models import HasilButir, KajiUlang, Perbaikan, Temuan
from sahih.process.keputusan.models import Anggota, Keputusan, Rapat, Suara
from sahih.process.kertas.models import LembarKertas
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.permohonan.models import Bukti, Permohonan
from sahih.process.sertifikat.models import (
    NomorBatal,
    NomorTerpakai,
    Permintaan,
    PermintaanBaris,
    Sertifikat,
    SertifikatPublik,
)
from sahih.process.surat.models import Surat, SuratFoto
from sahih.process.validasi.models import AnggotaTim, Validasi
from sahih.process.visibilitas.models import Visibilitas

__all__ = (
    "Anggota",
    "AnggotaTim",
    "Arsip",
    "Asesmen",
    "Banding",
    "Bukti",
    "BuktiBayar",
    "HasilButir",
    "HasilUnit",
    "Jadwal",
    "KajiUlang",
    "Keputusan",
    "Laporan",
    "LembarKertas",
    "NomorBatal",
    "NomorTerpakai",
    "Penugasan",
    "Penyerahan",
    "Perbaikan",
    "Permintaan",
    "PermintaanBaris",
    "Permohonan",
    "Peserta",
    "Rapat",
    "Sertifikat",
    "SertifikatPublik",
    "Suara",
    "Surat",
    "SuratFoto",
    "Tagihan",
    "TagihanBaris",
    "Temuan",
    "Tinjauan",
    "Validasi",
    "Vatm",
    "Visibilitas",
)
