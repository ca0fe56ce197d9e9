"""A child ends when its supervisor does, however that dies: it reads a pipe only the supervisor holds open."""

import os
import signal
import threading
import time
from pathlib import Path

from sahih.kernel.postgres import locks

LEASH = "SAHIH_LEASH"
GRACE_SECONDS = 10.0


def obey(var: Path, *, name: str) -> None:
    """Where a supervisor started us: end with it, and let its successor find us by our lock."""
    given = os.environ.pop(LEASH, "")
    if not given:
        return
    _sign_in(var, name)
    threading.Thread(target=_await_end, args=(int(given),), daemon=True, name="leash").start()


def _await_end(descriptor: int) -> None:
    os.set_inheritable(descriptor, False)
    os.read(descriptor, 1)  # nobody writes: this returns when the other end is closed
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def _sign_in(var: Path, name: str) -> None:
    descriptor = locks.try_exclusive(note_of(var, name))
    if descriptor is not None:  # kept open on purpose: the lock tells that we live
        os.truncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())


def note_of(var: Path, name: str) -> Path:
    return var / "run" / f"{name}.pid"


def end_orphan(var: Path, name: str) -> None:
    """Stop the child of a supervisor that was killed; a lock, not a number, says that it lives."""
    note = note_of(var, name)
    for number in (0, signal.SIGTERM, signal.SIGKILL):
        for _ in range(60):
            descriptor = locks.try_exclusive(note)
            if descriptor is not None:
                os.close(descriptor)
                return
            time.sleep(0.05)
        _signal(note, number or signal.SIGTERM)


def _signal(note: Path, number: int) -> None:
    text = note.read_text("utf-8")
    if text.isdigit():
        os.kill(int(text), number)
