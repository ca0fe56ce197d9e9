"""Files that no row names go after a day; a file with a row never does."""

import datetime as dt
import errno
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.holds import place_hold
from sahih.kernel.keys import destroy_data_key
from sahih.kernel.tasks import sweep_vault
from sahih.kernel.tenancy import tenant
from sahih.kernel.tests.conftest import make_lsp
from sahih.kernel.vault import store as vault
from sahih.kernel.vault import sweeping
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.sweeping import sweep_orphans
from tests.endurance.place import Place

# Stores one file whole, begins a second, says so, and waits for its death; nothing is committed.
DYING = """
import sys, time, datetime as dt, django
django.setup()
from django.db import transaction
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import store

def endless():
    yield b"x" * 200_000
    print("dying", flush=True)
    time.sleep(120)
    yield b"never"

facts = {"name": "a.pdf", "mime": "application/pdf", "kind": "bukti", "at": dt.datetime.now(dt.UTC)}
with transaction.atomic(), tenant(int(sys.argv[1])):
    store([b"whole"], **facts)
    store(endless(), **facts)
"""
OLD = dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def _own_vault(tmp_path: Path, settings: object) -> None:
    settings.SAHIH_VAULT = tmp_path / "vault"  # type: ignore[attr-defined]


def kept(at: dt.datetime, content: bytes = b"rahasia") -> StoredFile:
    return vault.store([content], name="ktp.pdf", mime="application/pdf", kind="bukti", at=at)


def files() -> set[str]:
    root = Path(settings.SAHIH_VAULT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def age(path: str, by: dt.timedelta = OLD) -> None:
    then = (dt.datetime.now(dt.UTC) - by).timestamp()
    os.utime(Path(settings.SAHIH_VAULT) / path, (then, then))


def orphan(*, by: dt.timedelta = OLD, name: str = "") -> str:
    path = f"2026/11/{name or secrets.token_hex(16)}"
    place = Path(settings.SAHIH_VAULT) / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"y" * 10)
    age(path, by)
    return path


def sweep(at: dt.datetime) -> int:
    since = dt.datetime.now(dt.UTC) - sweeping.SETTLED
    return sweep_orphans(untouched_since=since, actor=Actor.system(), at=at)


@pytest.fixture
def lately(here: int) -> StoredFile:
    """A file that was received after every orphan: the database is not older than the vault."""
    with tenant(here):
        return kept(dt.datetime.now(dt.UTC))


@pytest.fixture
def dead(transactional_db: None) -> int:
    """The LSP in which a process was killed in the middle of its second file."""
    lsp_id = make_lsp(101)
    env = Place(connection.settings_dict["NAME"])._surroundings() | {
        "DJANGO_SETTINGS_MODULE": "sahih.config.settings", "SAHIH_VAR": str(Path(settings.SAHIH_VAULT).parent),
    }  # fmt: skip
    with subprocess.Popen([sys.executable, "-c", DYING, str(lsp_id)], env=env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"dying\n"
        process.kill()
        assert process.wait(10) == -signal.SIGKILL
    return lsp_id


def test_killed_write_leaves_two_files_and_the_sweep_takes_them(dead: int, noon: dt.datetime) -> None:
    """One whole and one half, both without a row; what was committed beside them stays."""
    with tenant(dead):
        safe = kept(dt.datetime.now(dt.UTC))
    left = files() - {safe.path}
    for path in files():
        age(path)

    swept = sweep(noon)

    assert sorted(Path(path).suffix for path in left) == ["", ".part"]
    assert (swept, files()) == (2, {safe.path})
    with tenant(dead):
        assert vault.read(safe) == b"rahasia"
    entry = AuditEntry.objects.filter(kind="berkas.orphans_swept").get()
    assert entry.new is not None
    assert entry.new["count"] == 2


def test_rolled_back_write_is_swept_only_after_a_day(
    here: int,
    lately: StoredFile,
    noon: dt.datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with tenant(here), transaction.atomic():
        kept(noon)
        transaction.set_rollback(True)
    [path] = files() - {lately.path}

    with django_capture_on_commit_callbacks(execute=True):
        young = sweep(noon)
    age(path)
    with django_capture_on_commit_callbacks(execute=True):
        old = sweep(noon)

    assert (young, old, files()) == (0, 1, {lately.path})


def test_upload_in_flight_is_left_alone(
    lately: StoredFile, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """An hour long, over a slow line."""
    path = orphan(by=dt.timedelta(hours=1), name=f"{secrets.token_hex(16)}.part")

    with django_capture_on_commit_callbacks(execute=True):
        sweep_vault(0)

    assert files() == {path, lately.path}


def test_file_with_a_row_stays_whatever_became_of_it(
    here: int, there: int, noon: dt.datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Of any LSP, held, past its retention, or with a destroyed key: `destroy` weighs that, the sweep does not."""
    with tenant(there):
        elsewhere = kept(noon)
    with tenant(here):
        held, late, keyless = kept(noon), kept(noon), kept(noon)
        place_hold(held, kind="hukum", reason="Sengketa.", at=noon)
        StoredFile.objects.filter(pk=late.pk).update(keep_until=noon.date() - dt.timedelta(days=900))
        destroy_data_key(keyless.key, reason="Retensi habis.", at=noon)
    before = files()
    for path in before:
        age(path)

    with django_capture_on_commit_callbacks(execute=True):
        swept = sweep(noon)

    assert (swept, files()) == (0, before)
    assert {elsewhere.path, held.path, late.path, keyless.path} == before


@pytest.mark.parametrize("name", ["catatan.txt", "0123.part", "A" * 32, ".nfs0001"])
def test_what_the_vault_did_not_write_stays(
    lately: StoredFile, noon: dt.datetime, name: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    path = orphan(name=name)

    with django_capture_on_commit_callbacks(execute=True):
        sweep(noon)

    assert files() == {path, lately.path}


def test_link_is_not_followed_out_of_the_vault(
    lately: StoredFile,
    noon: dt.datetime,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / secrets.token_hex(16)).write_bytes(b"z")
    (Path(settings.SAHIH_VAULT) / "2025").mkdir()
    (Path(settings.SAHIH_VAULT) / "2025" / "12").symlink_to(outside)
    for one in outside.iterdir():
        os.utime(one, (0, 0))

    with django_capture_on_commit_callbacks(execute=True):
        sweep(noon)

    assert len(list(outside.iterdir())) == 1


def test_more_orphans_than_the_database_knows_are_left_and_told(
    lately: StoredFile, noon: dt.datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """A worker that was pointed at a nearly empty database must not empty the vault."""
    for _ in range(sweeping.SUSPICIOUS + 1):
        orphan()
    before = files()

    with django_capture_on_commit_callbacks(execute=True):
        swept = sweep(noon)

    assert (swept, files()) == (0, before)
    entry = AuditEntry.objects.filter(kind="berkas.orphans_left").get()
    assert entry.new == {"count": sweeping.SUSPICIOUS + 1, "known": 1}


@pytest.mark.parametrize("newest", [None, dt.timedelta(days=3)])
def test_orphan_newer_than_every_row_leaves_all_and_tells(
    here: int,
    noon: dt.datetime,
    newest: dt.timedelta | None,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """The database of three days ago was put back beside the vault of today; or it is empty."""
    if newest:
        with tenant(here):
            kept(dt.datetime.now(dt.UTC) - newest)
    orphan(by=dt.timedelta(days=9))
    orphan()
    before = files()

    with django_capture_on_commit_callbacks(execute=True):
        swept = sweep(noon)

    assert (swept, files()) == (0, before)
    entry = AuditEntry.objects.filter(kind="berkas.orphans_left").get()
    assert entry.new is not None
    assert entry.new["count"] == 2


def test_entry_that_does_not_come_to_be_keeps_the_file(
    lately: StoredFile, noon: dt.datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    path = orphan()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        sweep(noon)
        transaction.set_rollback(True)

    assert files() == {path, lately.path}


def test_file_that_cannot_be_removed_is_tried_again(
    lately: StoredFile,
    noon: dt.datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder that somebody made read-only."""
    orphan()

    def denied(_path: Path, **_how: bool) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(Path, "unlink", denied)
        sweep(noon)
    with django_capture_on_commit_callbacks(execute=True):
        again = sweep(noon)

    assert (again, files()) == (1, {lately.path})


def test_destruction_that_is_rolled_back_keeps_the_bytes(
    here: int, noon: dt.datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """The key comes back with the rollback; its file must be there."""
    with tenant(here):
        file = kept(noon)
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            vault.destroy(file, reason="Retensi habis.", at=noon)
            transaction.set_rollback(True)

        assert vault.read(StoredFile.objects.select_related("key").get(pk=file.pk)) == b"rahasia"

        with django_capture_on_commit_callbacks(execute=True):
            vault.destroy(file, reason="Retensi habis.", at=noon)
    assert files() == set()
