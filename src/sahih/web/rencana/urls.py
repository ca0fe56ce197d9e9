"""/l/<slug>/rencana/: per skema version and potensi, one plan."""

from django.urls import path

from sahih.web.rencana import views, views_lembar

app_name = "rencana"

urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("susun/<slug:versi_ref>/", views.susun, name="susun"),
    path("<slug:ref>/", views.rencana, name="rencana"),
    path("<slug:ref>/kembalikan/", views.kembalikan, name="kembalikan"),
    path("<slug:ref>/tarik/", views.tarik, name="tarik"),
    path("<slug:ref>/tanda-tangan/", views_lembar.tanda_tangan, name="tanda_tangan"),
    path("<slug:ref>/isi/<slug:sheet>/", views_lembar.isi, name="isi"),
    path("<slug:ref>/isi/<slug:sheet>/simpan/", views_lembar.simpan, name="simpan"),
    path("<slug:ref>/lembar/<slug:sheet_ref>/", views_lembar.lembar, name="lembar"),
    path("<slug:ref>/lembar/<slug:sheet_ref>.pdf", views_lembar.pdf, name="pdf"),
]
