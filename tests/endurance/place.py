"""A database of one test, the road's jobs waiting in it, real workers on it, and a lock where one is to die."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from sahih.cli.tests.conftest import command, surroundings
from sahih.config.testing import test_cluster
from sahih.kernel.postgres.endpoints import DATABASE

PATIENCE_SECONDS = 120.0

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Place:
    """One database of the tests' cluster, seen from outside every tenant."""

    name: str

    @contextmanager
    def admin(self, *, autocommit: bool = True) -> Iterator[psycopg.Connection[Any]]:
        url = test_cluster().endpoints().admin_url
        with psycopg.connect(url, dbname=self.name, autocommit=autocommit) as connection:
            yield connection

    def rows(self, query: str) -> Rows:
        with self.admin() as admin:
            return admin.execute(query.encode()).fetchall()

    def change(self, statement: str, *values: object) -> None:
        with self.admin() as admin:
            admin.execute(statement.encode(), values)

    @contextmanager
    def worker(self, *flags: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A worker's own process; whatever a test does, it does not outlive it."""
        with subprocess.Popen(command("worker", "--concurrency", "1", *flags), env=self._surroundings()) as process:
            try:
                yield process
            finally:
                process.kill()

    def work(self) -> None:
        """Let one worker do everything that waits, the jobs of the dead included."""
        # A worker is believed dead when its heart has been silent for some seconds; the test does not wait for them.
        self.change("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
        with self.worker("--once") as process:
            assert process.wait(PATIENCE_SECONDS) == 0

    def _surroundings(self) -> dict[str, str]:
        ends = test_cluster().endpoints()
        urls = {"DATABASE_URL": ends.owner_url, "DATABASE_APP_URL": ends.app_url, "DATABASE_ADMIN_URL": ends.admin_url}
        here = {key: url.replace(f"/{DATABASE}?", f"/{self.name}?") for key, url in urls.items()}
        return surroundings(Path(settings.SAHIH_VAR)) | here | {"SAHIH_ENV": "test"}

    def barred(self, table: str) -> AbstractContextManager["Bar"]:
        """Nobody writes into the table until the end; reading and locking rows go on."""
        return self._held(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table)))

    def unfinishable(self, task: str) -> AbstractContextManager["Bar"]:
        """The work commits, but its job cannot be marked as done."""
        job = "SELECT 1 FROM procrastinate_jobs WHERE task_name = {} AND status = 'doing' FOR UPDATE"
        return self._held(sql.SQL(job).format(sql.Literal(task)))

    @contextmanager
    def _held(self, lock: sql.Composed) -> Iterator["Bar"]:
        with self.admin(autocommit=False) as holder:
            holder.execute(lock)
            try:
                yield Bar(self, holder.info.backend_pid)
            finally:
                holder.rollback()


@dataclass(frozen=True)
class Bar:
    """A held lock, and who stands before it."""

    place: Place
    backend: int

    def await_somebody(self) -> None:
        await_that(lambda: bool(self.place.rows(f"SELECT pid {self._waiting}")))

    def cut_off(self) -> None:
        """End the statements of the dead, which would otherwise still be carried out."""
        self.place.rows(f"SELECT pg_terminate_backend(pid) {self._waiting}")

    @property
    def _waiting(self) -> str:
        return (
            f"FROM pg_stat_activity WHERE datname = current_database() AND {self.backend} = ANY(pg_blocking_pids(pid))"
        )


def await_that(claim: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not claim():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def letters() -> list[str]:
    """The mailbox: the text of every letter that went out."""
    folder = Path(settings.SAHIH_MAILBOX)
    return [path.read_text("utf-8") for path in sorted(folder.glob("*"))] if folder.exists() else []


def vault_files() -> set[str]:
    root = Path(settings.SAHIH_VAULT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def kill(process: "subprocess.Popen[bytes]") -> None:
    assert process.poll() is None, "the worker ended by itself"
    process.kill()
    assert process.wait(10) == -signal.SIGKILL
