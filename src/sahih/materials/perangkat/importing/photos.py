"""Pictures that a file only names: beside it in a ZIP, or known to the LSP already."""

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from sahih.materials.perangkat.importing.drafting import Pengumpul, folded

HASH, COPY = 64, 16  # letters of a hash, and of the one that tells a copy


def named(sha: str, content: bytes, ending: str) -> str:
    """The name of a picture in a ZIP; where it is not the kept bytes, it says of which picture it is the copy and which copy."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{sha}.{ending}" if digest == sha else f"{sha}.{digest[:COPY]}.{ending}"


class Album:
    """Finds a picture by file name or by hash."""

    def __init__(self, gather: Pengumpul, files: Mapping[str, bytes], known: AbstractSet[str]) -> None:
        self._gather, self._known = gather, known
        self._files = {PurePosixPath(name).name: content for name, content in files.items()}
        self._by_hash = {PurePosixPath(name).stem: name for name in self._files}
        self._by_hash |= {name[:HASH]: name for name in self._files if name[HASH : HASH + 1] == "."}

    def find(self, name: str, alt: str, where: str) -> tuple[str, str] | None:
        """Hash and alternative text, or nothing and a word about it."""
        found = name if name in self._files else self._by_hash.get(name, "")
        if found:
            content = self._files[found]
            # A picture that the LSP has already is not encoded once more: the MUK stays what it was.
            kept = self._kept(found, content) or self._gather.keep_picture(content)
            if kept is None:
                self._gather.miss(where, name, _("gambar yang tidak dapat dibaca atau terlalu besar"), _("Simpan sebagai PNG atau JPEG paling besar 10 MB."))  # fmt: skip
        else:
            stem = PurePosixPath(name).stem
            kept = stem if stem in self._known else None
            if kept is None:
                self._gather.miss(where, name, _("gambarnya tidak ada bersama berkas ini"), _("Unggah ZIP yang memuat gambarnya dalam folder “gambar”, atau pasang gambarnya pada halaman MUK."))  # fmt: skip
        return (kept, folded(alt)[:300] or _("Gambar (keterangan belum ditulis)")) if kept else None

    def _kept(self, name: str, content: bytes) -> str | None:
        """The hash of the picture that this is, or is the untouched copy of."""
        digest = hashlib.sha256(content).hexdigest()
        if digest in self._known:
            return digest
        sha, _dot, rest = name.partition(".")
        return sha if sha in self._known and rest.startswith(f"{digest[:COPY]}.") else None
