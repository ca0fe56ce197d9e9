"""Keys and sealed secrets: one master key outside the database, everything else wrapped by it.

P-256 signs and seals, Ed25519 signs checkpoints; data keys encrypt one file or one case, so that
destroying a key destroys what it covers (UU 27/2022 art. 44) and breaks no chain of hashes.
"""

import base64
import datetime as dt
import functools
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models

from sahih.kernel.audit import AuditKind, record
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import Refused
from sahih.kernel.private import read_or_create
from sahih.kernel.tenancy import TenantModel

CREATED = AuditKind("kunci.created", ("purpose", "kid"))
DESTROYED = AuditKind("kunci.destroyed")

PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class KeyDestroyed(Exception):
    """What this key covered is lawfully gone."""


class SigningKey(models.Model):
    """A key pair of the installation, known outside by its kid; rotated by making a newer one."""

    class Purpose(models.TextChoices):
        CREDENTIAL = "credential"
        SEAL = "seal"
        CHECKPOINT = "checkpoint"

    kid = models.CharField(max_length=16, unique=True)
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    owner = models.CharField(max_length=16, blank=True)
    public_pem = models.TextField()
    certificate_pem = models.TextField(blank=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.kid}"


class DataKey(TenantModel):
    """The key of one file or one case; an empty wrapping is a destroyed key."""

    wrapped = models.BinaryField()
    destroyed_at = models.DateTimeField(null=True, blank=True)


@functools.cache
def master_key() -> bytes:
    """32 bytes from SAHIH_MASTER_KEY (base64) or the key file; made once outside production."""
    given = os.environ.get("SAHIH_MASTER_KEY", "")
    if given:
        return _checked(base64.b64decode(given))
    path = Path(settings.SAHIH_MASTER_KEY_FILE)
    if not path.exists() and settings.SAHIH_ENV == "production":
        raise ImproperlyConfigured(f"Kunci induk tidak ada: {path}. Pulihkan dari cadangan atau beri SAHIH_MASTER_KEY.")
    return _checked(read_or_create(path, lambda: secrets.token_bytes(32)))


def _checked(key: bytes) -> bytes:
    if len(key) != 32:
        raise ImproperlyConfigured("Kunci induk harus 32 byte.")
    return key


@functools.cache
def derived(purpose: str) -> bytes:
    """A 32-byte key for one purpose, from the master key (HKDF-SHA-256)."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"sahih:{purpose}".encode()).derive(master_key())


def encrypt(plain: bytes, *, purpose: str) -> bytes:
    """AES-256-GCM under the purpose's key: nonce, then ciphertext with tag."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(derived(purpose)).encrypt(nonce, plain, purpose.encode())


def decrypt(cipher: bytes, *, purpose: str) -> bytes:
    return AESGCM(derived(purpose)).decrypt(cipher[:12], cipher[12:], purpose.encode())


def index_of(text: str, *, purpose: str) -> str:
    """A keyed digest by which an encrypted value can be found (NIK, N4)."""
    return hmac.new(derived(f"{purpose}-index"), text.encode(), hashlib.sha256).hexdigest()


def new_data_key() -> DataKey:
    return DataKey.objects.create(wrapped=aes_key_wrap(derived("wrap"), secrets.token_bytes(32)))


def open_data_key(key: DataKey) -> bytes:
    if key.destroyed_at or not key.wrapped:
        raise KeyDestroyed
    return aes_key_unwrap(derived("wrap"), bytes(key.wrapped))


def destroy_data_key(key: DataKey, *, reason: str, at: dt.datetime) -> None:
    """Make everything under this key unreadable for ever; leaves a record. A legal hold forbids it (B7)."""
    if held := open_holds(key):
        raise Refused("; ".join(hold.reason for hold in held))
    key.wrapped = b""
    key.destroyed_at = at
    key.save(update_fields=["wrapped", "destroyed_at"])
    record(DESTROYED, key, reason=reason)


def box(key: DataKey, plain: bytes, *, about: str) -> bytes:
    """Encrypt under a data key; `about` binds the ciphertext to its place."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(open_data_key(key)).encrypt(nonce, plain, about.encode())


def unbox(key: DataKey, cipher: bytes, *, about: str) -> bytes:
    return AESGCM(open_data_key(key)).decrypt(cipher[:12], cipher[12:], about.encode())


def signing_key(purpose: str, *, at: dt.datetime, owner: str = "") -> SigningKey:
    """The newest key for the purpose and its owner (a seal's LSP by ref); the first caller makes it."""
    return _newest(purpose, owner) or _create_signing_key(purpose, at=at, owner=owner)


def _newest(purpose: str, owner: str) -> SigningKey | None:
    return SigningKey.objects.filter(purpose=purpose, owner=owner, retired_at=None).order_by("-id").first()


def _create_signing_key(purpose: str, *, at: dt.datetime, owner: str) -> SigningKey:
    with connection.cursor() as cursor:  # two first callers: one waits, then finds the other's key
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sahih-signing-key'))")
    found = _newest(purpose, owner)
    if found:
        return found
    private = (
        ed25519.Ed25519PrivateKey.generate() if purpose == "checkpoint" else ec.generate_private_key(ec.SECP256R1())
    )
    raw = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    key = SigningKey.objects.create(
        kid=hashlib.sha256(public).hexdigest()[:16],
        purpose=purpose,
        owner=owner,
        public_pem=public.decode(),
        wrapped=encrypt(raw, purpose="signing"),
        created_at=at,
    )
    record(CREATED, key, new={"purpose": purpose, "kid": key.kid})
    return key


def private_key(key: SigningKey) -> PrivateKey:
    loaded = serialization.load_der_private_key(decrypt(bytes(key.wrapped), purpose="signing"), password=None)
    assert isinstance(loaded, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey)
    return loaded
