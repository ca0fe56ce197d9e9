"""Binaries that the lent user cannot reach are copied once, to a place nobody else could have filled."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sahih.kernel.postgres import PostgresError
from sahih.kernel.postgres.runner import binaries_for, runner_for, wheel_root

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can lend PostgreSQL another user")


@pytest.fixture
def shared() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sahih-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def hidden_wheel(tmp_path: Path) -> Path:
    """The wheel inside a folder that only root enters, as /root is."""
    tmp_path.chmod(0o700)
    copy = tmp_path / "pginstall"
    shutil.copytree(wheel_root(), copy, ignore=shutil.ignore_patterns("include", "share"))
    return copy


def test_unreachable_binaries_are_copied_once(shared: Path, hidden_wheel: Path, tmp_path: Path) -> None:
    runner = runner_for(tmp_path / "absent")

    first = binaries_for(runner, source=hidden_wheel, shared=shared)
    made_at = first.stat().st_ctime_ns
    second = binaries_for(runner, source=hidden_wheel, shared=shared)

    assert first.parent.parent == shared
    assert runner.can_run(first / "postgres")
    assert (second, second.stat().st_ctime_ns) == (first, made_at)


def test_copy_by_somebody_else_is_not_run(shared: Path, hidden_wheel: Path, tmp_path: Path) -> None:
    runner = runner_for(tmp_path / "absent")
    planted = binaries_for(runner, source=hidden_wheel, shared=shared)
    os.chown(planted / "postgres", runner.uid, runner.gid)

    with pytest.raises(PostgresError, match="bukan buatan kami"):
        binaries_for(runner, source=hidden_wheel, shared=shared)
