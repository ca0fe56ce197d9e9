"""An account without a form of many fields: a name, one contact, a code.

No password is asked here: the contact is not yet proved, and whoever enters somebody else's address
must not be able to leave a key behind. One may be set later, inside the account.
"""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from sahih.institution.accounts.actions import register_account
from sahih.institution.accounts.models import User
from sahih.kernel.clock import now
from sahih.web.akun.kontak import Kontak, read_kontak
from sahih.web.gate import ActorRequest


class KontakField(forms.CharField):
    """An e-mail address or a phone number."""

    def clean(self, value: object) -> Kontak:
        return read_kontak(str(super().clean(value)))


class DaftarForm(forms.Form):
    """Who one is and where a code may go."""

    nama = forms.CharField(
        label=_("Nama lengkap"), max_length=120, help_text=_("Seperti tertulis pada KTP."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    kontak = KontakField(
        label=_("E-mail atau nomor HP"), max_length=254,
        help_text=_("Kode masuk dikirim ke sini. Pilih yang dapat Anda buka sekarang."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )  # fmt: skip


def account_by(kontak: Kontak) -> User | None:
    if kontak.phone:
        return User.objects.filter(phone=kontak.phone, is_active=True).first()
    proved = EmailAddress.objects.filter(email=kontak.email, verified=True).select_related("user").first()
    return proved.user if proved else User.objects.filter(email=kontak.email, is_active=True).first()


def send_code(request: ActorRequest, *, name: str, kontak: Kontak, then: str) -> HttpResponse:
    """Find or make the account and send it a code; the answer is the same for both."""
    if not ratelimit.consume(request, action="request_login_code", key=kontak.text):
        raise ValidationError(_("Terlalu banyak kode diminta. Tunggu beberapa menit, lalu coba lagi."))
    user = account_by(kontak) or _register(request, name=name, kontak=kontak)
    LoginCodeVerificationProcess.initiate(
        request=request, user=user, email=kontak.email or None, phone=kontak.phone or None
    )
    return redirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': then})}")


def _register(request: ActorRequest, *, name: str, kontak: Kontak) -> User:
    with transaction.atomic():
        user = register_account(name=name, email=kontak.email, phone=kontak.phone, actor=request.actor, at=now())
        if kontak.email:
            EmailAddress.objects.create(user=user, email=kontak.email, primary=True, verified=False)
    return user


def safe_next(request: ActorRequest, *, default: str = "/saya/") -> str:
    """Where to go on: an address of this host or the default."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else default
