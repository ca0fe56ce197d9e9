"""Pictures that a file only names: beside it in a ZIP, or known to the LSP already."""

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from sahih.materials.perangkat.importing.drafting import Pengumpul, folded


class Album:
    """Finds a picture by file name or by hash."""

    def __init__(self, gather: Pengumpul, files: Mapping[str, bytes], known: AbstractSet[str]) -> None:
        self._gather, self._known = gather, known
        self._files = {PurePosixPath(name).name: content for name, content in files.items()}
        self._by_hash = {PurePosixPath(name).stem: content for name, content in self._files.items()}

    def find(self, name: str, alt: str, where: str) -> tuple[str, str] | None:
        """Hash and alternative text, or nothing and a word about it."""
        content = self._files.get(name) or self._by_hash.get(name)
        if content is not None:
            digest = hashlib.sha256(content).hexdigest()
            # A picture that the LSP has already is not encoded once more: the MUK stays what it was.
            kept = digest if digest in self._known else self._gather.keep_picture(content)
            if kept is None:
                self._gather.miss(where, name, _("gambar yang tidak dapat dibaca atau terlalu besar"), _("Simpan sebagai PNG atau JPEG paling besar 10 MB."))  # fmt: skip
        else:
            stem = PurePosixPath(name).stem
            kept = stem if stem in self._known else None
            if kept is None:
                self._gather.miss(where, name, _("gambarnya tidak ada bersama berkas ini"), _("Unggah ZIP yang memuat gambarnya dalam folder “gambar”, atau pasang gambarnya pada halaman MUK."))  # fmt: skip
        return (kept, folded(alt)[:300] or _("Gambar (keterangan belum ditulis)")) if kept else None
