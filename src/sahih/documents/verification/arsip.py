"""One way only to pack members into a ZIP, so that reading is packing again and comparing bytes.

Stored, sorted by nobody but the writer, one fixed date: no byte of the file is free. So no change
passes, be it in a header that other readers skip, behind the end, or in the order.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

MOST_MEMBERS: Final = 5_000
MOST_BYTES: Final = 400_000_000
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
PATH: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}")
BROKEN: Final = "Berkas ini bukan berkas lengkap yang utuh: ada byte yang berubah, bertambah, hilang, atau berpindah."


class ArchiveBroken(Exception):
    """The bytes are not an archive as we pack it; the message is a sentence."""


def pack(members: Mapping[str, bytes]) -> bytes:
    """The archive of these members in this order; equal members give equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, content in members.items():
            if not PATH.fullmatch(path):
                raise ValueError(f"no path for an archive: {path}")
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    if len(members) > MOST_MEMBERS or target.tell() > MOST_BYTES:
        raise ArchiveBroken("Berkas lengkap ini terlalu besar untuk satu arsip.")
    return target.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """The members in their order; raise unless packing them again gives every byte of the archive."""
    if len(archive) > MOST_BYTES:
        raise ArchiveBroken("Berkas terlalu besar untuk diperiksa.")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            listed = opened.infolist()
            _refuse_strange(listed, len(archive))
            members = {one.filename: opened.read(one) for one in listed}
        is_ours = pack(members) == archive
    except ArchiveBroken:
        raise
    except Exception:  # noqa: BLE001 -- any bytes may come here, and the answer is always a sentence
        raise ArchiveBroken(BROKEN) from None
    if not is_ours:
        raise ArchiveBroken(BROKEN)
    return members


def _refuse_strange(listed: list[zipfile.ZipInfo], size: int) -> None:
    """Before anything is read: a stored archive cannot hold more than it weighs, nor lead out of its folder."""
    stored = all(one.compress_type == zipfile.ZIP_STORED for one in listed)
    paths = {one.filename for one in listed}
    if not stored or len(paths) != len(listed) or len(listed) > MOST_MEMBERS:
        raise ArchiveBroken(BROKEN)
    if sum(one.file_size for one in listed) > size or not all(PATH.fullmatch(path) for path in paths):
        raise ArchiveBroken(BROKEN)
