"""An e-mail address or an Indonesian phone number, as one field takes it."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from sahih.institution.accounts.kontak import normal_phone

__all__ = ("PHONE", "Kontak", "normal_phone", "read_kontak")

PHONE = re.compile(r"\+[1-9]\d{7,14}")


@dataclass(frozen=True)
class Kontak:
    """One of the two, in the form in which it is stored."""

    email: str = ""
    phone: str = ""

    @property
    def text(self) -> str:
        return self.email or self.phone


def read_kontak(raw: str) -> Kontak:
    """Read what was typed; a sentence where it is neither."""
    text = raw.strip()
    if "@" in text:
        try:
            validate_email(text)
        except ValidationError:
            raise ValidationError(_("Alamat e-mail ini tidak lengkap. Tulis seperti nama@contoh.id.")) from None
        return Kontak(email=text.lower())
    phone = normal_phone(text)
    if not PHONE.fullmatch(phone):
        raise ValidationError(_("Tulis alamat e-mail, atau nomor HP seperti 0812 3456 7890."))
    return Kontak(phone=phone)
