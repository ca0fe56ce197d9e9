"""The addresses these tests look at, wherever the project puts them."""

from django.urls import include, path

urlpatterns = [
    path("galeri/", include("sahih.web.ui.galeri")),
    path("kotak-surat/", include("sahih.web.kotak_surat.urls")),
    path("akun/", include("allauth.urls")),
]

handler403 = "sahih.web.ui.errors.forbidden"
handler404 = "sahih.web.ui.errors.not_found"
handler500 = "sahih.web.ui.errors.server_error"
