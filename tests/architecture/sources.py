"""The project's own files, read once: Python as syntax trees, everything committed as text."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "sahih"


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def at(self, node: ast.stmt) -> str:
        return f"{self.path}:{node.lineno}"


@functools.cache
def python_sources() -> tuple[Source, ...]:
    """Every Python file but migrations, whose shape Django decides."""
    roots = [REPOSITORY / "src", REPOSITORY / "tests", REPOSITORY / "scripts"]
    paths = sorted(path for root in roots for path in root.rglob("*.py") if "migrations" not in path.parts)
    return tuple(_read(path) for path in (*paths, REPOSITORY / "conftest.py"))


def application_sources() -> Iterator[Source]:
    """What runs for people: no tests, no scripts."""
    for source in python_sources():
        if source.path.startswith("src/") and "/tests/" not in source.path:
            yield source


def _read(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path=str(path.relative_to(REPOSITORY)), text=text, tree=ast.parse(text))


@functools.cache
def committed_texts() -> dict[str, str]:
    """Every text file that git would keep, the ones not yet added included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return dict(_texts(listed))


def _texts(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        path = REPOSITORY / name
        if not path.is_file():
            continue
        try:
            yield name, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
