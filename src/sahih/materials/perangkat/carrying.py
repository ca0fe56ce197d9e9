"""What the MUK of one version of a skema brings into another version: pure, and nothing is left behind unsaid (K5).

An item keeps its tie to a KUK or aspek only where the new version has it under the same number and in the same words:
its key was written for those words. Every other tie is cut and named; the item itself comes along.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.materials.perangkat.content import ORDER
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, MukSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan, said


@dataclass(frozen=True)
class Alihan:
    """The content as the new version can hold it, and a line for each thing that did not fit."""

    spec: MukSpec
    lines: tuple[str, ...]


def carried(spec: MukSpec, before: Acuan, after: Acuan) -> Alihan:
    """Between two readings of one version nothing is cut, moved or left."""
    alih = _Alih(_words(before), _words(after), after.unit_kelompok)
    homes = {number: alih.home(codes) for number, codes in before.units.items()}
    for part in spec.bagian:
        alih.settle(part, homes.get(part.kelompok))
    for part in spec.bagian:
        home = homes.get(part.kelompok)
        for one in part.butir if home is not None else ():
            alih.carry(part, one, home or 0)
    names = sorted(alih.parts, key=lambda name: (name[1], ORDER[name[0]]))
    bagian = tuple(
        alih.parts[name].head.model_copy(update={"kelompok": name[1], "butir": tuple(alih.parts[name].butir)})
        for name in names
    )
    return Alihan(spec.model_copy(update={"skema": after.skema, "bagian": bagian}), tuple(alih.lines()))


def _words(acuan: Acuan) -> Mapping[RefSpec, str]:
    return {one.ref: " ".join(one.text.split()) for one in acuan.isi}


@dataclass
class _Bagian:
    """One instrument of one kelompok of the new version, while it is filled."""

    head: BagianSpec
    butir: list[ButirSpec] = field(default_factory=list)


@dataclass
class _Alih:
    """The words of both versions and where each unit stands now; and what was found out on the way."""

    before: Mapping[RefSpec, str]
    after: Mapping[RefSpec, str]
    kelompok: Mapping[str, int]
    parts: dict[tuple[str, int], _Bagian] = field(default_factory=dict)
    cut: dict[tuple[RefSpec, str], list[str]] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def home(self, codes: tuple[str, ...]) -> int | None:
        """The kelompok that holds most of these units now, the first of equals; none where all are gone."""
        counts = Counter(self.kelompok[code] for code in codes if code in self.kelompok)
        return min(counts, key=lambda number: (-counts[number], number)) if counts else None

    def open(self, part: BagianSpec, place: int) -> _Bagian:
        """The instrument in this kelompok; its head is that of the first part that comes there."""
        return self.parts.setdefault((part.instrumen, place), _Bagian(part))

    def settle(self, part: BagianSpec, home: int | None) -> None:
        """Before any item: a head must not give way to one that comes along with an item from elsewhere."""
        name = _place(part.instrumen, part.kelompok)
        if home is None:
            items = ngettext("%d butir", "%d butir", len(part.butir)) % len(part.butir)
            self.left.append(f"{name} ({items})")
        elif self.open(part, home).head is not part and (part.petunjuk or part.skenario or part.keluaran):
            self.merged.append(name)

    def carry(self, part: BagianSpec, one: ButirSpec, home: int) -> None:
        """Into the kelompok of the first tie that holds, else where its own kelompok is now."""
        reasons = {ref: self.reason(ref) for ref in one.refs}
        kept = [ref for ref in one.refs if not reasons[ref]]
        place = self.kelompok[kept[0].unit] if kept else home
        stays = tuple(ref for ref in kept if self.kelompok[ref.unit] == place)
        row = self.open(part, place)
        row.butir.append(one.model_copy(update={"refs": stays}))
        where = _("%(place)s butir %(number)d") % {"place": _place(part.instrumen, place), "number": len(row.butir)}
        for ref in one.refs:
            if ref not in stays:
                why = reasons[ref] or _("unitnya kini di kelompok %d") % self.kelompok[ref.unit]
                self.cut.setdefault((ref, why), []).append(where)
        if place != part.kelompok:
            self.moved.append(where)

    def reason(self, ref: RefSpec) -> str:
        """Why the tie does not hold in the new version; empty where it holds."""
        old = self.before.get(ref)
        if old is not None and self.after.get(ref) == old:
            return ""
        if ref.unit not in self.kelompok:
            return _("unitnya tidak ada lagi")
        elsewhere = next((one for one, text in self.after.items() if one.unit == ref.unit and text == old), None)
        if elsewhere is not None:
            return _("bunyinya kini %s") % said(elsewhere).removeprefix(f"{ref.unit} ")
        return _("bunyinya berubah") if ref in self.after else _("tidak ada lagi")

    def lines(self) -> Iterator[str]:
        """By KUK, for it is the KUK that somebody looks up; never a word of an item (FX14)."""
        for one in self.left:
            yield _("%s tidak dibawa: versi ini tidak punya unit kelompok itu lagi.") % one
        for one in self.merged:
            yield _("Petunjuk dan skenario %s tidak dibawa: kelompoknya bergabung dengan yang lain.") % one
        for (ref, why), places in self.cut.items():
            facts = {"ref": said(ref), "why": why, "places": ", ".join(places)}
            yield _("%(ref)s, %(why)s: ikatan dilepas dari %(places)s.") % facts
        if self.moved:
            yield _("Pindah mengikuti unitnya: %s.") % ", ".join(self.moved)


def _place(instrumen: str, kelompok: int) -> str:
    return _("%(instrumen)s kelompok %(kelompok)d") % {"instrumen": instrumen, "kelompok": kelompok}
