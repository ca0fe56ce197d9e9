"""The log-in forms: an address, and a password where one was set, else a code that is sent; and the second step."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sahih.institution.accounts.totp import USED, Kode, authenticator_of


class LoginForm(BaseLoginForm):  # type: ignore[misc]  # reason: allauth is untyped
    """Asesi have no password, staff have one; both come in by the same door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: a form's own arguments
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("E-mail atau nomor HP")
        login.widget.attrs.pop("placeholder", None)
        password.label, password.required = _("Kata sandi"), False
        password.widget.attrs.pop("placeholder", None)
        password.help_text = _("Kosongkan bila akun Anda tanpa sandi; kode masuk dikirim ke alamat itu.")


class OnceMixin:
    """A code of the authenticator app opens once; whoever types it again is told that, and not that it is wrong."""

    user: Any  # reason: set by allauth's form
    authenticator: Any  # reason: as above
    data: Any  # reason: as above

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # reason: allauth is untyped
        except ValidationError as wrong:
            # Not after too many attempts: then nothing is told of any code.
            if wrong.code == "incorrect_code" and self._was_used():
                raise ValidationError(USED, code="used_code") from wrong
            raise
        if self.authenticator.type == Authenticator.Type.TOTP:
            Kode(self.authenticator).keep_used(code)
        return code

    def _was_used(self) -> bool:
        own = authenticator_of(self.user.pk)
        return own is not None and Kode(own).was_used(self.data.get("code", ""))


class SecondStepForm(OnceMixin, AuthenticateForm):  # type: ignore[misc]  # reason: allauth is untyped
    """At the log-in."""


class AgainForm(OnceMixin, ReauthenticateForm):  # type: ignore[misc]  # reason: as above
    """Before something that guards the account is changed."""
