"""Every address of the host, audience by audience; each package says its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("sahih.web.publik.urls")),
    path("akun/", include("sahih.web.akun.urls")),
    path("akun/", include("allauth.urls")),
    path("undangan/", include("sahih.web.akun.urls_undangan")),
    path("saya/", include("sahih.web.asesi.urls")),
    path("l/<slug:slug>/asesmen/", include("sahih.web.asesor.urls")),
    path("l/<slug:slug>/komite/", include("sahih.web.komite.urls")),
    path("l/<slug:slug>/pimpinan/", include("sahih.web.pimpinan.urls")),
    path("l/<slug:slug>/", include("sahih.web.admin_lsp.urls")),
    path("l/<slug:slug>/perusahaan/", include("sahih.web.perusahaan.urls")),
    path("kotak-surat/", include("sahih.web.kotak_surat.urls")),
    path("galeri/", include("sahih.web.ui.galeri")),
]
