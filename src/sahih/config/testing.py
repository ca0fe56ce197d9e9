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
_UNSAFE = {
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off", "max_connections": "100",
}  # fmt: skip


def test_cluster() -> Cluster:
    """Made once, then started and stopped by whichever runs need it."""
    given = os.environ.get("SAHIH_TEST_CLUSTER")
    return Cluster(Path(given) if given else _usual_folder(), settings=_UNSAFE)


def _usual_folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"sahih-test-{os.geteuid()}"
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.lstat().st_uid != os.geteuid():
        raise RuntimeError(f"{folder} belongs to somebody else; set SAHIH_TEST_CLUSTER to a folder of yours")
    return folder


def _enter_test_environment() -> None:
    folder = tempfile.mkdtemp(prefix="sahih-run-")
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
