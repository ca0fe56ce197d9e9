"""The installed command, run as its users run it: a process of its own on a `var` of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Sahih = Callable[..., "subprocess.CompletedProcess[str]"]
_OURS = ("SAHIH_", "DATABASE_", "DJANGO_")


def surroundings(var: Path) -> dict[str, str]:
    """A shell in which nothing of the test run is set."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {**clean, "SAHIH_VAR": str(var)}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sahih.cli", *arguments]


@pytest.fixture(scope="session")
def var() -> Iterator[Path]:
    """Short and reachable: pytest's own folders are closed to the user who runs PostgreSQL for root."""
    folder = Path(tempfile.mkdtemp(prefix="sahih-cli-"))
    folder.chmod(0o755)
    yield folder
    subprocess.run(command("db", "stop"), env=surroundings(folder), capture_output=True, check=False)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sahih(var: Path) -> Sahih:
    def run(*arguments: str, into: Path = var, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command(*arguments), env={**surroundings(into), **environment}, capture_output=True, text=True, check=False
        )

    return run
