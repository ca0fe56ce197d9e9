"""Where the cluster is and who may enter, as URLs that libpq understands."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

DATABASE = "sahih"
ADMIN, OWNER, APP = "sahih_admin", "sahih_owner", "sahih_app"


@dataclass(frozen=True)
class Endpoints:
    """Three ways into one database: to administer it, to own its tables, to work in it."""

    admin_url: str = field(repr=False)
    owner_url: str = field(repr=False)
    app_url: str = field(repr=False)
    binaries: Path


def socket_url(role: str, password: str, *, folder: Path, database: str) -> str:
    return f"postgresql://{role}:{quote(password, safe='')}@/{database}?host={quote(str(folder), safe='')}"
