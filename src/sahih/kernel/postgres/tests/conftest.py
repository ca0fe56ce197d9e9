"""Real clusters in short temporary folders that any user may reach."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sahih.kernel.postgres import Cluster

FAST = {"fsync": "off", "max_wal_size": "128MB", "min_wal_size": "32MB"}


@pytest.fixture
def var() -> Iterator[Path]:
    with _short_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared_cluster() -> Iterator[Cluster]:
    """One running cluster for the tests of a module that leave it as they found it."""
    with _short_folder() as folder:
        cluster = Cluster(folder, settings=FAST)
        cluster.start()
        yield cluster


@contextmanager
def _short_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sahih-pg-"))
    folder.chmod(0o755)
    yield folder
    Cluster(folder).stop()
    shutil.rmtree(folder)


@pytest.fixture
def cluster(var: Path) -> Cluster:
    """Not yet made, and stopped afterwards."""
    return Cluster(var, settings=FAST)
