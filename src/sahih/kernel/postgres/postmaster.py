"""The running server as its pid file tells it, believed only when the process really is ours."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Postmaster:
    """The first process of a cluster."""

    pid: int
    data: Path

    def is_alive(self) -> bool:
        """True for a postgres on this data folder; a number taken over by another program is not it."""
        arguments = _command_line(self.pid)
        return "postgres" in arguments and str(self.data) in arguments

    def stop(self, *, patience: float) -> None:
        """Fast shutdown; past our patience an immediate one, from which the next start recovers."""
        for number, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, patience), (signal.SIGKILL, 5.0)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)
            if self._gone_within(seconds):
                return

    def _gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.is_alive():
                return True
            time.sleep(0.05)
        return False


def read_postmaster(data: Path) -> Postmaster | None:
    """The live server of this data folder, or None; a stale pid file is removed."""
    path = data / "postmaster.pid"
    try:
        found = Postmaster(pid=int(path.read_text("utf-8").split("\n", 1)[0]), data=data)
    except (FileNotFoundError, ValueError):
        return None
    if found.is_alive():
        return found
    # PostgreSQL refuses to start while the number in the file belongs to any live process of its user.
    path.unlink(missing_ok=True)
    return None


def _command_line(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if Path("/proc/self").exists():
        return ""
    done = subprocess.run(
        ["/bin/ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return done.stdout
