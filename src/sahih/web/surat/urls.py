"""/l/<slug>/surat/: letters on their way."""

from django.urls import path

from sahih.web.surat import views, views_isi, views_susun

app_name = "surat"

urlpatterns = [
    path("", views.home, name="home"),
    path("pilih/", views.pilih, name="pilih"),
    path("tanda-tangan/<path:refs>/", views.tanda_tangan, name="tanda_tangan"),
    path("jadwal/<slug:ref>/", views_susun.jadwal, name="jadwal"),
    path("jadwal/<slug:ref>/susun/<slug:kind>/", views_susun.susun, name="susun"),
    path("skema/", views_susun.skema, name="skema"),
    path("peminjaman/", views_susun.peminjaman, name="peminjaman"),
    path("tagihan/<slug:ref>/susun/<slug:kind>/", views_susun.susun_tagihan, name="susun_tagihan"),
    path("sertifikat/<slug:ref>/susun/", views_susun.susun_sertifikat, name="susun_sertifikat"),
    path("<slug:ref>/", views.rinci, name="rinci"),
    path("<slug:ref>/surat.pdf", views.pdf, name="pdf"),
    path("<slug:ref>/terima/", views.terima, name="terima"),
    path("<slug:ref>/kirim/", views.kirim, name="kirim"),
    path("<slug:ref>/batal/", views.batal, name="batal"),
    path("<slug:ref>/balasan/", views.balasan, name="balasan"),
    path("<slug:ref>/isi/", views_isi.isi, name="isi"),
    path("<slug:ref>/isi/simpan/", views_isi.simpan, name="simpan"),
    path("<slug:ref>/foto/<slug:bukti_ref>/", views_isi.foto, name="foto"),
]
