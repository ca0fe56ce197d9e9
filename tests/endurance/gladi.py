"""The rehearsal as a user starts it, on a folder of its own, and deaths in it."""

import contextlib
import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sahih.cli.tests.conftest import command, surroundings
from tests.endurance.place import await_that

COMPARED = (
    "asesi", "kompeten", "belum_kompeten", "verified_http", "verified_offline", "tamper_detected",
    "sheets", "signatures", "pages",
)  # fmt: skip
LIMIT_SECONDS = 900.0


@dataclass(frozen=True)
class Outcome:
    """What the rehearsal printed as its last line."""

    facts: dict[str, Any]

    @property
    def compared(self) -> dict[str, Any]:
        return {name: self.facts[name] for name in COMPARED}

    @property
    def seconds(self) -> float:
        return float(self.facts["seconds"])

    @property
    def certificates(self) -> list[dict[str, str]]:
        return list(self.facts["sertifikat"])


class Rehearsal:
    """A running `sahih demo` of two asesi, which says each act that is done."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        self.process, self._lines = process, process.stdout

    def await_act(self, name: str) -> None:
        assert any(line.split()[:1] == [name] for line in self._lines), f"it ended before {name}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def outcome(self) -> Outcome:
        printed = list(self._lines)
        assert self.process.wait() == 0, printed
        return Outcome(json.loads(printed[-1]))


@contextmanager
def rehearsal(var: Path) -> Iterator[Rehearsal]:
    """Killed with whatever it started if the test leaves it running, or if it never ends."""
    with subprocess.Popen(
        command("demo", "--asesi", "2"),
        env=surroundings(var),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        guard = threading.Timer(LIMIT_SECONDS, process.kill)
        guard.start()
        try:
            yield Rehearsal(process)
        finally:
            guard.cancel()
            process.kill()


def kill_worker(var: Path) -> int:
    """SIGKILL the worker that lives now, or the next that will."""
    await_that(lambda: _worker(var) is not None)
    pid = _worker(var)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await_that(lambda: _worker(var) != pid)
    return pid


def _worker(var: Path) -> int | None:
    """The number in the worker's note while its process lives."""
    with contextlib.suppress(FileNotFoundError, ValueError, ProcessLookupError):
        pid = int((var / "run" / "worker.pid").read_text("utf-8"))
        os.kill(pid, 0)
        return None if _is_dead(pid) else pid
    return None


def _is_dead(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")  # a killed child waits for its parent to notice
    return status.exists() and status.read_text("utf-8").rsplit(")", 1)[1].split()[0] == "Z"
