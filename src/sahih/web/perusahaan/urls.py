"""/l/<slug>/perusahaan/: a company's people, their progress, its invoices."""

from django.urls import path

from sahih.web.perusahaan import views

app_name = "perusahaan"
urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("undang/", views.undang, name="undang"),
    path("tagihan/<str:ref>/", views.tagihan, name="tagihan"),
    path("tagihan/<str:ref>/bukti/", views.bukti, name="bukti"),
]
