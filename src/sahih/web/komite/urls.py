"""/l/<slug>/komite/: the meetings one sits in."""

from django.urls import path

from sahih.web.komite import views

app_name = "komite"

CASE = "rapat/<slug:ref>/asesi/<slug:keputusan_ref>/"

urlpatterns = [
    path("", views.home, name="home"),
    path("rapat/<slug:ref>/", views.rapat, name="rapat"),
    path("rapat/<slug:ref>/berita-acara/", views.berita_acara, name="berita_acara"),
    path("rapat/<slug:ref>/surat/<slug:name>.pdf", views.surat, name="surat"),
    path(CASE, views.asesi, name="asesi"),
    path(CASE + "sampul.pdf", views.sampul, name="sampul"),
    path(CASE + "bukti/<slug:bukti_ref>/", views.bukti, name="bukti"),
    path(CASE + "lembar/<slug:sheet>/", views.lembar, name="lembar"),
    path(CASE + "lembar/<slug:sheet>.pdf", views.pdf, name="pdf"),
]
