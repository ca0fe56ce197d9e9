"""What a file would do to a standard, before it does it (K3)."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.materials.berkas.reading import FileRefused, Problem
from sahih.materials.standar.enums import StandarStatus
from sahih.materials.standar.format import StandarSpec, StandarUnitSpec, canonical, load_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.queries import Named, standar_named, standards_in, units_of, used_codes
from sahih.materials.standar.sheets import load_sheets

ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class UnitBerubah:
    """A unit that the file words otherwise; `makes_edition` where a published skema keeps the old wording (K5)."""

    latest: StandarUnit
    after: StandarUnitSpec
    makes_edition: bool


@dataclass(frozen=True)
class Pratinjau:
    """A file as it is read today, beside the standard that is there."""

    spec: StandarSpec
    standar: Standar | None
    added: tuple[StandarUnitSpec, ...]
    corrected: tuple[UnitBerubah, ...]
    unchanged: int
    step: str
    """The step by which the file ends the standard; empty where it does not."""
    is_otherwise: bool
    """The file says another state, to which no step leads from here."""
    stays: tuple[str, ...]
    """What the file says otherwise of the standard itself, and an import leaves as it is: keys of its head."""
    base: str
    """The hash of what stands there, so that taking over notices a change made elsewhere."""

    @property
    def key(self) -> Named:
        return self.spec.kind, self.spec.number, self.spec.year

    @property
    def changes(self) -> bool:
        return self.standar is None or bool(self.added or self.corrected or self.step)


def read_file(content: bytes) -> StandarSpec:
    """YAML, or a workbook; raises FileRefused."""
    if content.startswith(b"%PDF"):
        raise FileRefused(Problem(1, _("berkas"), _("ini berkas PDF. Impor membaca YAML atau XLSX; dari PDF, buka standarnya lalu pakai Tempel unit dari PDF")))  # fmt: skip
    return load_sheets(content) if content.startswith(ZIP) else load_standar(content)


def standar_of(spec: StandarSpec) -> Standar | None:
    return Standar.objects.filter(kind=spec.kind, number=spec.number, year=spec.year).first()


def preview_of(spec: StandarSpec) -> Pratinjau:
    """Compare; four queries."""
    standar = standar_of(spec)
    there = {one.code: one for one in units_of(standar)} if standar else {}
    used = used_codes(standar) if standar else set()
    changed = [one for one in spec.units if one.code in there and canonical(one) != canonical(there[one.code].spec())]
    added = tuple(one for one in spec.units if one.code not in there)
    step = ending_step(spec, standar or Standar())
    differs = standar is not None and spec.status != standar.status
    return Pratinjau(
        spec, standar, added, tuple(UnitBerubah(there[one.code], one, one.code in used) for one in changed),
        unchanged=len(spec.units) - len(added) - len(changed), step=step, is_otherwise=differs and not step, stays=_stays(spec, standar, step=step), base=base_of(standar),
    )  # fmt: skip


def _stays(spec: StandarSpec, standar: Standar | None, *, step: str) -> tuple[str, ...]:
    if standar is None:
        return ()
    there = {"title": standar.title}
    if spec.status == standar.status and not step:
        day = standar.status_on.isoformat() if standar.status_on else None
        there |= {"status_on": day or "", "status_decree": standar.status_decree}
    return tuple(key for key, value in there.items() if getattr(spec, key) and getattr(spec, key) != value)


def ending_step(spec: StandarSpec, standar: Standar) -> str:
    """The step to the state that the file names, where one leads there from the present one."""
    step = {"dicabut": "revoke", "digantikan": "replace"}.get(spec.status, "")
    return step if step and spec.status != standar.status and standar.can(step) else ""


def base_of(standar: Standar | None) -> str:
    """What the standard says now, its state included."""
    if standar is None:
        return "-"
    whole = hashlib.sha256(f"{standar.ref} {standar.status}\n".encode())
    for one in units_of(standar):
        whole.update(f"{one.code} {one.edition} ".encode() + canonical(one.spec()) + b"\n")
    return whole.hexdigest()


def successors_of(spec: StandarSpec) -> list[Standar]:
    """What may have taken its place: every other standard in force; the one that the decree names in front."""
    own = standar_of(spec)
    rows = Standar.objects.filter(status=StandarStatus.BERLAKU)
    rows = rows.exclude(pk=own.pk) if own else rows
    said = successor_named(spec)
    named = {one.pk for one in standar_named(standards_in(spec.status_decree or "", kind=spec.kind)).values()}
    found = sorted(rows.order_by("kind", "-year", "number"), key=lambda one: one.pk not in named)
    return sorted(found, key=lambda one: one != said)


def successor_named(spec: StandarSpec) -> Standar | None:
    """The standard that the file says took its place, where the LSP keeps it."""
    if not spec.replaced_by:
        return None
    exact = (one for one in Standar.objects.order_by("pk") if spec.replaced_by in {one.in_full, str(one)})
    return next(exact, None) or next(iter(standar_named(standards_in(spec.replaced_by, kind=spec.kind)).values()), None)
