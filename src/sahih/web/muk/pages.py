"""What the pages of MUK show: the list per version, one MUK by kelompok, one instrument with its items."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.policy import ALLOW, Verdict, Words, deny
from sahih.materials.muk.queries import in_force_for, instruments_of
from sahih.materials.perangkat.content import ORDER, Rows
from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.models import Bagian, Butir, Kunci, Muk
from sahih.materials.perangkat.policies import may_draft_muk, may_see_keys
from sahih.materials.perangkat.queries import muk_by_skema
from sahih.materials.skema.enums import UNPUBLISHED
from sahih.materials.skema.enums import Status as VersiStatus
from sahih.materials.skema.models import Kelompok, SkemaVersi
from sahih.process.validasi.queries import next_review
from sahih.web.muk.bentuk import BENTUK, Bentuk
from sahih.web.ui.parts import Badge, Fact, Link, Tone
from sahih.web.ui.words import tanggal

Status = Muk.Status
TONES = {Status.DRAF: Tone.NEUTRAL, Status.DISUSUN: Tone.WAIT, Status.TERVALIDASI: Tone.OK}


@dataclass(frozen=True)
class Bab:
    """One version with its MUK, what a new one may begin from, and why this asesor may not begin."""

    versi: SkemaVersi
    lines: Sequence[tuple[Link, Badge]]
    sources: Sequence[tuple[str, str]]
    former: Muk | None
    """The MUK of an earlier version that a version without any begins from."""
    may_begin: bool
    reason: Words
    bar: Words
    """Why this asesor may not copy that one."""


def chapters_of(actor: Actor, slug: str, *, day: dt.date) -> list[Bab]:
    """The versions under which people are assessed, those in force first."""
    rows = SkemaVersi.objects.exclude(status__in=UNPUBLISHED).select_related("skema")
    shown = sorted(rows, key=lambda one: (one.status != VersiStatus.TERBIT, one.title, -one.version))
    known = {skema_id: _shelf(rows, actor, day=day) for skema_id, rows in muk_by_skema(actor, shown).items()}
    verdicts = {
        one.skema_id: may_draft_muk(actor, one, day=day) for one in {one.skema_id: one for one in shown}.values()
    }
    return [_chapter(one, known[one.skema_id], verdicts[one.skema_id], actor, slug) for one in shown]


def _shelf(rows: Sequence[Muk], actor: Actor, *, day: dt.date) -> list[tuple[Muk, Verdict]]:
    """The MUK of a skema, and whether its keys are open to who would copy it."""
    writes = actor.has(Role.ASESOR)
    return [(one, may_see_keys(actor, one, day=day) if writes else deny("")) for one in rows]


def _chapter(versi: SkemaVersi, shelf: Sequence[tuple[Muk, Verdict]], verdict: Verdict, actor: Actor, slug: str) -> Bab:
    own = [row for row, _open in shelf if row.versi_id == versi.pk]
    lines = [(Link(title_of(one), reverse("muk:muk", args=[slug, one.ref]), note=one.penyusun.name), badge_of(one)) for one in own]  # fmt: skip
    earlier = ((row, opens) for row, opens in shelf if row.validated_at and row.versi.version < versi.version)
    former, opens = (None, ALLOW) if own else next(earlier, (None, ALLOW))
    bar = opens.reason if former and verdict and not opens else ""
    return Bab(
        versi, lines, [(one.ref, _source_words(one)) for one, opens in shelf if verdict and opens], former, bool(verdict),
        verdict.reason if actor.has(Role.ASESOR) else "", bar,
    )  # fmt: skip


def _source_words(one: Muk) -> str:
    return _("%(title)s (versi %(number)d)") % {"title": title_of(one), "number": one.versi.version}


def title_of(muk: Muk) -> str:
    return f"MUK {muk.number}. {muk.title}"


def badge_of(muk: Muk) -> Badge:
    return Badge(muk.get_status_display(), TONES.get(Status(muk.status), Tone.NO))


@dataclass(frozen=True)
class BarisInstrumen:
    """One instrument of a kelompok: opened with its count, or planned and still empty."""

    code: str
    name: str
    href: str
    said: str
    is_planned: bool
    is_open: bool


@dataclass(frozen=True)
class Kelompoknya:
    """A kelompok pekerjaan with its units and its instruments."""

    number: int
    title: str
    units: Sequence[str]
    lines: Sequence[BarisInstrumen]
    others: Sequence[Link]


def groups_of(muk: Muk, slug: str) -> list[Kelompoknya]:
    """What is there and what FR.MAPA.02 plans, kelompok by kelompok; five queries and those of the plans."""
    rows = Bagian.objects.filter(muk=muk).annotate(items=Count("butir_set"))
    found = {(row.kelompok_id, row.instrumen): row for row in rows}
    planned = _planned(muk.versi)
    groups = Kelompok.objects.filter(versi=muk.versi_id).order_by("number").prefetch_related("unit_set")
    return [_group(one, muk, slug, found, planned.get(str(one.number), set())) for one in groups]


def _planned(versi: SkemaVersi) -> Mapping[str, set[str]]:
    plans: dict[str, set[str]] = {}
    for plan in in_force_for(versi):
        for group, codes in instruments_of(plan).items():
            plans.setdefault(group, set()).update(codes)
    return plans


def _group(
    one: Kelompok, muk: Muk, slug: str, found: Mapping[tuple[int, str], Bagian], planned: set[str]
) -> Kelompoknya:  # fmt: skip
    lines, others = [], []
    for code, bentuk in sorted(BENTUK.items(), key=lambda pair: ORDER[pair[0]]):
        row, href = found.get((one.pk, code)), reverse("muk:bagian", args=[slug, muk.ref, one.number, bentuk.slug])
        if row is None and code not in planned:
            others.append(Link(bentuk.code.label, href))
            continue
        lines.append(BarisInstrumen(code, bentuk.code.label, href, _said(row), code in planned, row is not None))
    units = [f"{unit.code} {unit.title}" for unit in sorted(one.unit_set.all(), key=lambda unit: unit.place)]
    return Kelompoknya(one.number, one.title, units, lines, others)


def _said(row: Bagian | None) -> str:
    if row is None:
        return _("direncanakan FR.MAPA.02, belum ditulis")
    items = int(getattr(row, "items", 0))
    words = ngettext("%d butir", "%d butir", items) % items
    return f"{words} · {_('%d menit') % row.minutes}" if row.minutes else words


def facts_of(muk: Muk) -> list[Fact]:
    facts = [Fact(_("Skema"), str(muk.versi)), Fact(_("Penyusun"), muk.penyusun.name)]
    if muk.replaces is not None:
        facts.append(Fact(_("Dimulai dari"), _source_words(muk.replaces)))
    if muk.validator is not None:
        facts.append(Fact(_("Validator"), muk.validator.name))
    facts.append(Fact(_("Nilai lulus tertulis"), _("%d dari 100") % muk.pass_mark))
    for label, value in (
        (_("Tervalidasi"), muk.validated_at), (_("Ditinjau ulang paling lambat"), next_review(muk)), (_("Ditarik"), muk.retired_at),
    ):  # fmt: skip
        if value:
            facts.append(Fact(label, tanggal(value)))
    return facts


@dataclass(frozen=True)
class BarisButir:
    """One item on the list of its instrument."""

    row: Butir
    refs: Sequence[str]
    marks: Sequence[Badge]
    is_first: bool
    is_last: bool


def items_of(rows: Rows, bagian: Bagian, bentuk: Bentuk) -> list[BarisButir]:
    """The items in their order; whether there is a key is told, what it says is not."""
    items = rows.butir_by_bagian.get(bagian.pk, [])
    keyed = set(Kunci.objects.filter(butir__bagian=bagian).values_list("butir_id", flat=True))
    return [
        BarisButir(
            one,
            [ref_words(ref) for ref in rows.refs_by_butir.get(one.pk, [])],
            list(_marks(one, bentuk, has_key=one.pk in keyed)),
            is_first=place == 0,
            is_last=place == len(items) - 1,
        )
        for place, one in enumerate(items)
    ]


def ref_words(ref: RefSpec) -> str:
    if ref.kuk:
        return f"{ref.unit} KUK {ref.kuk}"
    return f"{ref.unit} {_('aspek kritis') if ref.kritis is not None else _('sikap kerja')}"


def _marks(one: Butir, bentuk: Bentuk, *, has_key: bool) -> list[Badge]:
    found = [Badge(word) for word in (one.dimensi, one.saat) if word]
    if one.kritis:
        found.append(Badge(_("kritis"), Tone.INFO))
    if one.picture_id:
        found.append(Badge(_("bergambar")))
    if bentuk.has_key:
        found.append(Badge(_("berkunci"), Tone.OK) if has_key else Badge(_("tanpa kunci"), Tone.WAIT))
    return found


def papers_of(muk: Muk, slug: str) -> list[Link]:
    """The sheet of the MUK and those that it corrects, the newest first."""
    return [
        Link(f"{one.code}", reverse("muk:lembar", args=[slug, muk.ref, one.ref]), note=_sheet_state(one, muk))
        for one in reversed(chain_of(muk.pengesahan))
    ]  # fmt: skip


def _sheet_state(sheet: Lembar, muk: Muk) -> str:
    if sheet.pk != muk.pengesahan_id:
        return _("digantikan oleh lembar perbaikan")
    if sheet.void_reason:
        return _("ditutup tanpa berlaku")
    if sheet.locked_at:
        return _("terkunci")
    return _("ditandatangani penyusun, menunggu validator") if sheet.signatures.exists() else _("belum ditandatangani")
