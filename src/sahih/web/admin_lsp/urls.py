"""The office's addresses, all under /l/<slug>/."""

from django.urls import include, path

from sahih.web.admin_lsp import (
    views_asesor,
    views_banding,
    views_berkas,
    views_formulir,
    views_izin,
    views_jadwal,
    views_jejak,
    views_kaji,
    views_kerja,
    views_kop,
    views_lingkup,
    views_naskah,
    views_nomor,
    views_pengaturan,
    views_penyerahan,
    views_perbaikan,
    views_permohonan,
    views_personel,
    views_rapat,
    views_relasi,
    views_sertifikat,
    views_skema,
    views_standar,
    views_standar_unit,
    views_status,
    views_susun,
    views_susun_unit,
    views_tagihan,
    views_undangan,
    views_visibilitas,
)

app_name = "admin_lsp"

_permohonan = [
    path("", views_permohonan.daftar, name="permohonan"),
    path("<slug:ref>/", views_permohonan.rinci, name="permohonan_rinci"),
    path("<slug:ref>/tinjau/", views_permohonan.tinjau, name="permohonan_tinjau"),
    path("<slug:ref>/tinjau/simpan/", views_permohonan.simpan, name="permohonan_simpan"),
    path("<slug:ref>/putuskan/", views_permohonan.putuskan, name="permohonan_putuskan"),
    path("<slug:ref>/kembalikan/", views_permohonan.kembalikan, name="permohonan_kembalikan"),
    path("<slug:ref>/batalkan/", views_permohonan.batalkan, name="permohonan_batalkan"),
    path("<slug:ref>/identitas/", views_permohonan.identitas, name="permohonan_identitas"),
    path("<slug:ref>/sampul.pdf", views_berkas.sampul, name="permohonan_sampul"),
    path("<slug:ref>/berkas/", views_berkas.unduh, name="permohonan_berkas"),
    path("<slug:ref>/relasi/", views_relasi.relasi, name="permohonan_relasi"),
    path("<slug:ref>/lembar/<slug:name>/", views_permohonan.lembar, name="permohonan_lembar"),
    path("<slug:ref>/bukti/<slug:bukti_ref>/", views_permohonan.bukti, name="permohonan_bukti"),
]

_tagihan = [
    path("", views_tagihan.daftar, name="tagihan"),
    path("baru/", views_tagihan.baru, name="tagihan_baru"),
    path("<slug:ref>/", views_tagihan.rinci, name="tagihan_rinci"),
    path("<slug:ref>/sahkan/", views_tagihan.sahkan, name="tagihan_sahkan"),
    path("<slug:ref>/tolak/", views_tagihan.tolak, name="tagihan_tolak"),
    path("<slug:ref>/batal/", views_tagihan.batal, name="tagihan_batal"),
    path("<slug:ref>/bukti/<slug:bukti_ref>/", views_tagihan.bukti, name="tagihan_bukti"),
]

_jadwal = [
    path("", views_jadwal.daftar, name="jadwal"),
    path("baru/", views_jadwal.pilih, name="jadwal_baru"),
    path("baru/<slug:ref>/", views_jadwal.susun, name="jadwal_susun"),
    path("peserta/<slug:ref>/lepas/", views_jadwal.lepas, name="jadwal_lepas"),
    path("<slug:ref>/", views_jadwal.rinci, name="jadwal_rinci"),
    path("<slug:ref>/asesor/", views_jadwal.asesor, name="jadwal_asesor"),
    path("<slug:ref>/tawarkan/", views_jadwal.tawarkan, name="jadwal_tawarkan"),
    path("<slug:ref>/ganti/", views_jadwal.ganti, name="jadwal_ganti"),
    path("<slug:ref>/batal/", views_jadwal.batal, name="jadwal_batal"),
    path("<slug:ref>/spt/<slug:duty_ref>/", views_jadwal.spt, name="jadwal_spt"),
]

_visibilitas = [
    path("<slug:ref>/", views_visibilitas.kaji, name="visibilitas"),
    path("tanda-tangan/<path:refs>/", views_visibilitas.tanda_tangan, name="visibilitas_tanda_tangan"),
    path("<slug:ref>/lembar/", views_visibilitas.lembar, name="visibilitas_lembar"),
]

_rapat = [
    path("", views_rapat.daftar, name="rapat"),
    path("baru/<slug:ref>/", views_rapat.susun, name="rapat_susun"),
    path("<slug:ref>/", views_rapat.rinci, name="rapat_rinci"),
    path("<slug:ref>/surat/<slug:name>/", views_rapat.surat, name="rapat_surat"),
    path("<slug:ref>/surat/lama/<slug:sheet_ref>/", views_rapat.surat_lama, name="rapat_lama"),
    path("<slug:ref>/tutup/", views_rapat.tutup, name="rapat_tutup"),
    path("<slug:ref>/susun-ulang/", views_rapat.susun_ulang, name="rapat_susun_ulang"),
]

_sertifikat = [
    path("", views_sertifikat.daftar, name="sertifikat"),
    path("permintaan/baru/<slug:ref>/", views_sertifikat.baru, name="permintaan_baru"),
    path("permintaan/<slug:ref>/", views_sertifikat.permintaan, name="permintaan"),
    path("permintaan/<slug:ref>/surat/", views_sertifikat.surat, name="permintaan_surat"),
    path("permintaan/<slug:ref>/daftar/", views_sertifikat.unduh, name="permintaan_unduh"),
    path("permintaan/<slug:ref>/berkas-nomor/", views_sertifikat.contoh, name="permintaan_contoh"),
    path("permintaan/<slug:ref>/impor/", views_sertifikat.impor, name="permintaan_impor"),
    path("permintaan/<slug:ref>/terbitkan/", views_sertifikat.terbitkan, name="permintaan_terbitkan"),
    path("permintaan/<slug:ref>/nomor-pengganti/", views_nomor.pengganti, name="nomor_pengganti"),
    path("nomor-batal/", views_nomor.batal, name="nomor_batal"),
    path("<slug:ref>/", views_status.rinci, name="sertifikat_rinci"),
    path("<slug:ref>/berkas/", views_sertifikat.berkas, name="sertifikat_berkas"),
    path("<slug:ref>/kirim/", views_penyerahan.kirim, name="sertifikat_kirim"),
    path("<slug:ref>/lembar/<slug:name>/", views_penyerahan.lembar, name="sertifikat_lembar"),
    path("<slug:ref>/bekukan/", views_status.bekukan, name="sertifikat_bekukan"),
    path("<slug:ref>/berlakukan/", views_status.berlakukan, name="sertifikat_berlakukan"),
    path("<slug:ref>/cabut/", views_status.cabut, name="sertifikat_cabut"),
]

_banding = [
    path("", views_banding.daftar, name="banding"),
    path("<slug:ref>/", views_banding.rinci, name="banding_rinci"),
    path("<slug:ref>/terima/", views_banding.terima, name="banding_terima"),
    path("<slug:ref>/tutup/", views_banding.tutup, name="banding_tutup"),
    path("<slug:ref>/lembar/", views_banding.lembar, name="banding_lembar"),
]

_standar = [
    path("", views_standar.daftar, name="standar_daftar"),
    path("baru/", views_standar.baru, name="standar_baru"),
    path("impor/", views_standar.impor, name="standar_impor"),
    path("unit/<slug:ref>/", views_standar_unit.unit, name="standar_unit"),
    path("unit/<slug:ref>/ubah/", views_standar_unit.unit_ubah, name="standar_unit_ubah"),
    path("<slug:ref>/", views_standar.standar, name="standar"),
    path("<slug:ref>/unduh/", views_standar.unduh_yaml, name="standar_yaml"),
    path("<slug:ref>/unduh-lembar/", views_standar.unduh_xlsx, name="standar_xlsx"),
    path("<slug:ref>/keadaan/", views_standar.keadaan, name="standar_keadaan"),
    path("<slug:ref>/tempel/", views_standar_unit.tempel, name="standar_tempel"),
    path("<slug:ref>/unit/baru/", views_standar_unit.unit_baru, name="standar_unit_baru"),
]

_skema = [
    path("", views_skema.daftar, name="skema"),
    path("impor/", views_skema.impor, name="skema_impor"),
    path("versi/<slug:ref>/", views_skema.versi, name="skema_versi"),
    path("versi/<slug:ref>/unduh/", views_skema.unduh, name="skema_unduh"),
    path("versi/<slug:ref>/lengkapi/", views_skema.lengkapi, name="skema_lengkapi"),
    path("baru/", views_susun.baru, name="skema_baru"),
    path("versi/<slug:ref>/versi-baru/", views_susun.versi_baru, name="versi_baru"),
    path("versi/<slug:ref>/kepala/", views_susun.kepala, name="susun_kepala"),
    path("versi/<slug:ref>/persyaratan/", views_susun.persyaratan, name="susun_persyaratan"),
    path("versi/<slug:ref>/rekaman/", views_susun.rekaman, name="susun_rekaman"),
    path("versi/<slug:ref>/unit/", views_susun_unit.unit, name="susun_unit"),
    path("versi/<slug:ref>/kelompok/", views_susun_unit.kelompok, name="susun_kelompok"),
    path("versi/<slug:ref>/peta/", views_susun_unit.peta, name="peta_kelompok"),
    path("versi/<slug:ref>/perbedaan/", views_susun_unit.perbedaan, name="perbedaan"),
    path("versi/<slug:ref>/tinjau/", views_skema.tinjau, name="skema_tinjau"),
    path("versi/<slug:ref>/kembalikan/", views_skema.kembalikan, name="skema_kembalikan"),
    path("versi/<slug:ref>/terbitkan/", views_skema.terbitkan, name="skema_terbitkan"),
    path("versi/<slug:ref>/tarik/", views_skema.tarik, name="skema_tarik"),
]

_pengaturan = [
    path("", views_pengaturan.pengaturan, name="pengaturan"),
    path("profil/", views_pengaturan.profil, name="profil"),
    path("kop/", views_kop.kop, name="kop"),
    path("kop/gambar/", views_kop.gambar, name="kop_gambar"),
    path("kop/hapus/", views_kop.hapus, name="kop_hapus"),
    path("formulir/", views_formulir.formulir, name="formulir"),
    path("formulir/<str:code>/", views_formulir.rinci, name="formulir_rinci"),
    path("formulir/<str:code>/contoh/", views_formulir.contoh, name="formulir_contoh"),
    path("formulir/<str:code>/asli/", views_formulir.asli, name="formulir_asli"),
    path("formulir/<str:code>/kirim/", views_formulir.kirim, name="formulir_kirim"),
    path("formulir/<str:code>/konfirmasi/", views_formulir.konfirmasi, name="formulir_konfirmasi"),
    path("formulir/<str:code>/dokumen/", views_formulir.dokumen, name="formulir_dokumen"),
    path("naskah/unduh/", views_naskah.unduh, name="naskah_unduh"),
    path("naskah/impor/", views_naskah.impor, name="naskah_impor"),
    path("naskah/<str:code>/", views_naskah.naskah, name="naskah"),
    path("naskah/<str:code>/pratinjau/", views_naskah.pratinjau, name="naskah_pratinjau"),
    path("naskah/<str:code>/berlakukan/", views_naskah.berlakukan, name="naskah_berlakukan"),
    path("naskah/<str:code>/bawaan/", views_naskah.bawaan, name="naskah_bawaan"),
    path("naskah/<str:code>/buang/", views_naskah.buang, name="naskah_buang"),
    path("hak/", views_personel.hak, name="hak"),
    path("hak/<str:name>/", views_personel.hak_ubah, name="hak_ubah"),
    path("izin/", views_izin.izin, name="izin"),
    path("izin/baru/", views_izin.izin_baru, name="izin_baru"),
    path("izin/<slug:ref>/skema/", views_izin.izin_skema, name="izin_skema"),
    path("izin/<slug:ref>/cabut/", views_izin.izin_cabut, name="izin_cabut"),
    path("tuk/", views_izin.tuk, name="tuk"),
    path("tuk/baru/", views_izin.tuk_baru, name="tuk_baru"),
    path("tuk/<slug:ref>/skema/", views_izin.tuk_skema, name="tuk_skema"),
    path("lingkup-tuk/<slug:ref>/akhiri/", views_lingkup.akhiri_tuk, name="lingkup_tuk_akhiri"),
    path("lingkup-asesor/<slug:ref>/akhiri/", views_lingkup.akhiri_asesor, name="lingkup_asesor_akhiri"),
    path("asesor/", views_asesor.asesor, name="asesor"),
    path("asesor/baru/", views_asesor.asesor_baru, name="asesor_baru"),
    path("asesor/<slug:ref>/lingkup/", views_asesor.asesor_lingkup, name="asesor_lingkup"),
    path("asesor/<slug:ref>/perbarui/", views_asesor.asesor_perbarui, name="asesor_perbarui"),
    path("undangan/", views_undangan.undangan, name="undangan"),
    path("undangan/asesi/", views_undangan.undang_asesi, name="undang_asesi"),
    path("undangan/wakil/", views_undangan.undang_wakil, name="undang_wakil"),
    path("undangan/perusahaan/", views_undangan.perusahaan_baru, name="perusahaan_baru"),
    path("undangan/<slug:ref>/tarik/", views_undangan.tarik, name="undangan_tarik"),
    path("jejak/", views_jejak.jejak, name="jejak"),
]

_personel = [
    path("", views_personel.personel, name="personel"),
    path("angkat/", views_personel.angkat, name="angkat"),
    path("<slug:ref>/lepas/", views_personel.lepas, name="lepas"),
]

urlpatterns = [
    path("kerja/", views_kerja.kerja, name="kerja"),
    path("permohonan/", include(_permohonan)),
    path("tagihan/", include(_tagihan)),
    path("visibilitas/", include(_visibilitas)),
    path("jadwal/", include(_jadwal)),
    path("kaji-ulang/baru/<slug:ref>/", views_kaji.kaji_susun, name="kaji_susun"),
    path("kaji-ulang/ganti/<slug:ref>/", views_kaji.kaji_ganti, name="kaji_ganti"),
    path("perbaikan/", views_perbaikan.perbaikan, name="perbaikan"),
    path("perbaikan/<slug:ref>/", views_perbaikan.perbaikan_jawab, name="perbaikan_jawab"),
    path("rapat/", include(_rapat)),
    path("sertifikat/", include(_sertifikat)),
    path("banding/", include(_banding)),
    path("skema/standar/", include(_standar)),
    path("skema/", include(_skema)),
    path("personel/", include(_personel)),
    path("pengaturan/", include(_pengaturan)),
]
