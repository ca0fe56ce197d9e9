"""Keep standards: add, import, correct a unit, say that one is no longer in force."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused, allow_if, require
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import read, store
from sahih.kernel.workflow import transition
from sahih.materials.berkas.packages import plain_name
from sahih.materials.berkas.parts import first_hand, reason_of
from sahih.materials.standar import events
from sahih.materials.standar.enums import StandarStatus
from sahih.materials.standar.format import StandarSpec, StandarUnitSpec, canonical, digest_of, unit_contradictions
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.policies import may_add_unit, may_manage_standar, may_succeed
from sahih.materials.standar.pratinjau import ZIP, ending_step, preview_of, read_file, successor_named
from sahih.materials.standar.queries import IMPORT, cari_of, is_used, kept_imports

KEPT = dt.timedelta(days=30)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Imported:
    """What an import did to the units of a standard."""

    standar: Standar
    is_new: bool
    added: int
    corrected: int
    unchanged: int
    is_ended: bool = False
    """The file says that the standard is over, and it is so from now on."""
    is_otherwise: bool = False
    """The file says another state, to which no step leads from here: a person decides."""


class StandarRefused(Refused):
    """What was typed about a standard does not fit; `reasons` by field, nothing was saved."""

    def __init__(self, reasons: dict[str, str]) -> None:
        super().__init__(_("Isian belum dapat disimpan. %s.") % "; ".join(reasons.values()))
        self.reasons = reasons


class Changed(Refused):
    """The standard is no longer what it was when the preview was opened."""

    def __init__(self) -> None:
        super().__init__(_("Standar ini berubah sejak pratinjau dibuka, mungkin di tab lain. Periksa perbandingannya sekali lagi, lalu ambil."))  # fmt: skip


@action("standar.enter")
def enter_standar(*, kind: str, number: str, year: int, title: str, actor: Actor, at: dt.datetime) -> Standar:
    """A standard without units yet."""
    require(may_manage_standar(actor))
    try:
        spec = StandarSpec.model_validate({"kind": kind, "number": number, "year": year, "title": title})
    except ValidationError as error:
        raise StandarRefused({str(one["loc"][0]): reason_of(one) for one in first_hand(error)}) from error
    standar, is_new = _made(spec, at=at)
    if not is_new:
        raise Refused(_("%(kind)s %(number)s/%(year)d sudah ada. Buka dan tambahkan unitnya.") % spec.model_dump())
    return standar


def _made(spec: StandarSpec, *, at: dt.datetime) -> tuple[Standar, bool]:
    """The standard of this number and year, and whether it is new: of two at once, the second finds the first's."""
    key = spec.model_dump(include={"kind", "number", "year"})
    values: dict[str, object] = {"title": spec.title, "entered_at": at}
    if spec.status == "berlaku" and spec.status_on:
        values |= {"status_on": spec.status_on, "status_decree": spec.status_decree or ""}
    standar, is_new = Standar.objects.get_or_create(**key, defaults=values)
    if is_new:
        record(events.ENTERED, standar, new=key | {"title": spec.title})
    return standar, is_new


@action("standar.keep_import")
def keep_import(content: bytes, *, name: str, actor: Actor, at: dt.datetime) -> StoredFile:
    """Keep a file that can be read for its preview; raises FileRefused. The same file once more is the same row."""
    require(may_manage_standar(actor))
    read_file(content)
    digest = hashlib.sha256(content).hexdigest()
    kept = kept_imports().filter(sha256=digest).first()
    if kept is None:
        mime = XLSX if content.startswith(ZIP) else "application/yaml"
        until = local_date(at, Lsp.objects.get(pk=actor.here).zone) + KEPT
        kept = store([content], name=plain_name(name), mime=mime, kind=IMPORT, at=at, keep_until=until)
    record(events.IMPORT_KEPT, kept, new={"name": kept.name, "sha256": digest})
    return kept


@action("standar.take_import")
def take_import(
    file: StoredFile, *, seen: str, replaced_by: Standar | None = None, actor: Actor, at: dt.datetime
) -> Imported:
    """Take a kept file over as its preview showed it (`seen`), and say what took the place of a standard that it ends."""
    content = read(file)
    spec = read_file(content)
    before = preview_of(spec)
    if before.standar is not None:
        Standar.objects.select_for_update().get(pk=before.standar.pk)
        before = preview_of(spec)
    if before.changes and before.base != seen:
        raise Changed
    done = _import(content, replaced_by=replaced_by, actor=actor, at=at)
    if before.standar is None and not done.is_new:
        # Two tabs at once with a standard that was not there yet: the other one made it. Nothing of this one stays.
        raise Changed
    return done


@action("standar.import")
def import_standar(content: bytes, *, actor: Actor, at: dt.datetime) -> Imported:
    """Take a YAML or XLSX file over; raises FileRefused before anything is written."""
    named = successor_named(read_file(content))
    by = named if named is not None and named.status == StandarStatus.BERLAKU else None
    return _import(content, replaced_by=by, actor=actor, at=at)


def _import(content: bytes, *, replaced_by: Standar | None, actor: Actor, at: dt.datetime) -> Imported:
    require(may_manage_standar(actor))
    spec = read_file(content)
    standar, is_new = _made(spec, at=at)
    standar = Standar.objects.select_for_update().get(pk=standar.pk)
    done = [_take(standar, one, actor=actor, at=at) for one in spec.units]
    differs, step = spec.status != standar.status, ending_step(spec, standar)
    if step:
        standar = _end(standar, spec, step=step, by=replaced_by)
    digest = hashlib.sha256(content).hexdigest()
    counts = {name: done.count(name) for name in ("added", "corrected", "unchanged")}
    record(events.IMPORTED, standar, new={"source_sha256": digest} | counts)
    return Imported(standar, is_new=is_new, is_ended=bool(step), is_otherwise=differs and not step, **counts)


def _end(standar: Standar, spec: StandarSpec, *, step: str, by: Standar | None) -> Standar:
    """K3: what a file says of the end of a standard holds as if it had been typed; the file names day and decree."""
    assert spec.status_on
    assert spec.status_decree
    by = _successor(standar, by) if by is not None and step == "replace" else None
    with transition(standar, step, reason=spec.status_decree) as ended:
        ended.status_on, ended.status_decree = dt.date.fromisoformat(spec.status_on), spec.status_decree
        ended.replaced_by = by
        entry = {"status_on": spec.status_on, "status_decree": spec.status_decree} | ({"replaced_by": str(by)} if by else {})  # fmt: skip
        record(events.STATUS_SET, ended, new=entry)
    return ended


class UnitChanged(Refused):
    """The unit was corrected elsewhere since the page was opened; `unit` is how it reads now."""

    def __init__(self, unit: StandarUnit) -> None:
        super().__init__(_("Unit ini diperbaiki dari tab lain sejak laman ini dibuka. Isian Anda ada di bawah; gabungkan, lalu simpan sekali lagi."))  # fmt: skip
        self.unit = unit


@action("standar.save_unit")
def save_unit(
    standar: Standar, spec: StandarUnitSpec, *, is_new: bool = False, seen: str | None = None, actor: Actor, at: dt.datetime
) -> StandarUnit:  # fmt: skip
    """Add a unit, or correct it: in place while no published skema was made from it, else as a new edition.

    `is_new` refuses a code that the standard has already: a wrong code must not take the place of another unit.
    `seen` is the digest of the unit that a page showed; without it, what is there is replaced whatever it says.
    """
    standar = Standar.objects.select_for_update().get(pk=standar.pk)
    require(may_manage_standar(actor))
    had = StandarUnit.objects.filter(standar=standar, code=spec.code, is_latest=True).first()
    if had is not None and seen is not None and digest_of(had.spec()) not in (seen, digest_of(spec)):
        raise UnitChanged(had)
    if had is not None and is_new:
        facts = {"kode": had.code, "judul": had.title}
        raise StandarRefused({"code": _("unit %(kode)s sudah ada di standar ini: %(judul)s") % facts})
    reasons = [reason for _path, reason in unit_contradictions(spec)]
    if reasons:
        raise StandarRefused({"elements": "; ".join(reasons)})
    if _take(standar, spec, actor=actor, at=at) == "unchanged":
        raise Refused(_("Tidak ada yang berubah pada unit ini."))
    return StandarUnit.objects.select_related("standar").get(standar=standar, code=spec.code, is_latest=True)


def _take(standar: Standar, spec: StandarUnitSpec, *, actor: Actor, at: dt.datetime) -> str:
    latest = StandarUnit.objects.filter(standar=standar, code=spec.code, is_latest=True).select_related("standar").first()  # fmt: skip
    if latest is None:
        require(may_add_unit(actor, standar))
        number = StandarUnit.objects.filter(standar=standar, edition=1).count() + 1
        made = StandarUnit.objects.create(standar=standar, number=number, entered_at=at, **_columns(spec))
        record(events.UNIT_ENTERED, made, new={"code": spec.code, "edition": 1})
        return "added"
    if canonical(latest.spec()) == canonical(spec):
        return "unchanged"
    _correct(latest, spec, at=at)
    return "corrected"


def _correct(latest: StandarUnit, spec: StandarUnitSpec, *, at: dt.datetime) -> None:
    old, edition = _entry(latest.spec(), latest.edition), latest.edition
    if is_used(latest):
        edition += 1
        StandarUnit.objects.filter(pk=latest.pk).update(is_latest=False)
        values = {"number": latest.number, "edition": edition, "entered_at": at} | _columns(spec)
        latest = StandarUnit.objects.create(standar=latest.standar, **values)
    else:
        StandarUnit.objects.filter(pk=latest.pk).update(**_columns(spec))
    record(events.UNIT_CORRECTED, latest, old=old, new=_entry(spec, edition))


def _entry(spec: StandarUnitSpec, edition: int) -> dict[str, object]:
    return {"code": spec.code, "edition": edition, "isi_sha256": hashlib.sha256(canonical(spec)).hexdigest()}


def _columns(spec: StandarUnitSpec) -> dict[str, object]:
    return {"code": spec.code, "title": spec.title, "isi": spec.model_dump(mode="json"), "cari": cari_of(spec)}


@action("standar.revoke")
def revoke_standar(standar: Standar, *, on: dt.date, decree: str, actor: Actor) -> Standar:
    """K3: from this day no new skema version stands on it."""
    require(may_manage_standar(actor))
    _require_decree(decree)
    with transition(standar, "revoke", reason=decree) as ended:
        ended.status_on, ended.status_decree = on, decree.strip()
        record(events.STATUS_SET, ended, new={"status_on": on.isoformat(), "status_decree": decree})
    return ended


@action("standar.replace")
def replace_standar(standar: Standar, by: Standar, *, on: dt.date, decree: str, actor: Actor) -> Standar:
    """K3: another standard took its place on this day."""
    require(may_manage_standar(actor))
    _require_decree(decree)
    by = _successor(standar, by)
    with transition(standar, "replace", reason=decree) as ended:
        ended.status_on, ended.status_decree, ended.replaced_by = on, decree.strip(), by
        entry = {"status_on": on.isoformat(), "status_decree": decree, "replaced_by": str(by)}
        record(events.STATUS_SET, ended, new=entry)
    return ended


@action("standar.reinstate")
def reinstate_standar(standar: Standar, *, on: dt.date, decree: str, actor: Actor) -> Standar:
    """In force again, or never rightly ended; what says so is kept."""
    require(may_manage_standar(actor))
    _require_decree(decree)
    with transition(standar, "reinstate", reason=decree) as again:
        again.status_on, again.status_decree, again.replaced_by = on, decree.strip(), None
        record(events.STATUS_SET, again, new={"status_on": on.isoformat(), "status_decree": decree})
    return again


def _successor(standar: Standar, by: Standar) -> Standar:
    """What takes its place, held together with it and always in one order: two never replace each other."""
    held = {
        one.pk: one for one in Standar.objects.select_for_update().filter(pk__in={standar.pk, by.pk}).order_by("pk")
    }
    require(may_succeed(held[by.pk], standar))
    return held[by.pk]


def _require_decree(decree: str) -> None:
    require(allow_if(decree.strip(), _("Tulis keputusan atau alasan yang menyebut keadaan ini.")))
