"""The address of the development mailbox."""

from django.urls import path

from sahih.web.kotak_surat.views import kotak_surat

app_name = "kotak_surat"
urlpatterns = [path("", kotak_surat, name="daftar")]
