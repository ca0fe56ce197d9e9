"""What an asesi brings and what was observed, elemen by elemen, and what of each KUK is proved by it (E4, PL3, FX5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sahih.documents.content import Content
from sahih.documents.fr.ak_02.rules import kuk_results
from sahih.documents.sheets import content_of
from sahih.documents.susunan import elemen_key
from sahih.documents.vocabulary import Row
from sahih.materials.skema.queries import row_sources
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.planned import planned, planned_by_unit
from sahih.process.asesmen.queries import closed_records, vatm_of
from sahih.process.asesmen.vatm import Nilai, blocked, standing
from sahih.process.permohonan.models import Bukti
from sahih.process.permohonan.queries import live_bukti


@dataclass(frozen=True)
class Barang:
    """One piece of evidence: a file of FR.APL.02 or a closed instrument, and the elemen that it is to prove."""

    key: str
    name: str
    elemen: tuple[str, ...]
    bukti: Bukti | None = None
    code: str = ""


class Terbukti(StrEnum):
    """Where one KUK stands."""

    YA = "ya"
    TERBUKA = "terbuka"
    TIDAK = "tidak"
    TERTAHAN = "tertahan"


@dataclass(frozen=True)
class BarisKuk:
    """One KUK: what each planned instrument says of it, what the asesi named, and what keeps it from K."""

    row: Row
    elemen: str
    said: Mapping[str, str]
    state: Terbukti
    held: Sequence[str]


@dataclass(frozen=True)
class PetaAsesi:
    """The map of one assessment."""

    planned: Sequence[str]
    closed: frozenset[str]
    lines: Sequence[BarisKuk]
    self_assessed: Mapping[str, str]
    evidence: Sequence[Barang]
    judged: Sequence[Nilai]

    def count(self, state: Terbukti) -> int:
        return sum(1 for one in self.lines if one.state == state)


def evidence_of(asesmen: Asesmen) -> list[Barang]:
    """The files that FR.APL.02 names, and the instruments that the asesor has closed."""
    sheet = asesmen.peserta.permohonan.apl02
    content = content_of(sheet) if sheet is not None else None
    named = _named(content)
    found = [
        Barang(one.ref, one.label, tuple(named[one.ref]), bukti=one)
        for one in live_bukti(asesmen.peserta.permohonan)
        if one.ref in named
    ]
    for code, record in closed_records(asesmen).items():
        rows = record["rows"].get("kuk", [])
        keys = dict.fromkeys(elemen_key(row["cells"]["unit"], row["cells"]["elemen_nomor"]) for row in rows)
        found.append(Barang(code, code, tuple(keys), code=code))
    return found


def unjudged(asesmen: Asesmen) -> list[Barang]:
    """E4: the evidence of which some elemen waits for its four answers."""
    said = {(one.bukti, one.elemen) for one in vatm_of(asesmen)}
    return [one for one in evidence_of(asesmen) if any((one.key, elemen) not in said for elemen in one.elemen)]


def _named(content: Content | None) -> dict[str, list[str]]:
    """Per file the elemen that name it."""
    found: dict[str, list[str]] = {}
    for row in content["rows"]["elemen"] if content else ():
        named = row["answers"].get("bukti", [])
        for ref in named if isinstance(named, list) else []:
            found.setdefault(str(ref), []).append(row["key"])
    return found


def evidence_map(asesmen: Asesmen) -> PetaAsesi:
    """What proves each KUK so far, and what is still open (FX5)."""
    records, by_unit = closed_records(asesmen), planned_by_unit(asesmen)
    codes, judged, evidence = planned(asesmen), vatm_of(asesmen), evidence_of(asesmen)
    waiting = _waiting(asesmen, evidence, judged)
    held, met = blocked(judged), kuk_results(records)
    working = {code: _said(record) for code, record in _working(asesmen, records).items()}
    sheet = asesmen.peserta.permohonan.apl02
    own = content_of(sheet)["rows"]["elemen"] if sheet is not None else []
    lines = []
    for row in row_sources(asesmen.peserta.permohonan.versi)["kuk"]:
        elemen = elemen_key(row.cells["unit"], row.cells["elemen_nomor"])
        wanted = set(by_unit.get(row.cells["unit"], codes)) - {"FR.IA.04A"}
        said = {code: own.get(row.key, "") for code, own in working.items()}
        is_open = not wanted <= set(records) or elemen in waiting
        state = _state(met.get(row.key), is_open=is_open, is_held=elemen in held)
        lines.append(BarisKuk(row, elemen, said, state, held.get(elemen, ())))
    return PetaAsesi(
        planned=codes, closed=frozenset(records), lines=lines,
        self_assessed={row["key"]: str(row["answers"].get("jawaban", "")) for row in own},
        evidence=evidence, judged=standing(judged),
    )  # fmt: skip


def _working(asesmen: Asesmen, records: Mapping[str, Content]) -> dict[str, Content]:
    """The instruments as they stand: closed as signed, else as filled so far."""
    found = dict(records)
    if asesmen.ia01 is not None and "FR.IA.01" not in found:
        found["FR.IA.01"] = content_of(asesmen.ia01)
    return found


def _waiting(asesmen: Asesmen, evidence: Sequence[Barang], judged: Sequence[Nilai]) -> set[str]:
    """The elemen with evidence that nobody has judged; of a finished assessment what was decided stands as it was."""
    if asesmen.status != Asesmen.Status.BERLANGSUNG:
        return set()
    said = {(one.bukti, one.elemen) for one in judged}
    return {elemen for one in evidence for elemen in one.elemen if (one.key, elemen) not in said}


def _said(record: Content) -> dict[str, str]:
    """Per KUK `ya`, `tidak`, `lanjut` or nothing yet."""
    return {
        row["key"]: str(row["answers"].get("pencapaian", "")) or ("lanjut" if row["answers"].get("lanjut") else "")
        for row in record["rows"].get("kuk", [])
    }


def _state(met: tuple[str, bool] | None, *, is_open: bool, is_held: bool) -> Terbukti:
    if is_held:
        return Terbukti.TERTAHAN
    if met is not None and not met[1]:
        return Terbukti.TIDAK
    return Terbukti.TERBUKA if met is None or is_open else Terbukti.YA
