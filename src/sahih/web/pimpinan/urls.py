"""/l/<slug>/pimpinan/: what waits for the signature of the Ketua."""

from django.urls import path

from sahih.web.pimpinan import views

app_name = "pimpinan"

urlpatterns = [
    path("", views.home, name="home"),
    path("pilih/<slug:kind>/", views.pilih, name="pilih"),
    path("tanda-tangan/<slug:kind>/<path:refs>/", views.tanda_tangan, name="tanda_tangan"),
    path("surat/<slug:ref>.pdf", views.pdf, name="pdf"),
]
