"""Which units of a draft the standards that the LSP keeps word otherwise by now, and what taking that over changes (K3, K5).

It is told and never done by itself: what a draft says is decided by whoever writes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.materials.skema.beda import Perubahan, unit_beda
from sahih.materials.skema.content import Content, spec_of
from sahih.materials.skema.format import UnitSpec
from sahih.materials.skema.models import Unit
from sahih.materials.skema.susunan_draf import renewed, unit_of
from sahih.materials.standar.enums import StandarStatus
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.queries import Named, standards_in, words_of


@dataclass(frozen=True)
class Pembaruan:
    """One unit of a draft, the unit of a standard that is newer, and what differs between them."""

    code: str
    title: str
    by: StandarUnit
    reason: str
    rows: tuple[Perubahan, ...]


def newer_units(content: Content) -> list[Pembaruan]:
    """In the order of the skema; eight queries, and one for the editions where a unit was corrected."""
    specs = {unit.code: unit for unit in spec_of(content).units}
    rak = _Rak.whole()
    pairs = [(unit, by) for unit in content.unit_list if (by := rak.newest(unit, content, set(specs)))]
    whole = {one.pk: one for one in StandarUnit.objects.filter(pk__in=[by.pk for _unit, by in pairs]).select_related("standar")}  # fmt: skip
    former = _former_editions(whole.values())
    found = []
    for unit, by in pairs:
        now, new, own = specs[unit.code], whole[by.pk], rak.of(unit, content)
        is_same = new.standar_id in {one.pk for one in own.standar} and _says(now, new)
        # A unit that was entered without its elemen has nothing to give.
        if is_same or (now.elements and not new.spec().elements):
            continue
        rows = unit_beda(now, renewed(now, unit_of(new)))
        edition = next((one.edition for one in former.get(new.pk, ()) if _says(now, one)), None)
        found.append(Pembaruan(unit.code, now.title, new, _reason(own, new, edition), rows))
    return found


def _says(now: UnitSpec, found: StandarUnit) -> bool:
    """The words of the reference and a remark about the source are no part of what a unit says."""
    new = renewed(now, unit_of(found))
    same = {"standard": now.standard, "standard_kind": now.standard_kind, "completeness": now.completeness}
    return new.model_copy(update=same) == now


def _former_editions(units: Iterable[StandarUnit]) -> Mapping[int, list[StandarUnit]]:
    corrected = {(one.standar_id, one.code): one for one in units if one.edition > 1}
    found: dict[int, list[StandarUnit]] = {}
    if corrected:
        rows = StandarUnit.objects.filter(is_latest=False, standar__in={key[0] for key in corrected})
        for row in rows.select_related("standar").order_by("-edition"):
            if latest := corrected.get((row.standar_id, row.code)):
                found.setdefault(latest.pk, []).append(row)
    return found


def _reason(own: "_Acuan", by: StandarUnit, edition: int | None) -> str:
    """Why it is newer, in one sentence."""
    said = {"standar": by.standar, "edition": by.edition, "was": edition, "code": by.code}
    replaced = next((one for one in own.standar if one.pk != by.standar_id and one.replaced_by_id), None)
    if replaced is not None:
        return _("%(old)s digantikan; penggantinya memuat %(code)s di %(standar)s.") % (said | {"old": replaced})
    if all(one.pk != by.standar_id for one in own.standar):
        return _("%(standar)s lebih baru dan memuat %(code)s.") % said
    if edition is not None:
        return _("Draf memakai edisi %(was)d; yang terbaru di %(standar)s edisi %(edition)d.") % said
    return _("Isi di draf berbeda dari %(standar)s yang tercatat di sini (edisi %(edition)d).") % said


@dataclass(frozen=True)
class _Acuan:
    """What a unit stands on: the standards that the LSP keeps, and every one that is named."""

    keys: frozenset[Named]
    standar: tuple[Standar, ...]


@dataclass(frozen=True)
class _Rak:
    """Every standard of the LSP with the latest edition of its units, without their content."""

    standar: Mapping[int, Standar]
    units: Mapping[int, list[StandarUnit]]

    @classmethod
    def whole(cls) -> "_Rak":
        units: dict[int, list[StandarUnit]] = {}
        for row in StandarUnit.objects.filter(is_latest=True).defer("isi", "cari").order_by("-code"):
            units.setdefault(row.standar_id, []).append(row)
        return cls({one.pk: one for one in Standar.objects.order_by("kind", "number", "year")}, units)

    def of(self, unit: Unit, content: Content) -> _Acuan:
        """The reference decides, else the words of the unit, else those of the skema."""
        if unit.standar_id is not None:
            one = self.standar[unit.standar_id]
            return _Acuan(frozenset({_key(one)}), (one,))
        keys = standards_in(unit.standard or content.versi.standard, kind=unit.standard_kind)
        return _Acuan(frozenset(keys), tuple(one for one in self.standar.values() if _key(one) in keys))

    def newest(self, unit: Unit, content: Content, taken: set[str]) -> StandarUnit | None:
        """What replaces the standard, else a later standard of the kind, else the standard itself; none that the draft has."""
        own = self.of(unit, content)
        for one in own.standar:
            end = self._successor(one)
            if end is not one and (by := self._match(unit, end, taken, by_title=True)):
                return by
        for one in self._later(own):
            if by := self._match(unit, one, taken):
                return by
        in_force = (one for one in own.standar if one.status == StandarStatus.BERLAKU)
        return next((by for one in in_force for by in self.units.get(one.pk, ()) if by.code == unit.code), None)

    def _successor(self, one: Standar) -> Standar:
        """The end of the chain of replacements; a circle ends where it is met again."""
        seen = {one.pk}
        while one.replaced_by_id is not None and one.replaced_by_id not in seen:
            one = self.standar[one.replaced_by_id]
            seen.add(one.pk)
        return one

    def _later(self, own: _Acuan) -> list[Standar]:
        """In force, of the same kind, of a later year than any that is named; the newest first."""
        if not own.keys:
            return []
        kinds, year = {kind for kind, _number, _year in own.keys}, max(year for _kind, _number, year in own.keys)
        rows = [one for one in self.standar.values() if one.kind in kinds and one.year > year]
        return sorted((one for one in rows if one.status == StandarStatus.BERLAKU), key=lambda one: -one.year)

    def _match(self, unit: Unit, standar: Standar, taken: set[str], *, by_title: bool = False) -> StandarUnit | None:
        """By the code, by the code in a later version (its last number), or by the title where a person named the successor."""
        if standar.status != StandarStatus.BERLAKU:
            return None
        rows = [one for one in self.units.get(standar.pk, ()) if one.code == unit.code or one.code not in taken]
        same = [one for one in rows if one.code == unit.code] or [one for one in rows if _stem(one.code) == _stem(unit.code)]  # fmt: skip
        if not same and by_title:
            same = [one for one in rows if words_of(one.title) == words_of(unit.title)]
        return same[0] if same else None


def _key(one: Standar) -> Named:
    return one.kind, one.number, one.year


def _stem(code: str) -> str:
    """A code of an SKKNI without the number of its version: M.71KKK01.003.1 and M.71KKK01.003.2 are one unit."""
    stem, _dot, last = code.rpartition(".")
    return stem if stem.count(".") >= 2 and last.isdecimal() else code
