"""Every address of the host, audience by audience; each package says its own."""

from allauth.account.views import password_set
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import include, path

from sahih.web.gate import after_pin

urlpatterns = [
    path("", include("sahih.web.publik.urls")),
    path("akun/", include("sahih.web.akun.urls")),
    # Before allauth's own addresses, which would let whoever finds an open session add a key without a word.
    path("akun/2fa/totp/activate/", after_pin(activate_totp)),
    path("akun/2fa/webauthn/add/", after_pin(add_webauthn)),
    path("akun/password/set/", after_pin(password_set)),
    path("akun/", include("allauth.urls")),
    path("undangan/", include("sahih.web.akun.urls_undangan")),
    path("saya/", include("sahih.web.asesi.urls")),
    path("l/<slug:slug>/asesmen/", include("sahih.web.asesor.urls")),
    path("l/<slug:slug>/rencana/", include("sahih.web.rencana.urls")),
    path("l/<slug:slug>/muk/", include("sahih.web.muk.urls")),
    path("l/<slug:slug>/sop/", include("sahih.web.sop.urls")),
    path("l/<slug:slug>/kertas/", include("sahih.web.kertas.urls")),
    path("l/<slug:slug>/komite/", include("sahih.web.komite.urls")),
    path("l/<slug:slug>/kaji-ulang/", include("sahih.web.penyelia.urls")),
    path("l/<slug:slug>/pimpinan/", include("sahih.web.pimpinan.urls")),
    path("l/<slug:slug>/surat/", include("sahih.web.surat.urls")),
    path("l/<slug:slug>/", include("sahih.web.peta.urls")),
    path("l/<slug:slug>/", include("sahih.web.admin_lsp.urls")),
    path("l/<slug:slug>/perusahaan/", include("sahih.web.perusahaan.urls")),
    path("kotak-surat/", include("sahih.web.kotak_surat.urls")),
    path("galeri/", include("sahih.web.ui.galeri")),
]
