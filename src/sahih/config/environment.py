"""What the surroundings say: parsed once, at the edge, into plain values; needs no Django."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import parse_qs, unquote, urlsplit

from sahih.kernel.postgres import Cluster, Endpoints

Stage = Literal["production", "development", "test"]
REPOSITORY = Path(__file__).resolve().parents[3]


class BadEnvironment(Exception):
    """An environment variable is missing or wrong; the message says which and how to mend it."""


def stage() -> Stage:
    given = os.environ.get("SAHIH_ENV", "development")
    for known in get_args(Stage):
        if given == known:
            return given  # type: ignore[return-value]  # reason: just compared with every value of the type
    raise BadEnvironment(f"SAHIH_ENV={given} tidak dikenal; pakai production, development, atau test.")


def var() -> Path:
    """The folder of everything that changes: database, files, secrets, mail."""
    given = os.environ.get("SAHIH_VAR")
    if given:
        return Path(given).absolute()
    inside_a_repository = (REPOSITORY / "pyproject.toml").exists()
    return REPOSITORY / "var" if inside_a_repository else Path.cwd() / "var"


def is_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def has_outside_database() -> bool:
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_APP_URL"))


def embedded() -> Cluster:
    return Cluster(var())


@dataclass(frozen=True)
class Databases:
    """The two ways Django enters, and the third that only back-ups and `db prepare` may need."""

    owner_url: str
    app_url: str
    admin_url: str


def databases() -> Databases:
    """From the environment, else those of the embedded cluster (not started by asking)."""
    if not has_outside_database():
        return _of_cluster(embedded().endpoints())
    owner, app = os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_APP_URL", "")
    if not app:
        raise BadEnvironment("DATABASE_URL ada tetapi DATABASE_APP_URL (peran terikat) tidak; beri keduanya.")
    owner = owner or app
    return Databases(owner_url=owner, app_url=app, admin_url=os.environ.get("DATABASE_ADMIN_URL") or owner)


def _of_cluster(endpoints: Endpoints) -> Databases:
    return Databases(owner_url=endpoints.owner_url, app_url=endpoints.app_url, admin_url=endpoints.admin_url)


def as_django(url: str) -> dict[str, Any]:  # reason: Django's DATABASES entry
    """A PostgreSQL URL as Django wants it; the socket folder may stand in `?host=`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment(f"Alamat basis data harus postgresql://…, bukan {parts.scheme or 'kosong'}://.")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
