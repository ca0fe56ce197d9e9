"""By what a case was judged: the MUK that its assessment used (PL10), and each judgement of its evidence (E4).

Of the MUK the file holds the sheet under which penyusun and validator stand for its content, and the hash of that content;
never the content itself nor a key (FX14).
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ConfigDict

SHEET: Final = "PENGESAHAN.MUK"
HASH: Final = "sidik"  # the field of that sheet
PLANNED, JUDGED = "asesmen.planned", "asesmen.evidence_judged"
CLOSED: Final = ConfigDict(extra="forbid")


class PenilaianBroken(Exception):
    """What judged the case is missing, or another's; the message is a sentence."""


@dataclass(frozen=True)
class BerkasMuk:
    """The MUK of one assessment: the hash of its content, and the sheet that was signed over this hash."""

    __pydantic_config__ = CLOSED
    asesmen: str
    muk: str
    title: str
    sha256: str
    lembar: str


@dataclass(frozen=True)
class BerkasVatm:
    """Valid, Asli, Terkini, Memadai of one paper or instrument for one elemen, as the asesor answered; oldest first."""

    __pydantic_config__ = CLOSED
    asesmen: str
    evidence: str
    label: str
    elemen: str
    valid: bool
    asli: bool
    terkini: bool
    memadai: bool
    note: str
    remedy: str
    name: str
    recorded_at: str


def entries_of(trail: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in trail.splitlines()]


def check_muk(
    rows: Collection[BerkasMuk], signed: Mapping[str, str], entries: Iterable[Mapping[str, Any]]
) -> None:  # fmt: skip
    """Raise unless each assessment names the MUK that the trail says it used, and the sheet signed over its hash.

    `signed` says of each locked sheet of approval over which content hash it was signed.
    """
    chosen = {one["subject_ref"]: one["new"].get("muk", "") for one in entries if one["kind"] == PLANNED}
    if Counter((one.asesmen, one.muk) for one in rows) != Counter((ref, muk) for ref, muk in chosen.items() if muk):
        raise PenilaianBroken("MUK yang disebut bukan MUK yang dipakai menurut jejak audit.")
    for one in rows:
        if one.lembar not in signed:
            raise PenilaianBroken(f"Lembar pengesahan {one.title} tidak ada, atau belum ditandatangani lengkap.")
        if signed[one.lembar] != one.sha256:
            raise PenilaianBroken(f"Lembar pengesahan {one.title} ditandatangani untuk isi yang lain.")


def check_vatm(
    rows: Collection[BerkasVatm], evidence: Collection[str], entries: Iterable[Mapping[str, Any]]
) -> None:  # fmt: skip
    """Raise unless every judgement is about something in the file, and they are those that the trail tells."""
    for one in rows:
        if one.evidence not in evidence:
            raise PenilaianBroken(f"Bukti {one.label} dinilai, tetapi tidak ada dalam berkas.")
    told = Counter(line for one in entries if one["kind"] == JUDGED for line in _lines(one))
    if Counter(map(_line, rows)) != told:
        raise PenilaianBroken("Penilaian bukti tidak sama dengan yang tercatat dalam jejak audit.")


Line = tuple[object, ...]


def _line(one: BerkasVatm) -> Line:
    answers = (one.valid, one.asli, one.terkini, one.memadai)
    return (one.asesmen, one.evidence, one.elemen, *answers, one.note, one.remedy)


def _lines(entry: Mapping[str, Any]) -> Iterator[Line]:
    """One act judges one piece of evidence for several elemen."""
    said = entry["new"]
    answers = (said["valid"], said["asli"], said["terkini"], said["memadai"])
    for elemen in said["elemen"].split(", "):
        yield (entry["subject_ref"], said["evidence"], elemen, *answers, entry["reason"], said["remedy"])
