"""The keys by which outsiders judge: what is published, and the seal of each LSP (by its ref and name)."""

import datetime as dt
import hashlib
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from django.conf import settings

from sahih.documents.seal import make_seal_certificate
from sahih.documents.verification.certificate import SealKey
from sahih.documents.verification.trust import IssuerKey, Trust
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.keys import SigningKey, private_key, signing_key
from sahih.kernel.ledger.note import verifier
from sahih.kernel.private import write_atomically

SEAL_MADE = AuditKind("kunci.seal_certificate", ("kid",))

SEAL_YEARS = 10
# A rehearsal's story begins before the installation; in production a key holds from its making.
REHEARSAL_DAYS = 400


def _holds_from(made: dt.datetime) -> dt.datetime:
    early = settings.SAHIH_ENV != "production"
    return (made - dt.timedelta(days=REHEARSAL_DAYS if early else 0)).replace(microsecond=0)


def seal_key(owner: str, *, name: str, at: dt.datetime) -> SealKey:
    """The LSP's seal with its certificate; made at the first file it seals."""
    row = signing_key("seal", at=at, owner=owner)
    key = private_key(row)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    if not row.certificate_pem:
        start = _holds_from(row.created_at)
        der = make_seal_certificate(key, name, start, start + dt.timedelta(days=365 * SEAL_YEARS))
        row.certificate_pem = x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM).decode()
        row.save(update_fields=["certificate_pem"])
        record(SEAL_MADE, row, new={"kid": row.kid})
    return SealKey(key=key, certificate=_der(row))


def seals_of(owner: str) -> tuple[str, ...]:
    """SHA-256 of every seal certificate that the LSP ever had, the oldest first."""
    rows = SigningKey.objects.filter(purpose="seal", owner=owner).exclude(certificate_pem="").order_by("id")
    return tuple(hashlib.sha256(_der(row)).hexdigest() for row in rows)


def _der(row: SigningKey) -> bytes:
    return x509.load_pem_x509_certificate(row.certificate_pem.encode()).public_bytes(serialization.Encoding.DER)


def current_trust() -> Trust:
    """All public keys of this host, retired ones with their end: what /.well-known/sahih-keys.json says."""
    rows = list(SigningKey.objects.order_by("id"))
    return Trust(
        credential_keys=tuple(_issuer_key(row) for row in rows if row.purpose == "credential"),
        checkpoint_verifiers=tuple(
            verifier(settings.SAHIH_LOG_ORIGIN, _ed25519(row)) for row in rows if row.purpose == "checkpoint"
        ),
        seal_certificates=tuple(_der(row) for row in rows if row.purpose == "seal" and row.certificate_pem),
    )


def _issuer_key(row: SigningKey) -> IssuerKey:
    public = serialization.load_pem_public_key(row.public_pem.encode())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    return IssuerKey(kid=row.kid, public=public, not_before=_holds_from(row.created_at), not_after=row.retired_at)


def _ed25519(row: SigningKey) -> ed25519.Ed25519PublicKey:
    public = serialization.load_pem_public_key(row.public_pem.encode())
    assert isinstance(public, ed25519.Ed25519PublicKey)
    return public


def publish_trust() -> None:
    """Keep the file that `sahih verify` on this machine reads without being told."""
    write_atomically(Path(settings.SAHIH_VAR) / "trust.json", current_trust().to_json().encode())
