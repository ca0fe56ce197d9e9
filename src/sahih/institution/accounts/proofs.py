"""Fresh authentication for one act of signing; the only place where a SigningProof is made.

Levels: 3 a passkey that signed the act's own hash, with user verification; 2 password and a new
authenticator code; 1 the PIN inside a strong session (architecture §3.5, PP 71/2019 art. 59).
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import get_credentials
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import PublicKeyCredentialRpEntity, UserVerificationRequirement

from sahih.documents.models import SigningAct, Tandatangan
from sahih.documents.signing import SigningProof, challenge
from sahih.institution.accounts.models import Pin, User
from sahih.institution.accounts.totp import USED, Kode, authenticator_of
from sahih.kernel.actor import Actor, Level
from sahih.kernel.policy import Refused

PASSKEY, TOTP_CODE, PIN = 3, 2, 1
MISSES_ALLOWED = 5
LOCK_MINUTES = 15
NO_MATCH = gettext_lazy("Sandi atau kode autentikator tidak cocok. Tunggu kode berikutnya, lalu coba lagi.")


class NotProved(Refused):
    """The answer does not prove that this person signs now."""


def relying_party() -> PublicKeyCredentialRpEntity:
    """One host for all LSPs, so one passkey per person."""
    return PublicKeyCredentialRpEntity(name="Sahih", id=urlsplit(settings.SAHIH_PUBLIC_URL).hostname)


def _server() -> Fido2Server:
    return Fido2Server(relying_party(), verify_origin=lambda origin: origin == settings.SAHIH_PUBLIC_URL.rstrip("/"))


def ways_to_sign(user: User) -> list[str]:
    """The methods this account has, strongest first; feeds the signing dialog."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    ways = []
    if Authenticator.Type.WEBAUTHN in kinds:
        ways.append(Tandatangan.Method.PASSKEY.value)
    if Authenticator.Type.TOTP in kinds and user.has_usable_password():
        ways.append(Tandatangan.Method.TOTP.value)
    if Pin.objects.filter(user=user).exists():
        ways.append(Tandatangan.Method.PIN.value)
    return ways


def passkey_options(act: SigningAct, user: User) -> dict[str, Any]:
    """What the browser hands to the authenticator: the act's hash as the challenge."""
    options, _state = _server().authenticate_begin(
        credentials=get_credentials(user),
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge(act),
    )
    return dict(options)


def prove_by_passkey(act: SigningAct, response: Mapping[str, Any], *, user: User) -> SigningProof:
    state = {"challenge": websafe_encode(challenge(act)), "user_verification": UserVerificationRequirement.REQUIRED}
    try:
        used = _server().authenticate_complete(state, get_credentials(user), response)
    except (ValueError, KeyError, TypeError) as error:
        raise NotProved(_("Passkey tidak cocok dengan tanda tangan ini. Coba lagi, atau pakai cara lain.")) from error
    evidence = {
        "credential_id": websafe_encode(used.credential_id),
        "public_key": {str(key): _plain(value) for key, value in used.public_key.items()},
        "client_data": response["response"]["clientDataJSON"],
        "authenticator_data": response["response"]["authenticatorData"],
        "signature": response["response"]["signature"],
    }
    return SigningProof(act=act, method=Tandatangan.Method.PASSKEY, level=PASSKEY, evidence=evidence)


def _plain(value: object) -> str | int:
    return websafe_encode(value) if isinstance(value, bytes) else int(str(value))


def prove_by_totp(act: SigningAct, *, password: str, code: str, user: User) -> SigningProof:
    """Both at once; a code works a single time, remembered in the shared cache."""
    authenticator = authenticator_of(user.pk)
    if authenticator is None or not user.check_password(password):
        raise NotProved(NO_MATCH)
    if not (codes := Kode(authenticator)).validate_code(code):
        raise NotProved(USED if codes.was_used(code) else NO_MATCH)
    return SigningProof(act=act, method=Tandatangan.Method.TOTP, level=TOTP_CODE, evidence={"by": "password+totp"})


def prove_by_pin(act: SigningAct, pin: str, *, user: User, actor: Actor, at: dt.datetime) -> SigningProof:
    """Only inside a strong session; five misses close the PIN for a quarter of an hour."""
    if actor.level < Level.STRONG:
        raise NotProved(_("Masuk dulu dengan faktor kedua, atau minta petugas LSP memeriksa identitas Anda."))
    check_pin(user, pin, at=at)
    return SigningProof(act=act, method=Tandatangan.Method.PIN, level=PIN, evidence={"by": "pin", "session": "strong"})


def pin_stands_alone(user: User) -> bool:
    """Nothing but the PIN is known of the owner: no password, no key, no authenticator (an asesi known by face and card)."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return Pin.objects.filter(user=user).exists() and not user.has_usable_password() and not factors.exists()


def check_pin(user: User, pin: str, *, at: dt.datetime) -> None:
    """Raises NotProved with the sentence; the caller counts the miss where no refusal rolls it back (`count_miss`)."""
    row = Pin.objects.select_for_update().filter(user=user).first()
    if row is None:
        raise NotProved(_("Buat PIN tanda tangan dulu pada halaman Akun."))
    if row.locked_until and row.locked_until > at:
        raise NotProved(_("PIN ditutup sementara karena salah berkali-kali. Coba lagi 15 menit kemudian."))
    if not check_password(pin, row.hashed):
        raise NotProved(_("PIN salah. Periksa lagi enam angka PIN Anda."))
    row.misses, row.locked_until = 0, None
    row.save(update_fields=["misses", "locked_until"])


def count_miss(user: User, *, at: dt.datetime) -> None:
    """Called after a refused PIN, in a transaction of its own that the refusal cannot roll back."""
    row = Pin.objects.select_for_update().filter(user=user).first()
    if row is None:
        return
    row.misses += 1
    if row.misses >= MISSES_ALLOWED:
        row.misses, row.locked_until = 0, at + dt.timedelta(minutes=LOCK_MINUTES)
    row.save(update_fields=["misses", "locked_until"])
