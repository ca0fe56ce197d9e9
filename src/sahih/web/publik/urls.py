"""What anybody may open: the portal, an LSP's page, verification, keys and log."""

from django.urls import path

from sahih.web.publik import views, views_ajukan, views_log, views_verifikasi

app_name = "publik"
urlpatterns = [
    path("", views.portal, name="portal"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("l/<slug:slug>/", views.lsp, name="lsp"),
    path("l/<slug:slug>/ajukan/<str:skema_ref>/", views_ajukan.ajukan, name="ajukan"),
    path("verifikasi/", views_verifikasi.verifikasi, name="verifikasi"),
    path("verifikasi/berkas/", views_verifikasi.berkas, name="berkas"),
    path("verifikasi/tanda-tangan/<str:ref>/", views_verifikasi.tanda_tangan, name="tanda_tangan"),
    path("verifikasi/<str:ref>/", views_verifikasi.sertifikat, name="sertifikat"),
    path(".well-known/sahih-keys.json", views_log.keys, name="keys"),
    path("log/checkpoint", views_log.checkpoint, name="checkpoint"),
    path("log/tile/<int:level>/<int:number>", views_log.tile, name="tile"),
]
