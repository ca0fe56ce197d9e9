"""/l/<slug>/sop/: the steps of the SOP as they went."""

from django.urls import path

from sahih.web.sop import views, views_peta

app_name = "sop"

urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("peta/", views_peta.peta, name="peta"),
    path("peta/<int:version>/", views_peta.versi, name="versi"),
    path("jadwal/<slug:ref>/", views.jadwal, name="jadwal"),
    path("jadwal/<slug:ref>/sop.<slug:format>", views.ekspor, name="ekspor"),
    path("<slug:ref>/", views.asesi, name="asesi"),
    path("<slug:ref>/lembar/<slug:sheet_ref>/", views.lembar, name="lembar"),
]
