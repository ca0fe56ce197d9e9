"""The log-in form: an address, and a password where one was set; without a password a code is sent."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from django.utils.translation import gettext_lazy as _


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
