"""The address of an invitation."""

from django.urls import path

from sahih.web.akun import views_undangan

app_name = "undangan"
urlpatterns = [path("<str:token>/", views_undangan.undangan, name="buka")]
