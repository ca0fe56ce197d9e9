"""The whole reason for a back-up: elsewhere, from the archive alone, a certificate is opened and verified."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sahih.cli.tests.conftest import Sahih, surroundings

# Reads through row level security and the vault's keys, as the pages do.
OPEN = """
import sys
from pathlib import Path
from sahih.cli.manage import inside_django
with inside_django():
    from sahih.institution.lsp.models import Lsp
    from sahih.kernel.tenancy import tenant
    from sahih.kernel.vault.store import read
    from sahih.process.sertifikat.models import Sertifikat
    with tenant(Lsp.objects.get().pk):
        Path(sys.argv[1]).write_bytes(read(Sertifikat.objects.order_by("number").first().pdf))
"""


@pytest.fixture(scope="module")
def lived_in(var: Path) -> Path:
    """A house of its own: the other tests' one stays empty of people."""
    return var / "lived-in"


@pytest.mark.endurance
def test_certificate_from_a_restored_backup_verifies(lived_in: Path, sahih: Sahih) -> None:
    lived_in.mkdir()
    told = sahih("demo", "--asesi", "1", "--json", into=lived_in)
    assert told.returncode == 0, told.stderr
    original = Path(json.loads(told.stdout.splitlines()[-1])["sertifikat"][0]["pdf"])
    assert sahih("backup", str(lived_in / "all.tar"), "--with-keys", into=lived_in).returncode == 0
    elsewhere, copy = lived_in.parent / "restored", lived_in / "copy.pdf"
    assert sahih("restore", str(lived_in / "all.tar"), "--into", str(elsewhere)).returncode == 0

    subprocess.run([sys.executable, "-c", OPEN, str(copy)], env=surroundings(elsewhere), check=True)

    assert copy.read_bytes() == original.read_bytes()
    trust = original.with_name("sahih-keys.json")
    assert sahih("verify", str(copy), "--trust", str(trust)).returncode == 0
