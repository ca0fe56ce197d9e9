"""How allauth meets our accounts: phone numbers, letters in Indonesian through the outbox, no open sign-up."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from sahih.institution.accounts.models import User
from sahih.kernel import outbox
from sahih.web.akun.kontak import normal_phone, read_kontak
from sahih.web.akun.surat import letter_for, sms_for
from sahih.web.ui.frame import opening_page


class PhoneField(forms.CharField):
    """A phone number in the form in which it is stored."""

    def __init__(self, **kwargs: Any) -> None:  # Any: a form field's own arguments
        kwargs.setdefault("label", _("Nomor HP"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:  # Any: raw input
        text = str(super().clean(value) or "")
        if text and "@" in text:
            raise ValidationError(_("Tulis nomor HP seperti 0812 3456 7890."))
        return read_kontak(text).phone if text else ""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # reason: allauth is untyped
    """One person, one account: by e-mail, by phone, or both."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made on our own page, by invitation or for an application."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return opening_page(cast("User", request.user).person_id)

    # --- phone --------------------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> forms.Field:  # Any: a form field's own arguments
        return PhoneField(**kwargs)

    def clean_phone(self, phone: str) -> str:
        return normal_phone(phone)

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        person = cast("User", user)
        return (person.phone, person.phone_verified) if person.phone else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:  # noqa: FBT001 -- allauth's signature
        person = cast("User", user)
        person.phone, person.phone_verified = normal_phone(phone), verified
        person.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        self.set_phone(user, phone, verified=True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=normal_phone(phone), is_active=True).first()

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        self._sms("code", phone, code=code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        self._sms("unknown", phone)

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._sms("exists", phone)

    def _sms(self, kind: str, phone: str, **words: str) -> None:
        subject, body = sms_for(kind, host=_host(), **words)
        outbox.write(to=normal_phone(phone), subject=subject, body=body)

    # --- letters ------------------------------------------------------------------------------
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every letter leaves by the outbox: after the act, and again when the mail server was away."""
        known = letter_for(template_prefix, host=_host(), **{key: str(value) for key, value in context.items()})
        if known is None:
            message = self.render_mail(template_prefix, email, {**context, "email": email})
            known = message.subject, message.body
        outbox.write(to=email, subject=known[0], body=known[1])

    # --- e-mail addresses ---------------------------------------------------------------------
    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """The address one logs in by goes only when another has taken its place."""
        return not email_address.primary

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        self._keep_in_step(request, cast("User", user))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def _keep_in_step(self, request: HttpRequest, user: User) -> None:
        """An account made by invitation has its address here only; allauth keeps its own list."""
        if not user.email:
            return
        proved = any(record.get("email") == user.email for record in get_authentication_records(request))
        row, _made = EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": proved}
        )
        if proved and not row.verified:
            row.verified = True
            row.save(update_fields=["verified"])


def _host() -> str:
    request = allauth_context.request
    return request.get_host() if request else ""
