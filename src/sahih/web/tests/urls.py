"""The addresses that pages of the assessment and decision lead to."""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.urls")),
    path("l/<slug:slug>/asesmen/", include("sahih.web.asesor.urls")),
    path("l/<slug:slug>/rencana/", include("sahih.web.rencana.urls")),
    path("l/<slug:slug>/komite/", include("sahih.web.komite.urls")),
    path("l/<slug:slug>/pimpinan/", include("sahih.web.pimpinan.urls")),
    path("l/<slug:slug>/surat/", include("sahih.web.surat.urls")),
    path("l/<slug:slug>/muk/", include("sahih.web.muk.urls")),
    path("l/<slug:slug>/", include("sahih.web.peta.urls")),
]
