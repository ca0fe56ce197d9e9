"""The KUK that a text names: "Uk.… EK.… KUK.…", "1.1", a unit's code; found, checked, and taken out of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan

_NUMBER = r"\d{1,2}\.\d{1,2}"
_GAP = r"\s*(?:,|;|/|&|\bdan\b|\bs\.?/?d\.?|\bsampai\b|-|–|\+)\s*(?:\bKUK\b\s*[.:]?\s*)?"
_GRAMMAR = r"""
  (?P<code>%(codes)s)
| \b(?:UK|Unit(?:\s+Kompetensi)?)\b\s*[.:]?\s*(?P<uk>\d{1,2})\b(?!\.\d)
| \b(?:EK|Elemen(?:\s+Kompetensi)?)\b\s*[.:]?\s*(?P<ek>\d{1,2})\b(?!\.\d)
| \b(?:KUK|Kriteria\s+Unjuk\s+Kerja)\b\s*[.:]?\s*(?P<kuk>%(number)s(?:%(gap)s%(number)s)*)
| \bKUK\b\s*[.:]?\s*(?P<nth>\d{1,2})\b(?!\.\d)
| \b(?:aspek\s+kritis)\b\s*(?:ke-?)?\s*[.:]?\s*(?P<kritis>\d{1,2})\b
| \b(?:sikap(?:\s+kerja)?)\b\s*(?:ke-?)?\s*[.:]?\s*(?P<sikap>\d{1,2})\b
"""
_BARE = rf"| (?<![\d.])(?P<bare>{_NUMBER})(?![\d.]*\d)"
# What looks like a unit's code and is none of this skema's.
_FOREIGN = re.compile(r"\b[A-Z]\.\d{2}[A-Z]{2,4}\d{2,3}\.\d{3}\.\d{1,2}\b|\b[A-Z]{3}\.[A-Z]{2}\d{2}\.\d{3}\.\d{2}\b")
_LEFTOVER = re.compile(
    r"[\s()\[\]{}.,;:/&|–—-]|\b(?:dan|kode|unit|ref(?:erensi)?|uk|ek|kuk|elemen|kompetensi)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass
class Lingkup:
    """Where in the file one reads: the kelompok and the units its head named."""

    kelompok: int
    units: tuple[str, ...] = ()


@dataclass
class Temuan:
    """What a text named, what of it the skema lacks, and the text without its references."""

    refs: list[RefSpec] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    several: list[RefSpec] = field(default_factory=list)
    """What a number may be that stands in several units: for a person to choose from."""
    rest: str = ""


class Pencari:
    """Finds references to one skema version."""

    def __init__(self, acuan: Acuan) -> None:
        self._acuan = acuan

    @cached_property
    def _codes(self) -> str:
        """The codes themselves, longest first, with the blanks that typing brings."""
        codes = sorted(self._acuan.unit_kelompok, key=len, reverse=True)
        return "|".join(rf"(?<![\w.]){_spaced(code)}(?![\w]|\.\d)" for code in codes) or "(?!)"

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return re.compile(_GRAMMAR % {"codes": self._codes, "number": _NUMBER, "gap": _GAP}, re.IGNORECASE | re.VERBOSE)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(self._named.pattern + _BARE, re.IGNORECASE | re.VERBOSE)

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {_folded(code): code for code in self._acuan.unit_kelompok}

    def units_in(self, text: str) -> list[str]:
        """The units whose codes a text names, each once."""
        found = (self._by_folded[_folded(one["code"])] for one in self._named.finditer(text) if one["code"])
        return list(dict.fromkeys(found))

    def foreign_in(self, text: str) -> list[str]:
        """Codes of units that this skema does not have."""
        return [one for one in _FOREIGN.findall(text) if _folded(one) not in self._by_folded]

    def find(self, text: str, lingkup: Lingkup, *, bare: bool) -> Temuan:
        """`bare` where a column or a whole line says that plain numbers are KUK."""
        pattern = self._any if bare else self._named
        found = Temuan(rest=self._without(text))
        walk = _Walk(self._acuan, lingkup, found)
        for token in pattern.finditer(text):
            walk.take(token, self._by_folded)
        found.unknown += [_("kode unit %s tidak ada dalam skema ini") % code for code in self.foreign_in(text)]
        found.refs = list(dict.fromkeys(found.refs))
        return found

    def _without(self, text: str) -> str:
        """The text without lines and brackets that say nothing but references."""
        text = _BRACKET.sub(lambda one: "" if self._is_only_reference(one[0]) else one[0], text)
        lines = [self._shorn(line) for line in text.split("\n") if not self._is_only_reference(line)]
        return "\n".join(line.rstrip() for line in lines).strip()

    def _shorn(self, line: str) -> str:
        """Without references behind its last sentence."""
        end = max(line.rfind(sign, 0, len(line) - 1) for sign in ".?!…:") + 1
        while end > 0 and line[end : end + 1].isdigit():
            end = max(line.rfind(sign, 0, end - 1) for sign in ".?!…:") + 1
        return line[:end] if end and self._is_only_reference(line[end:]) else line

    def _is_only_reference(self, text: str) -> bool:
        if not self._any.search(text) and not _FOREIGN.search(text):
            return False
        return not _LEFTOVER.sub("", _FOREIGN.sub("", self._any.sub("", text)))


class _Walk:
    """Goes through the tokens of one text; a unit and an elemen named before hold for the numbers after."""

    def __init__(self, acuan: Acuan, lingkup: Lingkup, found: Temuan) -> None:
        self._acuan, self._lingkup, self._found = acuan, lingkup, found
        self._unit: str | None = None
        self._elemen = ""

    def take(self, token: re.Match[str], codes: dict[str, str]) -> None:
        said = token.groupdict()
        if said["code"]:
            self._unit, self._elemen = codes[_folded(said["code"])], ""
        elif said["uk"]:
            self._unit, self._elemen = self._nth_unit(int(said["uk"])), ""
        elif said["ek"]:
            self._elemen = said["ek"].lstrip("0")
        elif said["kuk"]:
            for number in _expanded(said["kuk"]):
                self._add_kuk(number)
        elif said["nth"]:
            self._add_nth(said["nth"].lstrip("0"))
        elif said["kritis"] or said["sikap"]:
            self._add_aspek(said)
        elif said.get("bare"):
            self._add_kuk(_plain(said["bare"]))

    def _nth_unit(self, number: int) -> str | None:
        units: Sequence[str] = self._lingkup.units or self._acuan.units.get(self._lingkup.kelompok, ())
        if 1 <= number <= len(units):
            return units[number - 1]
        self._found.unknown.append(_("unit ke-%d tidak ada dalam kelompok ini") % number)
        return None

    def _add_nth(self, number: str) -> None:
        if self._elemen:
            self._add_kuk(f"{self._elemen}.{number}")
        else:
            self._found.unknown.append(_("KUK %s ditulis tanpa nomor elemen") % number)

    def _add_kuk(self, number: str) -> None:
        units = self._candidates()
        having = [unit for unit in units if (unit, number) in self._acuan.kuk]
        if len(having) == 1:
            self._found.refs.append(RefSpec(unit=having[0], kuk=number))
        elif having:
            self._found.several += [RefSpec(unit=unit, kuk=number) for unit in having]
            self._found.unknown.append(_("KUK %(number)s ada pada beberapa unit (%(units)s); unitnya tidak ditulis") % {"number": number, "units": ", ".join(having)})  # fmt: skip
        else:
            self._found.unknown.append(_("KUK %(number)s tidak ada pada unit %(units)s") % {"number": number, "units": ", ".join(units) or "?"})  # fmt: skip

    def _add_aspek(self, said: dict[str, str]) -> None:
        units = self._candidates()
        kind, number = ("kritis", int(said["kritis"])) if said["kritis"] else ("sikap", int(said["sikap"]))
        made = [RefSpec.model_validate({"unit": unit, kind: number}) for unit in units if number]
        having = [ref for ref in made if ref in self._acuan.place]
        if len(having) == 1:
            self._found.refs.append(having[0])
        else:
            self._found.unknown.append(_("%(kind)s %(number)d tidak dapat dipastikan unitnya") % {"kind": kind, "number": number})  # fmt: skip

    def _candidates(self) -> list[str]:
        if self._unit is not None:
            return [self._unit]
        return list(self._lingkup.units or self._acuan.units.get(self._lingkup.kelompok, ()))


def _folded(code: str) -> str:
    return re.sub(r"\s+", "", code).upper()


def _spaced(code: str) -> str:
    """The pattern of a code; in typed files blanks stand round its dots."""
    return r"\s?\.\s?".join(re.escape(part) for part in code.split("."))


def _plain(number: str) -> str:
    return ".".join(part.lstrip("0") or "0" for part in number.split("."))


def _expanded(listed: str) -> Iterator[str]:
    """The numbers of "1.1, 1.2" and of "1.1 - 1.3"."""
    parts = re.split(rf"({_GAP})", listed, flags=re.IGNORECASE)
    numbers = [_plain(one) for one in parts[::2]]
    yield numbers[0]
    for gap, before, number in zip(parts[1::2], numbers, numbers[1:], strict=False):
        yield from _between(before, number) if re.search(r"s\.?/?d|sampai|-|–", gap, re.IGNORECASE) else ()
        yield number


def _between(first: str, last: str) -> Iterator[str]:
    (elemen, low), (other, high) = first.split("."), last.split(".")
    if elemen == other:
        yield from (f"{elemen}.{number}" for number in range(int(low) + 1, int(high)))
