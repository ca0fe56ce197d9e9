"""Put files in, take them out through a reason; a full disk leaves nothing half written."""

import datetime as dt
import errno
import hashlib
import os
import secrets
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sahih.kernel.audit import AuditKind, record
from sahih.kernel.keys import DataKey, destroy_data_key, new_data_key, open_data_key
from sahih.kernel.policy import Refused
from sahih.kernel.vault.cipher import Damaged, decrypt_stream, encrypt_stream
from sahih.kernel.vault.models import StoredFile

STORED = AuditKind("berkas.stored", ("name", "sha256", "kind"))
READ = AuditKind("berkas.read", ("name", "kind"))

# No room on the disk, in the user's quota, or in what a process may write.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(Refused):
    """The disk is full; nothing was kept, nothing was lost."""


def store(
    content: Iterable[bytes],
    *,
    name: str,
    mime: str,
    kind: str,
    at: dt.datetime,
    owner_id: int | None = None,
    sensitive: bool = False,
    key: DataKey | None = None,
    keep_until: dt.date | None = None,
) -> StoredFile:
    """Encrypt to the vault and register under the SHA-256 of the bytes as received."""
    key = key or new_data_key()
    path = f"{at:%Y/%m}/{secrets.token_hex(16)}"
    digest, size = _write(content, path=path, key=open_data_key(key))
    file = StoredFile.objects.create(
        name=name, mime=mime, kind=kind, size=size, sha256=digest, path=path,
        key=key, owner_id=owner_id, sensitive=sensitive, received_at=at, keep_until=keep_until,
    )  # fmt: skip
    record(STORED, file, new={"name": name, "sha256": digest, "kind": kind})
    return file


def _write(content: Iterable[bytes], *, path: str, key: bytes) -> tuple[str, int]:
    target = _place(path)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft, digest, size = target.with_suffix(".part"), hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for piece in content:
            digest.update(piece)
            size += len(piece)
            yield piece

    try:
        with draft.open("xb") as file:
            for sealed in encrypt_stream(counted(), key):
                file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom(_("Ruang simpan penuh. Berkas belum diterima; coba lagi nanti atau hubungi LSP.")) from error
        raise
    finally:
        draft.unlink(missing_ok=True)
    return digest.hexdigest(), size


def read(file: StoredFile) -> bytes:
    """The whole file, authenticated; for templates and checks that need it at once."""
    return b"".join(stream(file))


def stream(file: StoredFile) -> Generator[bytes, None, None]:
    """The plain bytes, chunk by chunk; Damaged rather than a whole file that is not the one received.

    Key and bytes are opened here and now: what follows needs neither database nor LSP, and may run
    after the request's transaction.
    """
    key = open_data_key(file.key)  # first: of a destroyed file no bytes are left to open
    return _authentic(_place(file.path).open("rb"), key, sha256=file.sha256)


def _authentic(source: BinaryIO, key: bytes, *, sha256: str) -> Generator[bytes, None, None]:
    """The last chunk waits for the hash: another file under the same key decrypts well, and is still another file."""
    digest, held = hashlib.sha256(), b""
    with source:
        for piece in decrypt_stream(source, key):
            digest.update(piece)
            if held:
                yield held
            held = piece
    if digest.hexdigest() != sha256:
        raise Damaged
    yield held


def note_read(file: StoredFile) -> None:
    """Reading a sensitive file is an entry of its own."""
    record(READ, file, new={"name": file.name, "kind": file.kind})


def destroy(file: StoredFile, *, reason: str, at: dt.datetime) -> None:
    """Destroy the key, and the bytes once that is certain; the row stays as the record."""
    destroy_data_key(file.key, reason=reason, at=at)
    place = _place(file.path)
    # A transaction that ends badly gives the key back: the bytes must still be there for it.
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def _place(path: str) -> Path:
    return Path(settings.SAHIH_VAULT) / path
