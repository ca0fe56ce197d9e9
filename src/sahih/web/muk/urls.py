"""/l/<slug>/muk/: the MUK of each skema version, instrument by instrument."""

from django.urls import path

from sahih.web.muk import views, views_butir, views_isi

app_name = "muk"

urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("susun/<slug:versi_ref>/", views.susun, name="susun"),
    path("<slug:ref>/", views.muk, name="muk"),
    path("<slug:ref>/judul/", views.judul, name="judul"),
    path("<slug:ref>/kelompok/<int:kelompok>/<slug:instrumen>/", views_isi.bagian, name="bagian"),
    path("<slug:ref>/kelompok/<int:kelompok>/<slug:instrumen>/hapus/", views_isi.hapus_bagian, name="hapus_bagian"),
    path("<slug:ref>/kelompok/<int:kelompok>/<slug:instrumen>/baris/", views_isi.baris, name="baris"),
    path("<slug:ref>/kelompok/<int:kelompok>/<slug:instrumen>/baris/simpan/", views_isi.simpan_baris, name="simpan_baris"),
    path("<slug:ref>/kelompok/<int:kelompok>/<slug:instrumen>/butir/", views_butir.tambah, name="tambah"),
    path("<slug:ref>/butir/<slug:butir_ref>/", views_butir.butir, name="butir"),
    path("<slug:ref>/butir/<slug:butir_ref>/simpan/", views_butir.simpan, name="simpan"),
    path("<slug:ref>/butir/<slug:butir_ref>/naik/", views_butir.naik, name="naik"),
    path("<slug:ref>/butir/<slug:butir_ref>/turun/", views_butir.turun, name="turun"),
    path("<slug:ref>/butir/<slug:butir_ref>/hapus/", views_butir.hapus, name="hapus"),
    path("<slug:ref>/butir/<slug:butir_ref>/gambar/", views_butir.gambar, name="gambar"),
]  # fmt: skip
