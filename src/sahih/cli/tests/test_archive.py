import tarfile
from pathlib import Path

import pytest

from sahih.cli import archive
from sahih.cli.refusal import Refusal


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    target = tmp_path / "whole.tar"
    manifest = archive.Manifest(program="1", made_at="2026-11-20T05:00:00+00:00", key_fingerprint="f")
    with archive.writing(target, manifest) as writer:
        writer.add_bytes(b"tables", name=archive.DUMP)
        writer.add_bytes(b"picture", name="vault/2026/11/ktp")
    return target


def test_archive_keeps_what_was_added(whole: Path, tmp_path: Path) -> None:
    manifest = archive.checked(whole)

    count = archive.extract(whole, prefix=archive.VAULT, into=tmp_path / "vault")

    assert count == 1
    assert (tmp_path / "vault/2026/11/ktp").read_bytes() == b"picture"
    assert sorted(manifest.members) == ["database.dump", "vault/2026/11/ktp"]


def test_archive_is_readable_by_its_maker_alone(whole: Path) -> None:
    assert whole.stat().st_mode & 0o777 == 0o600


def test_every_changed_byte_of_a_member_is_refused(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    place = content.index(b"picture")

    for offset in range(7):
        changed = bytearray(content)
        changed[place + offset] ^= 1
        whole.write_bytes(changed)
        with pytest.raises(Refusal, match="rusak: vault/2026/11/ktp"):
            archive.checked(whole)


def test_every_truncation_that_loses_something_is_refused(whole: Path) -> None:
    content = whole.read_bytes().rstrip(b"\0")

    for size in range(0, len(content), 97):
        whole.write_bytes(content[:size])
        with pytest.raises(Refusal):
            archive.checked(whole)


@pytest.mark.parametrize("name", ["../evil", "/etc/evil"])
def test_member_that_would_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        tar.addfile(tarfile.TarInfo(name))

    with pytest.raises(Refusal, match="tidak wajar"):
        archive.checked(path)


def test_failed_archive_leaves_no_file(tmp_path: Path) -> None:
    manifest = archive.Manifest(program="1", made_at="", key_fingerprint="")

    with pytest.raises(FileNotFoundError), archive.writing(tmp_path / "half.tar", manifest) as writer:
        writer.add(tmp_path / "absent", name=archive.DUMP)

    assert list(tmp_path.iterdir()) == []
