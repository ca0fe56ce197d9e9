"""A rehearsed installation saved and brought back elsewhere: its certificates hold by the keys that came along."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sahih.cli.tests.conftest import command, surroundings
from sahih.kernel.postgres import Cluster
from tests.endurance.gladi import Outcome

# In the usual run `sahih.cli.tests` saves a smaller rehearsal and brings it back.
pytestmark = pytest.mark.endurance

COUNTED = ("process_sertifikat", "documents_lembar", "documents_tandatangan", "documents_cetakan", "kernel_leaf")


def sahih(*arguments: str, var: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(*arguments), env=surroundings(var), cwd=var, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def saved(demoed: Path, unkilled_demo: Outcome) -> Path:
    archive = demoed / "cadangan.tar"
    done = sahih("backup", str(archive), "--with-keys", var=demoed)
    assert done.returncode == 0, done.stderr
    return archive


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sahih-back-"))
    folder.chmod(0o755)
    yield folder
    sahih("db", "stop", var=folder)
    shutil.rmtree(folder, ignore_errors=True)


def counts(var: Path) -> list[int]:
    with Cluster(var).using() as ends, psycopg.connect(ends.admin_url) as admin:
        query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in COUNTED)
        found: dict[str, int] = dict(admin.execute(query.encode()).fetchall())
    return [found[name] for name in COUNTED]


def test_restored_installation_vouches_for_its_certificates(
    saved: Path, demoed: Path, elsewhere: Path, unkilled_demo: Outcome
) -> None:
    pdf = Path(unkilled_demo.certificates[0]["pdf"])
    changed = elsewhere / "diubah.pdf"
    changed.write_bytes(pdf.read_bytes()[:-900] + bytes([pdf.read_bytes()[-900] ^ 1]) + pdf.read_bytes()[-899:])

    restored = sahih("restore", str(saved), var=elsewhere)
    trust = str(elsewhere / "trust.json")
    verdicts = [sahih("verify", str(path), "--trust", trust, var=elsewhere).returncode for path in (pdf, changed)]

    assert restored.returncode == 0, restored.stderr
    assert verdicts == [0, 1]
    assert counts(elsewhere) == counts(demoed)


def test_archive_of_a_rehearsal_with_one_changed_byte_is_refused_and_writes_nothing(
    saved: Path, elsewhere: Path
) -> None:
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = elsewhere.with_suffix(".tar")
    damaged.write_bytes(content)

    refused = sahih("restore", str(damaged), var=elsewhere)

    damaged.unlink()
    assert refused.returncode == 1
    assert "Pakai salinan lain." in refused.stderr
    assert list(elsewhere.iterdir()) == []
