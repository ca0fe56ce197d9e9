import json
import shutil
from pathlib import Path

import pytest

from sahih.cli.tests.conftest import Sahih


@pytest.fixture(scope="module")
def lived_in(var: Path, sahih: Sahih) -> Path:
    """A `var` with tables, one row to look for, one file and a master key."""
    assert sahih("migrate", "--verbosity", "0").returncode == 0
    row = "INSERT INTO django_cache VALUES ('kept', 'yes', now())"
    assert sahih("db", "psql", "--command", row).returncode == 0
    for name, content in {"vault/2026/11/ktp": b"cipher", "keys/master.key": b"k" * 32}.items():
        path = var / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return var


@pytest.fixture
def elsewhere(lived_in: Path) -> Path:
    folder = lived_in / "elsewhere"
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def test_restore_elsewhere_brings_rows_files_and_keys(lived_in: Path, elsewhere: Path, sahih: Sahih) -> None:
    archive = lived_in / "with-keys.tar"
    written = sahih("backup", str(archive), "--with-keys", "--json")

    restored = sahih("restore", str(archive), "--into", str(elsewhere), "--json")

    facts = json.loads(written.stdout.splitlines()[-1])
    assert (facts["keys"], facts["members"]) == (True, 4)
    assert json.loads(restored.stdout.splitlines()[-1])["members"] == 4
    assert (elsewhere / "vault/2026/11/ktp").read_bytes() == b"cipher"
    assert (elsewhere / "keys/master.key").read_bytes() == b"k" * 32
    kept = sahih("db", "psql", "-At", "-c", "SELECT value FROM django_cache", into=elsewhere)
    assert kept.stdout == "yes\n"


def test_backup_without_keys_is_restored_only_where_the_right_key_is(
    lived_in: Path, elsewhere: Path, sahih: Sahih
) -> None:
    archive = lived_in / "without-keys.tar"
    assert sahih("backup", str(archive)).returncode == 0

    without = sahih("restore", str(archive), "--into", str(elsewhere))
    wrong = sahih("restore", str(archive), "--into", str(elsewhere), SAHIH_MASTER_KEY="d3Jvbmc=")
    right = sahih("restore", str(archive), "--into", str(elsewhere), SAHIH_MASTER_KEY="a2tr" * 10 + "a2s=")

    assert (without.returncode, wrong.returncode, right.returncode) == (1, 1, 0)
    assert "tidak ada; taruh kunci yang benar" in without.stderr
    assert "bukan kunci cadangan ini" in wrong.stderr


def test_restore_over_a_filled_place_is_refused(lived_in: Path, sahih: Sahih) -> None:
    archive = lived_in / "again.tar"
    assert sahih("backup", str(archive)).returncode == 0

    refused = sahih("restore", str(archive))

    assert refused.returncode == 1
    assert "sudah berisi" in refused.stderr


def test_backup_over_an_existing_file_is_refused(lived_in: Path, sahih: Sahih) -> None:
    archive = lived_in / "precious.tar"
    archive.write_bytes(b"precious")

    refused = sahih("backup", str(archive))

    assert (refused.returncode, archive.read_bytes()) == (1, b"precious")
