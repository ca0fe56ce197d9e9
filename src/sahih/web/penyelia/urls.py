"""/l/<slug>/kaji-ulang/: the reviews that one was ordered to do."""

from django.urls import path

from sahih.web.penyelia import views, views_lembar

app_name = "penyelia"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:ref>/", views.kaji, name="kaji"),
    path("<slug:ref>/terima/", views.terima, name="terima"),
    path("<slug:ref>/temuan/", views.temuan, name="temuan"),
    path("<slug:ref>/lembar/<slug:sheet_ref>/", views.lembar, name="lembar"),
    path("<slug:ref>/lembar/<slug:sheet_ref>.pdf", views.pdf, name="pdf"),
    path("<slug:ref>/isi/<slug:kaji_sheet>/", views_lembar.isi, name="isi"),
    path("<slug:ref>/isi/<slug:kaji_sheet>/koreksi/", views_lembar.koreksi, name="koreksi"),
    path("<slug:ref>/isi/<slug:kaji_sheet>/koreksi/batal/", views_lembar.koreksi_batal, name="koreksi_batal"),
    path("<slug:ref>/isi/<slug:kaji_sheet>/simpan/", views_lembar.simpan, name="simpan"),
    path("<slug:ref>/isi/<slug:kaji_sheet>/tanda-tangan/", views_lembar.tanda_tangan, name="tanda_tangan"),
]
