"""A passkey in software, for rehearsals: it signs real WebAuthn ceremonies with a real key.

Enrolled through the same table as any other passkey and refused in production.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from sahih.documents.models import SigningAct
from sahih.documents.signing import SigningProof, challenge
from sahih.institution.accounts.models import User
from sahih.institution.accounts.proofs import prove_by_passkey, relying_party


@dataclass(frozen=True)
class SoftwarePasskey:
    """One key pair bound to one account."""

    user: User
    key: ec.EllipticCurvePrivateKey
    credential_id: bytes

    def prove(self, act: SigningAct) -> SigningProof:
        return prove_by_passkey(act, self.answer(challenge(act)), user=self.user)

    def answer(self, given: bytes) -> dict[str, Any]:
        """The authenticator's response to a challenge, user present and verified."""
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
        data = AuthenticatorData.create(_rp_hash(), flags, 0)
        client = _client_data("webauthn.get", given)
        signature = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "id": websafe_encode(self.credential_id),
            "rawId": websafe_encode(self.credential_id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(bytes(data)),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(str(self.user.pk).encode()),
            },
        }


def enrol(user: User, *, name: str = "Passkey gladi") -> SoftwarePasskey:
    """Make a key and register it for the account."""
    if settings.SAHIH_ENV == "production":
        raise ImproperlyConfigured("Passkey perangkat lunak hanya untuk gladi.")
    key, credential_id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
    cose = ES256.from_cryptography_key(key.public_key())  # type: ignore[no-untyped-call]  # reason: fido2 leaves it untyped
    attested = AttestedCredentialData.create(b"\0" * 16, credential_id, cose)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(_rp_hash(), flags, 0, attested)
    attestation = AttestationObject.create("none", data, {})
    WebAuthn.add(
        user,
        name,
        {
            "id": websafe_encode(credential_id),
            "rawId": websafe_encode(credential_id),
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {
                "clientDataJSON": websafe_encode(_client_data("webauthn.create", b"\0" * 32)),
                "attestationObject": websafe_encode(bytes(attestation)),
            },
        },
    )
    return SoftwarePasskey(user=user, key=key, credential_id=credential_id)


def _rp_hash() -> bytes:
    return hashlib.sha256(str(relying_party().id).encode()).digest()


def _client_data(kind: str, given: bytes) -> bytes:
    origin = settings.SAHIH_PUBLIC_URL.rstrip("/")
    return json.dumps(
        {"type": kind, "challenge": websafe_encode(given), "origin": origin, "crossOrigin": False}
    ).encode()
