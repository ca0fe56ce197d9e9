"""A person's own pages, over all LSPs; an application is named by its ref."""

from django.urls import include, path

from sahih.web.asesi import (
    views,
    views_asesmen,
    views_banding,
    views_bayar,
    views_jadwal,
    views_lembar,
    views_sertifikat,
    views_umpan_balik,
)

app_name = "asesi"
permohonan = [
    path("", views.permohonan, name="permohonan"),
    path("batalkan/", views.withdraw, name="withdraw"),
    path("apl01/", views_lembar.apl01, name="apl01"),
    path("apl01/simpan/", views_lembar.apl01_save, name="apl01_save"),
    path("apl01/tandatangan/", views_lembar.apl01_sign, name="apl01_sign"),
    path("apl02/", views_lembar.apl02, name="apl02"),
    path("apl02/simpan/", views_lembar.apl02_save, name="apl02_save"),
    path("apl02/tandatangan/", views_lembar.apl02_sign, name="apl02_sign"),
    path("bukti/<str:bukti_ref>/", views_lembar.bukti, name="bukti"),
    path("lembar/<str:code>/", views.lembar, name="lembar"),
    path("lembar/<str:code>/pdf/", views.lembar_pdf, name="lembar_pdf"),
    path("tagihan/", views_bayar.tagihan, name="tagihan"),
    path("tagihan/bukti/", views_bayar.bukti, name="bukti_bayar"),
    path("jadwal/", views_jadwal.jadwal, name="jadwal"),
    path("ak07/", views_asesmen.ak07, name="ak07"),
    path("ak01/", views_asesmen.ak01, name="ak01"),
    path("ak01/simpan/", views_asesmen.ak01_save, name="ak01_save"),
    path("ak01/tandatangan/", views_asesmen.ak01_sign, name="ak01_sign"),
    path("tata-tertib/", views_asesmen.tata_tertib, name="tata_tertib"),
    path("ia01/", views_asesmen.ia01, name="ia01"),
    path("ak02/", views_asesmen.ak02, name="ak02"),
    path("tandatangan/", views_asesmen.bersama, name="bersama"),
    path("ak03/", views_umpan_balik.ak03, name="ak03"),
    path("ak03/simpan/", views_umpan_balik.ak03_save, name="ak03_save"),
    path("ak03/tandatangan/", views_umpan_balik.ak03_sign, name="ak03_sign"),
    path("ak03/koreksi/", views_umpan_balik.koreksi, name="ak03_correct"),
    path("ak03/koreksi/batal/", views_umpan_balik.koreksi_batal, name="ak03_drop"),
    path("menolak/<str:code>/", views_asesmen.menolak, name="menolak"),
    path("hasil/", views_asesmen.hasil, name="hasil"),
    path("banding/", views_banding.banding, name="banding"),
    path("banding/isi/", views_banding.isi, name="banding_isi"),
    path("banding/simpan/", views_banding.simpan, name="banding_save"),
    path("banding/tandatangan/", views_banding.tandatangan, name="banding_sign"),
    path("sertifikat/serah/", views_sertifikat.serah, name="serah"),
    path("sertifikat/", views_sertifikat.sertifikat, name="sertifikat"),
    path("sertifikat/unduh/", views_sertifikat.unduh, name="unduh"),
]
urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("permohonan/<str:ref>/", include(permohonan)),
]
