"""Which standards there are, how a unit is found, and which standard a text means."""

import datetime as dt
import re
from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, Q, QuerySet

from sahih.institution.accounts.roles import STAFF
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.kernel.vault.models import StoredFile
from sahih.materials.standar.enums import StandarStatus
from sahih.materials.standar.format import StandarSpec, StandarUnitSpec
from sahih.materials.standar.models import Standar, StandarUnit

MOST_WORDS = 12
IMPORT = "standar_impor"
_WORD = re.compile(r"[^\W_]+")
# "Nomor 299 Tahun 2020", "No. 299 Tahun 2020", "299/2020", "KEP.115/MEN/III/2015" is left to a person.
_NAMED = re.compile(
    r"(?:Nomor|No\.?)\s*:?\s*(?P<number>[\w.\-]{1,20})\s+Tahun\s+(?P<year>\d{4})|\b(?P<short>\d{1,4})\s*/\s*(?P<of>(?:19|20)\d{2})\b"
    r"|\b(?P<bare>\d{1,4})\s+Tahun\s+(?P<since>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)

# SKKNI 77/2021 and SKKK 77/2021 are two standards (K3).
_KIND = re.compile(
    r"\b(?P<short>SKKNI|SKKK|SKKI)\b|Kompetensi\s+Kerja\s+(?P<full>Nasional|Khusus|Internasional)", re.IGNORECASE
)
_BEHIND = re.compile(r"\s*\((SKKNI|SKKK|SKKI)\)", re.IGNORECASE)
_IN_FULL = {"nasional": "SKKNI", "khusus": "SKKK", "internasional": "SKKI"}
Named = tuple[str, str, int]


def visible_standar(actor: Actor) -> QuerySet[Standar]:
    """The staff of the LSP reads every standard it keeps."""
    rows = Standar.objects.order_by("kind", "-year", "number")
    return rows if actor.is_system or actor.has(*STAFF) else rows.none()


def listed_standar(actor: Actor) -> list[tuple[Standar, int]]:
    """For the list: with the number of units."""
    latest = Count("unit_set", filter=Q(unit_set__is_latest=True))
    return [(one, one.unit_count) for one in visible_standar(actor).annotate(unit_count=latest)]


def visible_unit(actor: Actor) -> QuerySet[StandarUnit]:
    rows = StandarUnit.objects.select_related("standar").order_by("standar_id", "number", "-edition")
    return rows if actor.is_system or actor.has(*STAFF) else rows.none()


def get_standar(actor: Actor, ref: str) -> Standar:
    found: Standar = get_or_unseen(visible_standar(actor).select_related("replaced_by"), ref=ref)
    return found


def get_standar_unit(actor: Actor, ref: str) -> StandarUnit:
    found: StandarUnit = get_or_unseen(visible_unit(actor), ref=ref)
    return found


def kept_imports() -> QuerySet[StoredFile]:
    """The files kept for a preview that can still be opened, newest first."""
    rows = StoredFile.objects.filter(kind=IMPORT, key__destroyed_at=None)
    return rows.select_related("key").order_by("-received_at", "-pk")


def words_of(text: str) -> str:
    """Reduced to words, so that a code and a phrase are parsed the same on both sides of the search."""
    return " ".join(_WORD.findall(text)).lower()


def cari_of(spec: StandarUnitSpec) -> str:
    """All that a person searches by: code, titles, elemen, KUK."""
    kuk = (text for one in spec.elements for text in (one.title, *(kuk.text for kuk in one.kuk)))
    return words_of(" ".join((spec.code, spec.title, spec.title_en or "", *kuk)))


def find_unit(actor: Actor, text: str) -> QuerySet[StandarUnit]:
    """Latest editions in which every word begins some word; all of them when nothing is asked."""
    rows = visible_unit(actor).filter(is_latest=True)
    words = words_of(text).split()[:MOST_WORDS]
    if not words:
        return rows
    asked = SearchQuery(" & ".join(f"'{word}':*" for word in words), config="simple", search_type="raw")
    return rows.annotate(found=SearchVector("cari", config="simple")).filter(found=asked)


def units_of(standar: Standar) -> list[StandarUnit]:
    """The latest edition of each unit, in the order of the standard."""
    rows = StandarUnit.objects.filter(standar=standar, is_latest=True).select_related("standar")
    return list(rows.order_by("number", "id"))


def spec_of_standar(standar: Standar) -> StandarSpec:
    """The standard in its file format: three queries."""
    head = {name: getattr(standar, name) for name in ("kind", "number", "year", "title", "status")}
    head["status_on"] = standar.status_on.isoformat() if standar.status_on else None
    head["status_decree"] = standar.status_decree or None
    head["replaced_by"] = standar.replaced_by.in_full if standar.replaced_by else None
    return StandarSpec.model_validate(head | {"units": tuple(unit.spec() for unit in units_of(standar))})


def named_in(text: str) -> set[tuple[str, int]]:
    """The (number, year) of every standard that a text names."""
    return {
        (found["number"] or found["short"] or found["bare"], int(found["year"] or found["of"] or found["since"]))
        for found in _NAMED.finditer(text)
    }


def standards_in(text: str, *, kind: str) -> set[Named]:
    """Every standard that a text names, with its kind: said just behind it, else before it, else anywhere; else `kind`."""
    kinds = [(one.start(), _kind_of(one)) for one in _KIND.finditer(text)]
    found = set[Named]()
    for one in _NAMED.finditer(text):
        behind = _BEHIND.match(text, one.end())
        before = [said for place, said in kinds if place < one.start()]
        own = behind[1].upper() if behind else (before[-1:] or [said for _place, said in kinds[:1]] or [kind])[0]
        found |= {(own, *named) for named in named_in(one.group())}
    return found


def _kind_of(said: re.Match[str]) -> str:
    return _IN_FULL[said["full"].lower()] if said["full"] else said["short"].upper()


def standar_named(keys: Iterable[Named]) -> dict[Named, Standar]:
    """Those of the LSP's standards that are named, by kind, number and year; one query."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = Standar.objects.filter(number__in={number for _kind, number, _year in wanted}).select_related("replaced_by")
    return {key: row for row in rows if (key := (row.kind, row.number, row.year)) in wanted}


def not_in_force(standar: Standar, *, on: dt.date) -> bool:
    """K3: revoked or replaced, on or before this day."""
    return standar.status != StandarStatus.BERLAKU and (standar.status_on is None or standar.status_on <= on)


def is_used(unit: StandarUnit) -> bool:
    """A skema that was published was made from this unit."""
    used = unit.standar.unit_skema_set.filter(code=unit.code, versi__published_at__isnull=False)
    return bool(used.exists())


def editions_of(unit: StandarUnit) -> list[StandarUnit]:
    """All editions of a unit, the latest first."""
    return list(StandarUnit.objects.filter(standar=unit.standar, code=unit.code).order_by("-edition"))


def used_codes(standar: Standar) -> set[str]:
    """The units from which a published skema was made; one query."""
    rows = standar.unit_skema_set.filter(versi__published_at__isnull=False)
    return set(rows.values_list("code", flat=True))
