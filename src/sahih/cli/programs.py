"""PostgreSQL's own programs, told by the environment where to go, for arguments are read by everybody."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from sahih.cli.refusal import Refusal
from sahih.kernel.postgres.runner import wheel_root

_NAMES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
          "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}  # fmt: skip


def program(name: str) -> str:
    """The wheel's, which is as new as what it starts; else the system's."""
    try:
        found = wheel_root() / "bin" / name
    except Exception:  # noqa: BLE001 -- without the wheel the system's program serves
        return name
    return str(found) if found.exists() else name


def environment_for(url: str) -> dict[str, str]:
    given = {_NAMES[key]: str(value) for key, value in conninfo_to_dict(url).items() if key in _NAMES and value}
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", **given}


def run(name: str, arguments: Sequence[str | Path], *, url: str, remedy: str) -> None:
    """Let one do its work; its last complaint becomes ours."""
    done = subprocess.run(
        [program(name), *arguments], env=environment_for(url), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        complaint = (done.stderr.strip().splitlines() or ["tanpa keterangan"])[-1]
        raise Refusal(f"{name} tidak selesai ({complaint}). {remedy}")
