"""The master key as a back-up sees it: the same places as `sahih.kernel.keys`, without Django."""

import base64
import hashlib
import hmac
import os
from pathlib import Path

from sahih.config import environment


def path() -> Path:
    return Path(os.environ.get("SAHIH_MASTER_KEY_FILE") or environment.var() / "keys" / "master.key")


def secret_path() -> Path:
    return environment.var() / "secrets" / "secret_key"


def read() -> bytes | None:
    given = os.environ.get("SAHIH_MASTER_KEY", "")
    if given:
        return base64.b64decode(given)
    return path().read_bytes() if path().exists() else None


def fingerprint(key: bytes | None) -> str:
    """Tells two keys apart and says nothing about them."""
    return hmac.new(key, b"sahih-backup", hashlib.sha256).hexdigest()[:16] if key else ""
