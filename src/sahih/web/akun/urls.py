"""Own pages of one's account; allauth's stand beside them under the same path."""

from django.urls import path

from sahih.web.akun import views, views_siapkan

app_name = "akun"
urlpatterns = [
    path("daftar/", views.daftar, name="daftar"),
    path("tanda-tangan/", views_siapkan.siapkan, name="siapkan"),
    path("keamanan/", views.keamanan, name="keamanan"),
    path("keamanan/pin/", views.pin, name="pin"),
    path("keamanan/buktikan/", views.buktikan, name="buktikan"),
    path("keamanan/perangkat/<int:pk>/keluarkan/", views.end_session, name="end_session"),
]
