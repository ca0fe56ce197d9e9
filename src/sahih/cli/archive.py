"""The file of a back-up: a plain tar whose last member, the manifest, names every other by its SHA-256.

The manifest comes last, so an archive that was cut has none and is refused.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from sahih.cli.refusal import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
VAULT = "vault"
KEYS = "keys"
_CHUNK = 1 << 20


@dataclass
class Manifest:
    """What the archive holds, and which master key opens it."""

    program: str
    made_at: str
    key_fingerprint: str
    format: int = FORMAT
    members: dict[str, str] = field(default_factory=dict)

    @property
    def has_keys(self) -> bool:
        return any(name.startswith(f"{KEYS}/") for name in self.members)


class Writer:
    """Adds members and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar, self.manifest = tar, manifest

    def add(self, path: Path, *, name: str) -> None:
        with path.open("rb") as source:
            self._add(source, name=name, size=path.stat().st_size)

    def add_bytes(self, content: bytes, *, name: str) -> None:
        self._add(io.BytesIO(content), name=name, size=len(content))

    def _add(self, source: IO[bytes], *, name: str, size: int) -> None:
        facts = tarfile.TarInfo(name)
        facts.size, facts.mode = size, 0o600
        reader = _Hashing(source)
        self._tar.addfile(facts, reader)
        self.manifest.members[name] = reader.digest.hexdigest()

    def close(self) -> None:
        content = json.dumps(asdict(self.manifest), indent=1, sort_keys=True).encode()
        facts = tarfile.TarInfo(MANIFEST)
        facts.size, facts.mode = len(content), 0o600
        self._tar.addfile(facts, io.BytesIO(content))


class _Hashing:
    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece


@contextmanager
def writing(target: Path, manifest: Manifest) -> Iterator[Writer]:
    """The archive under its name only when it is whole and on the disk; readable by its maker alone."""
    draft = target.with_name(f".{target.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                writer = Writer(tar, manifest)
                yield writer
                writer.close()
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def checked(source: Path) -> Manifest:
    """The manifest of an archive of which every byte has been compared; nothing is written."""
    try:
        with tarfile.open(source, mode="r:") as tar:
            found = {member.name: _digest(tar, member) for member in tar}
            if MANIFEST not in found:
                raise Refusal(f"Cadangan {source} terpotong: daftar isinya tidak ada. Pakai salinan lain.")
            manifest = _manifest(tar)
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise Refusal(f"Cadangan {source} rusak atau tidak terbaca ({error}). Pakai salinan lain.") from error
    del found[MANIFEST]
    _compare(source, manifest.members, found)
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    file = tar.extractfile(MANIFEST)
    assert file is not None
    manifest = Manifest(**json.load(file))
    if manifest.format != FORMAT:
        raise ValueError(f"bentuk {manifest.format} tidak dikenal program ini")
    return manifest


def _digest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    pure = PurePosixPath(member.name)
    if not member.isreg() or pure.is_absolute() or ".." in pure.parts:
        raise ValueError(f"isi {member.name} tidak wajar")
    file = tar.extractfile(member)
    assert file is not None
    digest = hashlib.sha256()
    while piece := file.read(_CHUNK):
        digest.update(piece)
    return digest.hexdigest()


def _compare(source: Path, expected: dict[str, str], found: dict[str, str]) -> None:
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise Refusal(f"Cadangan {source} rusak: {name} tidak sama dengan yang disimpan. Pakai salinan lain.")


def extract(source: Path, *, prefix: str, into: Path) -> int:
    """Write the members below a prefix to a folder, for their owner alone; call only after `checked`."""
    count = 0
    with tarfile.open(source, mode="r:") as tar:
        for member in tar:
            if member.name.startswith(f"{prefix}/"):
                _write(tar, member, into / member.name.removeprefix(f"{prefix}/"))
                count += 1
    return count


def extract_one(source: Path, name: str, *, to: Path) -> None:
    with tarfile.open(source, mode="r:") as tar:
        _write(tar, tar.getmember(name), to)


def read_one(source: Path, name: str) -> bytes:
    with tarfile.open(source, mode="r:") as tar:
        file = tar.extractfile(name)
        assert file is not None
        return file.read()


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    source = tar.extractfile(member)
    assert source is not None
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := source.read(_CHUNK):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
