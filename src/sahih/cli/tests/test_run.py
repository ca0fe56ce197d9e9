"""The supervisor with real children: what it started is gone however it ends."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sahih.cli.tests.conftest import Sahih, command, surroundings
from sahih.kernel.postgres import Cluster

START_SECONDS, STOP_SECONDS = 90.0, 20.0

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def within(seconds: float, claim: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if claim():
            return True
        time.sleep(0.1)
    return claim()


@contextmanager
def running(var: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    # A shell starts what it puts in the background deaf to Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command("run", "--empty", "--port", str(port)),
        env=surroundings(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert within(START_SECONDS, lambda: answers(port) or process.poll() is not None)
            assert process.poll() is None, process.stdout.read() if process.stdout else ""
            yield process
        finally:
            process.kill()


def child(var: Path, name: str) -> int:
    note = var / "run" / f"{name}.pid"
    assert within(START_SECONDS, lambda: note.exists() and note.read_text().isdigit())
    return int(note.read_text())


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")  # a dead child whose parent died too may wait for init
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def all_gone(var: Path, pids: list[int]) -> bool:
    return all(map(is_gone, pids)) and not Cluster(var).running()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_run_ends_with_all_it_started(var: Path, number: signal.Signals) -> None:
    port = free_port()

    with running(var, port) as process:
        pids = [child(var, "server"), child(var, "worker")]
        process.send_signal(number)

        assert within(STOP_SECONDS, lambda: all_gone(var, pids))
    assert not answers(port)


def test_second_run_on_the_same_folder_is_refused(var: Path, sahih: Sahih) -> None:
    with running(var, free_port()):
        refused = sahih("run", "--port", str(free_port()))

    assert refused.returncode == 1
    assert "sudah berjalan" in refused.stderr


def test_killed_worker_is_replaced(var: Path) -> None:
    with running(var, free_port()):
        killed = child(var, "worker")
        time.sleep(1.0)

        os.kill(killed, signal.SIGKILL)

        assert within(START_SECONDS, lambda: child(var, "worker") != killed)


def test_port_in_use_is_refused_in_a_sentence(var: Path, sahih: Sahih) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        refused = sahih("run", "--port", str(taken.getsockname()[1]))

    assert refused.returncode == 1
    assert "dipakai program lain" in refused.stderr
