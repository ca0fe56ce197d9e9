"""The settings under test: a cluster shared by all runs of this user, a folder of one run.

Loaded before anything else of ours, so that no test can meet the real database or the real files.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from sahih.kernel.postgres import Cluster

# Durability costs time and buys nothing here; crash tests bring a cluster of their own. Autovacuum would count the rows
# of a table that only an open transaction fills, find none, and let the planner walk every one of them again and again.
# An assessment is read with what hangs on it, over thirty joins along foreign keys: to weigh their order took a third of
# the database's time, and the order in which they are written is the right one.
_UNSAFE = {
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off", "max_connections": "100",
    "wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "256MB", "min_wal_size": "32MB",
    "join_collapse_limit": "3", "jit": "off",
}  # fmt: skip
_MEMORY = Path("/dev/shm")  # noqa: S108 -- only folders of our own are made in it
_ROOM = 4 * 1024**3
_RUN = "sahih-run-"


def test_cluster() -> Cluster:
    """Made once, then started and stopped by whichever runs need it."""
    given = os.environ.get("SAHIH_TEST_CLUSTER")
    return Cluster(Path(given) if given else _usual_folder(), settings=_UNSAFE)


def _usual_folder() -> Path:
    folder = _work_folder() / f"sahih-test-{os.geteuid()}"
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.lstat().st_uid != os.geteuid():
        raise RuntimeError(f"{folder} belongs to somebody else; set SAHIH_TEST_CLUSTER to a folder of yours")
    return folder


def _work_folder() -> Path:
    """In memory where there is room: a database of 1,400 small files is copied there in a twentieth of the time."""
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        return _MEMORY
    return Path(tempfile.gettempdir())


def _sweep_runs() -> None:
    """What a killed run left would otherwise stay in memory until the machine stops."""
    for folder in _work_folder().glob(f"{_RUN}*-*"):
        pid = folder.name.removeprefix(_RUN).partition("-")[0]
        if pid.isdecimal() and folder.lstat().st_uid == os.geteuid() and not is_alive(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _enter_test_environment() -> None:
    _sweep_runs()
    folder = tempfile.mkdtemp(prefix=f"{_RUN}{os.getpid()}-", dir=_work_folder())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    endpoints = test_cluster().endpoints()
    os.environ |= {
        "SAHIH_ENV": "test",
        "SAHIH_VAR": folder,
        "SAHIH_CLOCK": "",
        "SAHIH_EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "DATABASE_URL": endpoints.owner_url,
        "DATABASE_APP_URL": endpoints.app_url,
        "DATABASE_ADMIN_URL": endpoints.admin_url,
    }


_enter_test_environment()

from sahih.config.settings import *  # noqa: E402, F403 -- the settings read what was just set

# Every browser of a test starts the middleware anew, which would look for all static files each time.
WHITENOISE_AUTOREFRESH = True
