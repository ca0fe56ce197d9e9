"""The real server and worker in a folder of their own, as anybody would start them."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_SECONDS, STOP_SECONDS = 120.0, 20.0
REPOSITORY = Path(__file__).resolve().parents[2]
OURS = ("SAHIH_", "DATABASE_", "DJANGO_")


@dataclass(frozen=True)
class Host:
    """A running installation: where it listens, where it keeps its things."""

    url: str
    var: Path

    def ask(self, *words: str) -> dict[str, Any]:  # Any: what the program printed
        """One word with the installation itself, by a process of its own."""
        command = [sys.executable, "-m", "tests.journeys.house", *words]
        done = subprocess.run(
            command, env=surroundings(self.var, self.url), cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer


def surroundings(var: Path, url: str) -> dict[str, str]:
    """A shell in which nothing of the test run or the developer is set, and the clock may be moved."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**clean, "SAHIH_VAR": str(var), "SAHIH_CLOCK": "movable", "SAHIH_PUBLIC_URL": url}


@contextlib.contextmanager
def running() -> Iterator[Host]:
    """Start everything; TERM ends it, and the folder goes."""
    folder = Path(tempfile.mkdtemp(prefix="sahih-j-"))
    folder.chmod(0o755)  # for root, PostgreSQL runs as somebody else who must reach it
    port = _free_port()
    host = Host(f"http://localhost:{port}", folder)
    try:
        with _served(host, port):
            yield host
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _served(host: Host, port: int) -> Iterator[None]:
    log = host.var / "journey.log"
    with log.open("wb") as said, _supervisor(host, port, said.fileno()) as process:
        try:
            _await_line(process, log)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)


def _supervisor(host: Host, port: int, said: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "sahih.cli", "run", "--empty", "--port", str(port)],
        env=surroundings(host.var, host.url), stdout=said, stderr=said, start_new_session=True,
    )  # fmt: skip


def _await_line(process: "subprocess.Popen[bytes]", log: Path) -> None:
    """The supervisor says a line when the pages answer; until then wait in small steps."""
    steps = int(START_SECONDS / 0.2)
    for _step in range(steps):
        if b"Sahih berjalan" in log.read_bytes():
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
            break
    raise AssertionError(log.read_text())


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
