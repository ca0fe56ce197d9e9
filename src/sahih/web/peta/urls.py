"""The evidence map, in each place where it is read: beside a MUK, a plan, an assessment."""

from django.urls import path

from sahih.web.peta import views, views_asesi

app_name = "peta"

urlpatterns = [
    path("muk/<slug:ref>/peta/", views.muk, name="muk"),
    path("muk/<slug:ref>/peta/butir/<slug:row_ref>/", views.butir, name="butir"),
    path("rencana/<slug:ref>/peta/", views.rencana, name="rencana"),
    path("asesmen/<slug:ref>/peta/", views_asesi.asesi, name="asesi"),
    path("asesmen/<slug:ref>/peta/vatm/<slug:barang_ref>/", views_asesi.vatm, name="vatm"),
    path("komite/rapat/<slug:ref>/asesi/<slug:keputusan_ref>/peta/", views_asesi.komite, name="komite"),
]
