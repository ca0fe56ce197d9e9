"""Codes of an authenticator app: each opens once, for as long as it would be taken."""

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

# A code is taken this many seconds, before and after its own time too; allauth remembers a used one for a third of it.
WINDOW = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
# Told to whoever types the right code of this moment, and at signing after the right password only. Before its use that
# code would have opened the door, so the sentence tells an attacker less than the code did: it opens nothing any more, and
# says nothing of the next. Silence would make its owner, who has just logged in with it, distrust a phone that is right.
USED = _("Kode ini sudah dipakai. Tunggu kode berikutnya di aplikasi autentikator, paling lama 30 detik, lalu ketik kode itu.")  # fmt: skip


class Kode(TOTP):  # type: ignore[misc]  # reason: allauth is untyped
    """The codes of one authenticator."""

    def _mark_code_used(self, code: str) -> bool:
        return bool(cache.add(self._get_used_cache_key(code), "y", timeout=WINDOW))

    def keep_used(self, code: str) -> None:
        """After allauth itself has taken the code."""
        cache.set(self._get_used_cache_key(code), "y", timeout=WINDOW)

    def was_used(self, code: str) -> bool:
        """Whether the code is right and was taken before."""
        is_right = validate_totp_code(decrypt(self.instance.data["secret"]), code)
        return bool(is_right and cache.get(self._get_used_cache_key(code)))


def authenticator_of(user_id: int) -> Authenticator | None:
    found: Authenticator | None = Authenticator.objects.filter(user=user_id, type=Authenticator.Type.TOTP).first()
    return found
