"""`sahih run`: the supervisor. It starts database, pages and worker, and leaves nothing behind.

It imports no Django: every step that needs it is a child, which ends with its supervisor.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sahih.cli import leash
from sahih.cli.manage import running_database
from sahih.cli.refusal import Refusal
from sahih.cli.serve import add_address
from sahih.config import environment
from sahih.kernel.postgres import locks

READY_SECONDS = 60.0
STOP_SECONDS = 8.0
CHILDREN = ("server", "worker")


def main(argv: Sequence[str]) -> int:
    """Run until Ctrl-C or TERM; the exit code is 1 only when the pages ended by themselves."""
    options = _parser().parse_args(argv)
    address = f"http://localhost:{options.port}"
    os.environ.setdefault("SAHIH_PUBLIC_URL", address)
    _say("Menyalakan basis data …")
    with _alone(environment.var()), running_database():
        for name in CHILDREN:
            leash.end_orphan(environment.var(), name)
        _require_free(options.host, options.port)
        _say("Menyiapkan tabel dan orang rekaan; pertama kali dapat makan waktu satu sampai dua menit …")
        step("migrate", "--verbosity", "0")
        logins = json.loads(step("prepare", *(["--empty"] if options.empty else [])).splitlines()[-1])
        with children() as family:
            family.start("server", "serve", "--host", options.host, "--port", str(options.port))
            family.start("worker", "worker")
            await_pages(family, options.host, options.port)
            _announce(address, logins)
            try:
                return family.watch()
            except (KeyboardInterrupt, SystemExit):
                return 0  # stopping when asked is no failure


class Family:
    """The running children, each on our leash."""

    def __init__(self) -> None:
        self._hold, self._end = os.pipe()
        self._commands: dict[str, tuple[str, ...]] = {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *command: str) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we stop the children in order.
        self._commands[name] = command
        self._processes[name] = subprocess.Popen(
            _python(*command),
            env={**os.environ, leash.LEASH: str(self._hold)},
            pass_fds=[self._hold],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def has_ended(self, name: str) -> bool:
        return self._processes[name].poll() is not None

    def watch(self) -> int:
        """Replace a worker that died; its jobs are taken up again. Without pages there is nothing to run."""
        while not self.has_ended("server"):
            self.replace_dead_worker()
            time.sleep(1.0)
        sys.stderr.write("Halaman berhenti sendiri; lihat pesan di atas.\n")
        return 1

    def replace_dead_worker(self) -> None:
        if self.has_ended("worker"):
            sys.stderr.write("Pekerja berhenti tiba-tiba; dimulai lagi.\n")
            self.start("worker", *self._commands["worker"])

    def stop(self) -> None:
        for process in self._processes.values():
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._processes.values():
            _end(process, seconds=max(0.1, deadline - time.monotonic()))
        os.close(self._end)
        os.close(self._hold)


def _end(process: subprocess.Popen[bytes], *, seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def children() -> Iterator[Family]:
    family = Family()
    try:
        yield family
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # the second Ctrl-C must not interrupt the stopping
        family.stop()


@contextmanager
def _alone(var: Path) -> Iterator[None]:
    (var / "run").mkdir(parents=True, exist_ok=True)
    descriptor = locks.try_exclusive(var / "run" / "supervisor.lock")
    if descriptor is None:
        raise Refusal(f"Sahih sudah berjalan dengan folder {var}; hentikan dulu, atau beri SAHIH_VAR lain.")
    try:
        yield
    finally:
        os.close(descriptor)


def step(*command: str) -> str:
    """A command of ours to its end; its errors are shown as they are."""
    done = subprocess.run(_python(*command), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise Refusal(f"'sahih {command[0]}' tidak selesai; lihat pesan di atas.")
    return done.stdout


def _python(*command: str) -> list[str]:
    return [sys.executable, "-m", "sahih.cli", *command]


def _require_free(host: str, port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise Refusal(f"Porta {port} sedang dipakai program lain; pilih yang lain dengan --port.") from error


def await_pages(family: Family, host: str, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if family.has_ended("server"):
            raise Refusal("Halaman tidak dapat dimulai; lihat pesan di atas.")
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise Refusal(f"Halaman tidak menjawab dalam {READY_SECONDS:.0f} detik.")


def _say(sentence: str) -> None:
    """Tell a person at the terminal what takes so long; stdout stays for the announcement."""
    sys.stderr.write(f"{sentence}\n")


def _announce(address: str, logins: Sequence[Sequence[str]]) -> None:
    print(f"\nSahih berjalan di {address} (Ctrl-C untuk berhenti).")
    if environment.stage() != "production":
        print(f"Kotak surat pengembangan: {address}/kotak-surat/")
    if logins:
        print("Masuk sebagai:")
    widths = [max((len(line[column]) for line in logins), default=0) for column in (0, 1)]
    for role, login, note in logins:
        print(f"  {role:<{widths[0]}} {login:<{widths[1]}} {note}".rstrip())
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih run", description="Menjalankan basis data, halaman, dan pekerja.")
    add_address(parser)
    parser.add_argument("--empty", action="store_true", help="tanpa data contoh")
    return parser
