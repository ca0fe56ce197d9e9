"""The cover sheet is counted from what is in the file (forms 6.6)."""

from collections.abc import Collection, Iterator, Mapping

from sahih.documents.content import Value
from sahih.documents.fr.ceklis.definition import BAGIAN

TIDAK_DIPAKAI = "Tidak dipakai"


def computed(
    present: Mapping[str, str], planned: Collection[str], said: Mapping[str, str] | None = None
) -> dict[str, Value]:
    """Return the state of each paper: there, with its remark; awaited; or neither, with what is `said` of why.

    What nobody planned and nobody speaks of says that it is not used.
    """
    keys = [(source, key) for source, (_title, dokumen) in BAGIAN.items() for key in dokumen]
    return {
        path: value
        for source, key in keys
        for path, value in _line(
            f"{source}/{key}", state_of(key, present, planned), _remark(key, present, planned, said)
        )
    }


def state_of(key: str, present: Collection[str], planned: Collection[str]) -> str:
    """Return what the paper is ticked as; nothing for one that is neither there nor awaited."""
    return "ada" if key in present else "belum_ada" if key in planned else ""


def _remark(key: str, present: Mapping[str, str], planned: Collection[str], said: Mapping[str, str] | None) -> str:
    told = "" if key in planned else (said or {}).get(key, TIDAK_DIPAKAI)
    return present.get(key, told)


def _line(path: str, state: str, remark: str) -> Iterator[tuple[str, Value]]:
    if state:
        yield f"{path}/status", state
    if remark:
        yield f"{path}/keterangan", remark
