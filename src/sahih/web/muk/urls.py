"""/l/<slug>/muk/: the MUK of each skema version, instrument by instrument."""

from django.urls import path

from sahih.web.muk import views, views_butir, views_impor, views_isi, views_lembar

app_name = "muk"

urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("susun/<slug:versi_ref>/", views.susun, name="susun"),
    path("<slug:ref>/", views.muk, name="muk"),
    path("asesmen/<slug:asesmen_ref>/", views_lembar.asesmen, name="asesmen"),
    path("<slug:ref>/impor/", views_impor.impor, name="impor"),
    path("<slug:ref>/impor/templat.xlsx", views_impor.templat, name="templat"),
    path("<slug:ref>/impor/<slug:file_ref>/", views_impor.impor_pratinjau, name="impor_pratinjau"),
    path("<slug:ref>/ekspor/", views_impor.ekspor, name="ekspor"),
    path("<slug:ref>/judul/", views.judul, name="judul"),
    path("<slug:ref>/pengesahan/", views_lembar.pengesahan, name="pengesahan"),
    path("<slug:ref>/pengesahan/simpan/", views_lembar.simpan_pengesahan, name="simpan_pengesahan"),
    path("<slug:ref>/tanda-tangan/", views_lembar.tanda_tangan, name="tanda_tangan"),
    path("<slug:ref>/kembalikan/", views_lembar.kembalikan, name="kembalikan"),
    path("<slug:ref>/tarik/", views_lembar.tarik, name="tarik"),
    path("<slug:ref>/cetak/", views_lembar.cetak, name="cetak"),
    path("<slug:ref>/kunci/", views_lembar.kunci, name="kunci"),
    path("<slug:ref>/lembar/<slug:sheet_ref>/", views_lembar.lembar, name="lembar"),
    path("<slug:ref>/lembar/<slug:sheet_ref>.pdf", views_lembar.pdf, name="pdf"),
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
