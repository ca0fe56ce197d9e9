"""All addresses of the host."""

from django.urls import include, path

urlpatterns = [path("", include("sahih.web.urls"))]

handler400 = "sahih.web.ui.errors.bad_request"
handler403 = "sahih.web.ui.errors.forbidden"
handler404 = "sahih.web.ui.errors.not_found"
handler500 = "sahih.web.ui.errors.server_error"
