"""/l/<slug>/kertas/: the paper path of a schedule and of each sheet."""

from django.urls import path

from sahih.web.kertas import views, views_lembar

app_name = "kertas"

urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("jadwal/<slug:ref>/", views.jadwal, name="jadwal"),
    path("jadwal/<slug:ref>/cetak/", views.cetak, name="cetak"),
    path("jadwal/<slug:ref>/unggah/", views.unggah, name="unggah"),
    path("<slug:ref>/", views_lembar.lembar, name="lembar"),
    path("<slug:ref>/unggah/", views_lembar.unggah, name="unggah_satu"),
    path("<slug:ref>/pindaian/", views_lembar.pindaian, name="pindaian"),
    path("<slug:ref>/pindaian/<int:number>/", views_lembar.halaman, name="halaman"),
    path("<slug:ref>/mulai/", views_lembar.mulai, name="mulai"),
    path("<slug:ref>/isi/<slug:role>/", views_lembar.isi, name="isi"),
    path("<slug:ref>/isi/<slug:role>/simpan/", views_lembar.simpan, name="simpan"),
    path("<slug:ref>/serahkan/", views_lembar.serahkan, name="serahkan"),
    path("<slug:ref>/koreksi/", views_lembar.koreksi, name="koreksi"),
    path("<slug:ref>/koreksi/batal/", views_lembar.koreksi_batal, name="koreksi_batal"),
    path("<slug:ref>/kembalikan/", views_lembar.kembalikan, name="kembalikan"),
    path("<slug:ref>/konfirmasi/", views_lembar.konfirmasi, name="konfirmasi"),
]
