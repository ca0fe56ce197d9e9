"""The cover sheet is counted from what is in the file (forms 6.6)."""

from collections.abc import Collection, Iterator, Mapping

from sahih.documents.content import Value
from sahih.documents.fr.ceklis.definition import BAGIAN

TIDAK_DIPAKAI = "Tidak dipakai"


def computed(present: Mapping[str, str], planned: Collection[str]) -> dict[str, Value]:
    """Return the state of each paper: there, with its remark; awaited; or struck, because nobody planned it."""
    keys = [(source, key) for source, (_title, dokumen) in BAGIAN.items() for key in dokumen]
    return {path: value for source, key in keys for path, value in _line(f"{source}/{key}", key, present, planned)}


def _line(path: str, key: str, present: Mapping[str, str], planned: Collection[str]) -> Iterator[tuple[str, Value]]:
    if key in present:
        yield f"{path}/status", "ada"
    elif key in planned:
        yield f"{path}/status", "belum_ada"
    remark = present.get(key, "" if key in planned else TIDAK_DIPAKAI)
    if remark:
        yield f"{path}/keterangan", remark
