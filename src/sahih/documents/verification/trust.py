"""The public keys by which an outsider judges a certificate: what a host publishes and what `--trust` reads."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from sahih.kernel.ledger.note import NoteError, Verifier, parse_verifier

VERSION: Final = 1
COORDINATE: Final = 32


class TrustError(Exception):
    """The text is not a list of keys; the message is a sentence."""


@dataclass(frozen=True)
class IssuerKey:
    """A P-256 key that proves credentials, and the time in which it may do so."""

    kid: str
    public: ec.EllipticCurvePublicKey
    not_before: datetime
    not_after: datetime | None = None

    def is_valid_at(self, at: datetime) -> bool:
        return self.not_before <= at and (self.not_after is None or at <= self.not_after)


@dataclass(frozen=True)
class Trust:
    """Keys of one host: credential keys by kid, verifiers of checkpoints, seal certificates as DER."""

    credential_keys: tuple[IssuerKey, ...]
    checkpoint_verifiers: tuple[Verifier, ...]
    seal_certificates: tuple[bytes, ...]

    def key_by_kid(self, kid: str) -> IssuerKey | None:
        return next((key for key in self.credential_keys if key.kid == kid), None)

    def to_json(self) -> str:
        document = {
            "sahih": VERSION,
            "credential_keys": [_jwk(key) for key in self.credential_keys],
            "checkpoint_keys": [str(item) for item in self.checkpoint_verifiers],
            "seal_certificates": [base64.b64encode(item).decode("ascii") for item in self.seal_certificates],
        }
        return json.dumps(document, indent=1, sort_keys=True) + "\n"


def parse_trust(text: str | bytes) -> Trust:
    try:
        document = json.loads(text)
        if document["sahih"] != VERSION:
            raise TrustError("Berkas kunci memakai versi yang belum dikenal.")
        certificates = tuple(base64.b64decode(item, validate=True) for item in document["seal_certificates"])
        for certificate in certificates:
            x509.load_der_x509_certificate(certificate)
        return Trust(
            tuple(_key(item) for item in document["credential_keys"]),
            tuple(parse_verifier(item) for item in document["checkpoint_keys"]),
            certificates,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NoteError, binascii.Error):
        raise TrustError("Berkas kunci tidak terbaca. Unduh ulang dari alamat penerbit.") from None


def _jwk(key: IssuerKey) -> dict[str, str | None]:
    numbers = key.public.public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "kid": key.kid,
        "x": _b64url(numbers.x),
        "y": _b64url(numbers.y),
        "not_before": key.not_before.astimezone(UTC).isoformat(),
        "not_after": key.not_after.astimezone(UTC).isoformat() if key.not_after else None,
    }


def _key(jwk: dict[str, Any]) -> IssuerKey:  # Any: JSON from outside, read field by field
    if (jwk["kty"], jwk["crv"]) != ("EC", "P-256"):
        raise TrustError("Berkas kunci memuat jenis kunci yang belum dikenal.")
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "=")) for name in ("x", "y"))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    until = jwk["not_after"]
    return IssuerKey(str(jwk["kid"]), public, _instant(jwk["not_before"]), until and _instant(until))


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return at


def _b64url(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(COORDINATE)).decode("ascii").rstrip("=")
