"""Second factors as our accounts have them: secrets encrypted, and a name that a person knows."""

import base64
from typing import Any, cast

from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser

from sahih.institution.accounts.models import User
from sahih.kernel.keys import decrypt, encrypt

PURPOSE = "mfa"


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # reason: allauth is untyped
    """An authenticator's secret and recovery codes are worth an account; they lie under the master key."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(encrypt(text.encode(), purpose=PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(base64.b64decode(encrypted_text), purpose=PURPOSE).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        account = cast("User", user)
        return account.email or account.phone or str(account)

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        account = cast("User", user)
        return entity | {"name": self.get_totp_label(user), "display_name": account.person.name}
