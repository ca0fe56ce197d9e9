"""Take away what a killed write left in the vault: bytes that no row names."""

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.tenancy import cross_tenant
from sahih.kernel.vault.models import StoredFile

log = structlog.get_logger()

SWEPT = AuditKind("berkas.orphans_swept", ("count", "bytes"))
LEFT = AuditKind("berkas.orphans_left", ("count", "known"))

# No upload and no transaction of ours lives this long, so that a file still without its row will never have one.
SETTLED = dt.timedelta(days=1)
# More than this, and more than the rows know: rather the wrong database than that many killed writes.
SUSPICIOUS = 100
# Only what the vault itself writes; whatever else somebody put there is theirs.
MONTH, NAME = re.compile(r"\d{4}/\d{2}"), re.compile(r"[0-9a-f]{32}(\.part)?")


@action("berkas.sweep_orphans")
def sweep_orphans(*, untouched_since: dt.datetime, actor: Actor, at: dt.datetime) -> int:
    """Remove files that no row of any LSP names and nobody has touched since; how many.

    A file with a row stays, whatever its key, its retention or a hold on it says: those are `destroy`'s
    to weigh. The bytes go after the entry is certain. Where one orphan is newer than every row, the database
    may be an older one that was put back beside a newer vault: then all of them stay.
    """
    orphans, known = dict[Path, os.stat_result](), 0
    with cross_tenant(reason="Berkas tanpa catatan dicari di ruang simpan."):
        for month, files in _months(untouched_since):
            rows = set(StoredFile.objects.filter(path__startswith=f"{month}/").values_list("path", flat=True))
            known += len(rows)
            orphans |= {path: facts for path, facts in files if f"{month}/{path.name}" not in rows}
        newest = StoredFile.objects.aggregate(newest=Max("received_at"))["newest"]
    if len(orphans) > max(SUSPICIOUS, known) or _are_newer(orphans.values(), newest):
        record(LEFT, new={"count": len(orphans), "known": known})
        log.error("vault.orphans_left", count=len(orphans), known=known)
        return 0
    if orphans:
        record(SWEPT, new={"count": len(orphans), "bytes": sum(one.st_size for one in orphans.values())})
        transaction.on_commit(lambda: _remove(list(orphans)))
    return len(orphans)


def _are_newer(orphans: Iterable[os.stat_result], newest: dt.datetime | None) -> bool:
    return any(newest is None or one.st_mtime > newest.timestamp() for one in orphans)


def _months(untouched_since: dt.datetime) -> Iterator[tuple[str, list[tuple[Path, os.stat_result]]]]:
    """Each folder of the vault with its settled files and what the disk knows of them."""
    root = Path(settings.SAHIH_VAULT)
    for folder in sorted(root.glob("*/*")):
        month = folder.relative_to(root).as_posix()
        if MONTH.fullmatch(month) and folder.is_dir() and not folder.is_symlink():
            yield month, list(_settled(folder, untouched_since))


def _settled(folder: Path, untouched_since: dt.datetime) -> Iterator[tuple[Path, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not NAME.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                continue
            facts = entry.stat(follow_symlinks=False)
            if facts.st_mtime < untouched_since.timestamp():
                yield folder / entry.name, facts


def _remove(paths: list[Path]) -> None:
    """What cannot be removed today is found again tomorrow."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("vault.orphan_stays", error=error.strerror)
    log.info("vault.orphans_swept", count=len(paths))
