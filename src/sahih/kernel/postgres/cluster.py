"""One PostgreSQL cluster in a folder: made at the first start, started, shared, stopped, recovered.

Layout under `var`: `postgres/data` (the cluster), `postgres/socket` (0700), `postgres/log`, and the
passwords in `secrets/postgres_*` (0600). It listens on a socket only, never on TCP.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from sahih.kernel.postgres import locks, roles
from sahih.kernel.postgres.endpoints import ADMIN, APP, DATABASE, OWNER, Endpoints, socket_url
from sahih.kernel.postgres.errors import PostgresError
from sahih.kernel.postgres.postmaster import read_postmaster
from sahih.kernel.postgres.runner import MAJOR, Runner, binaries_for, runner_for
from sahih.kernel.private import random_text, read_or_create

START_SECONDS = 60
LAUNCH_ATTEMPTS = 5
STOP_SECONDS = 15.0
# A socket's path fits 104 bytes on macOS, 108 on Linux, with "/.s.PGSQL.5432" and a final zero byte.
SOCKET_FOLDER_BYTES = 104 - len("/.s.PGSQL.5432") - 1
LOG_BYTES = 10_000_000


class Cluster:
    """The embedded database of one `var` folder."""

    def __init__(self, var: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.var = Path(var).absolute()
        self.home = self.var / "postgres"
        self.data = self.home / "data"
        self._settings = dict(settings or {})

    def start(self, *, keep: bool = False) -> Endpoints:
        """Start unless running. With `keep` it stays on after the last `using` has left."""
        with self._starting():
            self._start()
            if keep:
                self._keep.touch()
        return self.endpoints()

    def stop(self) -> bool:
        """Stop whoever started it; False when it was not running."""
        if not self.home.exists():
            return False
        with self._starting():
            return self._stop()

    @contextmanager
    def using(self) -> Iterator[Endpoints]:
        """Start if needed, and stop when the last user leaves, also the users of other processes.

        A user that was killed does not count, so a database orphaned by `kill -9` is taken over and
        stopped by the next one.
        """
        with self._starting():
            share = locks.Share(self.home / "users.lock")
            self._start()
        try:
            yield self.endpoints()
        finally:
            with self._starting():
                if share.leave() and not self._keep.exists():
                    self._stop()

    def running(self) -> bool:
        return read_postmaster(self.data) is not None

    def endpoints(self) -> Endpoints:
        """The three URLs; does not start anything."""
        return Endpoints(
            admin_url=self._url(ADMIN),
            owner_url=self._url(OWNER),
            app_url=self._url(APP),
            binaries=self._binaries(),
        )

    def _url(self, role: str, database: str = DATABASE) -> str:
        return socket_url(role, self._password(role), folder=self._socket_folder(), database=database)

    @property
    def _keep(self) -> Path:
        return self.home / "keep"

    @contextmanager
    def _starting(self) -> Iterator[None]:
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o755)
            with locks.exclusive(self.home / "start.lock"):
                yield
        except PermissionError as error:
            raise PostgresError(
                f"Tidak boleh menulis di {error.filename or self.home}; "
                "jalankan sebagai pemilik folder itu, atau pilih folder lain dengan SAHIH_VAR."
            ) from error

    def _start(self) -> None:
        if read_postmaster(self.data):
            self._await_ready()
            return
        runner = runner_for(self.data)
        self._check_reach(runner)
        binaries = binaries_for(runner)
        if not (self.data / "PG_VERSION").exists():
            self._create(runner, binaries)
        self._check_version()
        self._prepare_socket(runner)
        self._launch(runner, binaries)
        self._await_ready()
        roles.ensure_roles(self.endpoints(), owner_password=self._password(OWNER), app_password=self._password(APP))

    def _check_reach(self, runner: Runner) -> None:
        if not runner.can_enter(self.home):
            raise PostgresError(
                f"Pengguna {runner.name}, yang menjalankan PostgreSQL bila Anda root, tidak dapat mencapai {self.home}; beri "
                "SAHIH_VAR folder yang dapat dicapai, misalnya /var/lib/sahih, atau jalankan sebagai pengguna biasa."
            )

    def _create(self, runner: Runner, binaries: Path) -> None:
        """Initialise beside and rename, so that a start killed half way leaves nothing that looks whole."""
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        runner.own(draft)
        with self._password_file(runner) as password_file:
            done = subprocess.run(
                [*_initdb(binaries, draft, password_file), *self._haste()],
                cwd="/", env=_environment(), capture_output=True, text=True, check=False, **runner.options(),
            )  # fmt: skip
        if done.returncode != 0:
            raise PostgresError(f"Basis data tidak dapat dibuat di {self.data}: {_last_line(done.stderr)}")
        draft.rename(self.data)

    def _haste(self) -> list[str]:
        return ["--no-sync"] if self._settings.get("fsync") == "off" else []

    @contextmanager
    def _password_file(self, runner: Runner) -> Iterator[Path]:
        descriptor, name = tempfile.mkstemp(prefix="admin-", dir=self.home)
        path = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(self._password(ADMIN))
            runner.own(path)
            yield path
        finally:
            path.unlink()

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text("utf-8").strip()
        if found != str(MAJOR):
            raise PostgresError(
                f"Data di {self.data} ditulis PostgreSQL {found}, sedangkan yang terpasang {MAJOR}; "
                "buat cadangan dengan versi lama ('sahih backup'), lalu pulihkan dengan versi ini ('sahih restore')."
            )

    def _socket_folder(self) -> Path:
        """Beside the data, or a short private folder whose name is remembered, where the path is too long."""
        usual, noted = self.home / "socket", self.home / "socket.path"
        if len(os.fsencode(usual)) <= SOCKET_FOLDER_BYTES:
            return usual
        if not noted.exists():
            self.home.mkdir(parents=True, exist_ok=True, mode=0o755)
            noted.write_text(tempfile.mkdtemp(prefix="sahih-", dir="/tmp"), "utf-8")
        return Path(noted.read_text("utf-8"))

    def _prepare_socket(self, runner: Runner) -> None:
        folder = self._socket_folder()
        if not folder.exists() and folder.parent != self.home:  # temporary folders do not survive a restart
            (self.home / "socket.path").unlink()
            folder = self._socket_folder()
        folder.mkdir(exist_ok=True, mode=0o700)
        if folder.lstat().st_uid not in {os.geteuid(), runner.uid}:
            raise PostgresError(f"Folder soket {folder} milik pengguna lain; hapus lalu ulangi.")
        folder.chmod(0o700)
        runner.own(folder)
        # The folder is this cluster's alone and no server of it lives: a lock file in it is a dead one's,
        # whose number may by now belong to any program, which would make PostgreSQL refuse.
        for stale in folder.glob(".s.PGSQL.*"):
            stale.unlink()

    def _launch(self, runner: Runner, binaries: Path) -> None:
        log = self.home / "log"
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(self.home / "log.1")
        log.touch(mode=0o600)
        runner.own(log)
        settings = {"unix_socket_directories": str(self._socket_folder()), **_FIXED, **self._settings}
        for _attempt in range(LAUNCH_ATTEMPTS):
            if self._try_launch(runner, binaries, settings):
                return
            if "shared memory block" not in _tail(log):
                break
            time.sleep(1)  # the children of a killed server are still leaving
        raise PostgresError(f"PostgreSQL tidak dapat mulai ({_tail(log)}; lihat {log}).")

    def _try_launch(self, runner: Runner, binaries: Path, settings: Mapping[str, str]) -> bool:
        """pg_ctl cuts the server loose: Ctrl-C reaches the supervisor alone, which stops the database last."""
        flags = shlex.join(flag for name, value in settings.items() for flag in ("-c", f"{name}={value}"))
        done = subprocess.run(
            [
                binaries / "pg_ctl", "start", "--silent", "--wait", "--timeout", str(START_SECONDS),
                "--pgdata", self.data, "--log", self.home / "log", "--options", flags,
            ],
            cwd="/", env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            check=False, **runner.options(),
        )  # fmt: skip
        return done.returncode == 0

    def _await_ready(self) -> None:
        """Wait through somebody else's start too; the first connection proves the password."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self._url(ADMIN, "postgres"), connect_timeout=5, autocommit=True).close()
            except psycopg.OperationalError as error:
                self._give_up(error, is_late=time.monotonic() > deadline)
                time.sleep(0.05)
            else:
                return

    def _give_up(self, error: psycopg.OperationalError, *, is_late: bool) -> None:
        if "password authentication failed" in str(error):
            raise PostgresError(
                f"Kata sandi di {self.var / 'secrets'} bukan milik data di {self.data}; pulihkan keduanya bersama-sama."
            ) from error
        if is_late or not self.running():
            raise PostgresError(f"PostgreSQL tidak menjawab ({_tail(self.home / 'log')}).") from error

    def _stop(self) -> bool:
        self._keep.unlink(missing_ok=True)
        found = read_postmaster(self.data)
        if found is None:
            return False
        found.stop(patience=STOP_SECONDS)
        return True

    def _password(self, role: str) -> str:
        return read_or_create(self.var / "secrets" / f"postgres_{role}", random_text).decode()

    def _binaries(self) -> Path:
        return binaries_for(runner_for(self.data))


_FIXED = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "synchronous_commit": "on",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def _initdb(binaries: Path, data: Path, password_file: Path) -> list[str]:
    # The builtin provider sorts and folds the same on every system; macOS has no C.UTF-8 of its own.
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    return [
        str(binaries / "initdb"), "--pgdata", str(data), "--username", ADMIN, "--pwfile", str(password_file),
        "--auth-local=scram-sha-256", "--auth-host=reject", "--data-checksums", "--encoding=UTF8",
        f"--locale={locale}", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    """Nothing of ours: a PGDATA or PGHOST in the shell must not steer the server."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "tanpa keterangan"


def _tail(log: Path) -> str:
    try:
        text = log.read_text("utf-8", errors="replace")
    except OSError:
        return f"lihat {log}"
    telling = [line for line in text.splitlines()[-40:] if "FATAL" in line or "PANIC" in line]
    return telling[-1] if telling else _last_line(text)
