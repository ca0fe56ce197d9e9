"""Which skema an actor sees, which are open, and what a version asks for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from sahih.documents.susunan import Kelompok as SusunanKelompok
from sahih.documents.susunan import rows_of
from sahih.documents.vocabulary import Row
from sahih.institution.accounts.roles import STAFF
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import get_or_unseen
from sahih.materials.skema.completeness import missing
from sahih.materials.skema.content import bare_spec_of, content_of, contents_of, spec_of, susunan_of, syarat_rows
from sahih.materials.skema.enums import UNPUBLISHED, Medium, Mode, Status
from sahih.materials.skema.format import dump_skema
from sahih.materials.skema.models import Elemen, Kuk, RekamanDilepas, RekamanWajib, Skema, SkemaVersi, Unit
from sahih.materials.skema.policies import may_open, publishing_gaps
from sahih.materials.skema.registry import AVAILABLE, TITLES


@dataclass(frozen=True)
class RequiredRecord:
    """A record that the decision waits for (D5); what is not available shows as belum tersedia."""

    code: str
    title: str
    available: bool


@dataclass(frozen=True)
class Counts:
    """How large a version is."""

    unit: int
    elemen: int
    kuk: int


def visible_skema(actor: Actor) -> QuerySet[Skema]:
    """The staff of the LSP sees every skema, others those with a published version."""
    return Skema.objects.filter(Exists(visible_versi(actor).filter(skema=OuterRef("pk")))).order_by("title", "number")


def visible_versi(actor: Actor) -> QuerySet[SkemaVersi]:
    """The versions behind `visible_skema`, newest first."""
    everything = SkemaVersi.objects.select_related("skema").order_by("skema__title", "skema__number", "-version")
    if actor.is_system or actor.has(*STAFF):
        return everything
    return everything.filter(status=Status.TERBIT)


def get_skema(actor: Actor, ref: str) -> Skema:
    found: Skema = get_or_unseen(visible_skema(actor), ref=ref)
    return found


def get_versi(actor: Actor, ref: str) -> SkemaVersi:
    found: SkemaVersi = get_or_unseen(visible_versi(actor).select_related("skema", "reviewed_by"), ref=ref)
    return found


def other_versi(actor: Actor, versi: SkemaVersi) -> list[SkemaVersi]:
    """The other versions of the same skema: first those before it, the nearest one in front."""
    rows = visible_versi(actor).filter(skema=versi.skema_id).exclude(pk=versi.pk)
    return sorted(rows, key=lambda one: (one.version > versi.version, abs(one.version - versi.version)))


def open_versi(lsp: Lsp) -> list[SkemaVersi]:
    """The versions a new application may name today: published and inside the licence (L6)."""
    published = SkemaVersi.objects.filter(status=Status.TERBIT).select_related("skema").order_by("title")
    return [versi for versi in published if may_open(versi, lsp=lsp)]


def waiting_titles(lsp: Lsp) -> list[str]:
    """Skema of which nothing was published yet: nobody plans or writes materials for them."""
    shown = SkemaVersi.objects.exclude(status__in=UNPUBLISHED).values("skema_id")
    rows = SkemaVersi.objects.filter(skema__lsp=lsp, status__in=UNPUBLISHED).exclude(skema_id__in=shown)
    return sorted(set(rows.values_list("title", flat=True)))


def published_versi(skema: Skema) -> SkemaVersi | None:
    return SkemaVersi.objects.filter(skema=skema, status=Status.TERBIT).select_related("skema").first()


def tree(versi: SkemaVersi) -> tuple[SusunanKelompok, ...]:
    """Kelompok, unit, elemen and KUK as the forms read them; six queries."""
    return susunan_of(content_of(versi))


def row_sources(versi: SkemaVersi) -> dict[str, tuple[Row, ...]]:
    """All row sources a form may ask of a version: unit, elemen, kuk, syarat; six queries."""
    content = content_of(versi)
    return rows_of(susunan_of(content)) | syarat_rows(content)


def export_versi(versi: SkemaVersi) -> bytes:
    """The version as a file, completed values included; edited and imported again it makes the next one."""
    return dump_skema(spec_of(content_of(versi)))


def missing_of(versi: SkemaVersi, *, on: dt.date | None = None) -> list[str]:
    """What keeps this version a draft; on a day, also what stands against publishing it then (K2, K3)."""
    content = content_of(versi)
    return publishing_gaps(content, on=on) if on else missing(spec_of(content))


def missing_counts(rows: Iterable[SkemaVersi]) -> dict[int, int]:
    """How many gaps each draft has, whatever the day; six queries for however many."""
    return {one.versi.pk: len(missing(bare_spec_of(one))) for one in contents_of(list(rows))}


# After these a draft waits for whoever writes it: a copy that says nothing new yet, and what a reviewer sent home.
_FOR_AUTHORS = ("skema.drafted", "skemaversi.changes_asked", "skemaversi.give_back")
_WRITTEN = ("skema.imported", "skemaversi.edited", "skemaversi.completed")


def authors_turn(rows: Iterable[SkemaVersi]) -> set[int]:
    """Of these drafts, those that nobody wrote in since they were copied or sent home; one query."""
    drafts = [one.pk for one in rows]
    entries = _entries(drafts).filter(kind__in=(*_FOR_AUTHORS, *_WRITTEN)).order_by("id")
    last = dict(entries.values_list("subject_id", "kind"))
    return {pk for pk in drafts if last.get(pk) in _FOR_AUTHORS}


def last_entry(versi: SkemaVersi) -> int:
    """Up to where the story of a draft was read."""
    last = _entries([versi.pk]).order_by("-id").values_list("id", flat=True).first()
    return last or 0


def changes_since(versi: SkemaVersi, entry: int) -> list[str]:
    """What was written in a draft after that, in the words that the audit keeps."""
    rows = _entries([versi.pk]).filter(kind__in=_WRITTEN, id__gt=entry).order_by("id")
    return [str(one) for row in rows for one in _told(row)]


def _told(row: AuditEntry) -> Iterable[object]:
    new = row.new or {}
    if "changes" in new:
        return list(new["changes"])
    return [f"{name}: {value}" for name, value in new.items() if value not in ({}, "", None)]


def _entries(drafts: Iterable[int]) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(subject=SkemaVersi._meta.model_name, subject_id__in=list(drafts))


def counts_of(versi: SkemaVersi) -> Counts:
    """How many unit, elemen and KUK; three queries."""
    return Counts(
        unit=Unit.objects.filter(versi=versi).count(),
        elemen=Elemen.objects.filter(versi=versi).count(),
        kuk=Kuk.objects.filter(versi=versi).count(),
    )


def released_of(versi: SkemaVersi) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The records that each way of assessment does without, and why; one query."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in RekamanDilepas.objects.filter(versi=versi).order_by("number"):
        found.setdefault(row.way, []).append((row.code, row.reason))
    return found


def records_required(versi: SkemaVersi, mode: str, medium: str) -> list[RequiredRecord]:
    """The records D5 waits for, in the order of the road."""
    rows = RekamanWajib.objects.filter(versi=versi, mode=Mode(mode), medium=Medium(medium)).order_by("number")
    return [RequiredRecord(row.code, TITLES.get(row.code, row.code), row.code in AVAILABLE) for row in rows]
