"""What the pages of plans show: the five potensi of each version, and one plan with whose turn it is."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, Words
from sahih.materials.muk import actions
from sahih.materials.muk.actions import MANAJER, PENYUSUN, VALIDATOR
from sahih.materials.muk.models import POTENSI_WORDS, Rencana
from sahih.materials.muk.policies import may_approve, may_draft, may_fill, may_validate
from sahih.materials.muk.queries import Kolom, columns_by_versi, former_sheets, instruments_of
from sahih.materials.skema.enums import UNPUBLISHED
from sahih.materials.skema.enums import Status as VersiStatus
from sahih.materials.skema.models import SkemaVersi
from sahih.web.ui.parts import Badge, Fact, Link, Tone
from sahih.web.ui.words import tanggal

Status = Rencana.Status
TONES = {Status.DRAF: Tone.NEUTRAL, Status.DISUSUN: Tone.WAIT, Status.DIVALIDASI: Tone.WAIT, Status.BERLAKU: Tone.OK}


@dataclass(frozen=True)
class Baris:
    """One potensi of a version on the list."""

    potensi: str
    words: str
    plans: Sequence[tuple[Link, Badge]]
    may_begin: bool


@dataclass(frozen=True)
class Bagian:
    """One version with its five potensi, what may be copied for a new one, and why this asesor may not begin."""

    versi: SkemaVersi
    lines: Sequence[Baris]
    count: int
    sources: Sequence[tuple[str, str]]
    reason: Words


def sections_of(actor: Actor, lsp: Lsp, *, day: dt.date) -> list[Bagian]:
    """The versions under which people are assessed, those in force first."""
    rows = SkemaVersi.objects.exclude(status__in=UNPUBLISHED).select_related("skema")
    shown = sorted(rows, key=lambda one: (one.status != VersiStatus.TERBIT, one.title, -one.version))
    columns, former = columns_by_versi(shown), _in_force(shown)
    verdicts = {one.skema_id: may_draft(actor, one, day=day) for one in {one.skema_id: one for one in shown}.values()}
    return [
        _section(one, columns[one.pk], former, verdict=verdicts[one.skema_id], actor=actor, lsp=lsp) for one in shown
    ]


def _section(
    versi: SkemaVersi, columns: Sequence[Kolom], former: Sequence[Rencana], *, verdict: Verdict, actor: Actor, lsp: Lsp
) -> Bagian:  # fmt: skip
    lines = [
        Baris(
            potensi=one.potensi,
            words=one.words,
            plans=[(_link(row, lsp), badge_of(row)) for row in (one.in_force, one.in_making) if row is not None],
            may_begin=bool(verdict) and one.in_making is None,
        )
        for one in columns
    ]
    reason = verdict.reason if actor.has(Role.ASESOR) else ""
    sources = [*_sources(columns), *_former_sources(versi, former)]
    return Bagian(versi, lines, sum(one.in_force is not None for one in columns), sources, reason)


def _sources(columns: Sequence[Kolom]) -> list[tuple[str, str]]:
    rows = [(one, one.in_force or one.in_making) for one in columns]
    return [(row.ref, _("potensi %s") % one.potensi) for one, row in rows if row is not None]


def _in_force(versi_list: Sequence[SkemaVersi]) -> list[Rencana]:
    """The plans in force of these skema, whatever their version; one query."""
    rows = Rencana.objects.filter(versi__skema__in={one.skema_id for one in versi_list}, status=Status.BERLAKU)
    return list(rows.select_related("versi").order_by("-versi__version", "potensi"))


def _former_sources(versi: SkemaVersi, rows: Sequence[Rencana]) -> list[tuple[str, str]]:
    """A new version has no plan of its own yet; what was in force under the one before it is a beginning."""
    found = [one for one in rows if one.versi.skema_id == versi.skema_id and one.versi.version < versi.version]
    return [(row.ref, _("potensi %(potensi)s versi %(versi)d") % {"potensi": row.potensi, "versi": row.versi.version}) for row in found]  # fmt: skip


def _link(row: Rencana, lsp: Lsp) -> Link:
    return Link(_("Rencana %s") % row.penyusun.name, reverse("rencana:rencana", args=[lsp.slug, row.ref]))


def badge_of(row: Rencana) -> Badge:
    return Badge(row.get_status_display(), TONES.get(Status(row.status), Tone.NO))


@dataclass(frozen=True)
class Turn:
    """Whose signature the plan waits for, over which sheets, and what it does."""

    role: str
    sheets: Sequence[Lembar]
    verdict: Verdict
    finish: Callable[..., object]
    meaning: str
    done: str

    @property
    def button(self) -> str:
        """The manajer sertifikasi confirms; the others sign what they made or read."""
        return _("Baca dan konfirmasi") if self.role == MANAJER else _("Baca dan tandatangani")


def turn_of(row: Rencana, actor: Actor, *, day: dt.date) -> Turn | None:
    both: Sequence[Lembar] = (row.mapa01, row.mapa02)
    match row.status:
        case Status.DRAF:
            return Turn(
                PENYUSUN, both, may_fill(actor, row, day=day), actions.submit_rencana,
                "Menyusun rencana asesmen (FR.MAPA.01 dan FR.MAPA.02)",
                _("Rencana ditandatangani. Sekarang menunggu validator, asesor lain daripada Anda."),
            )  # fmt: skip
        case Status.DISUSUN:
            return Turn(
                VALIDATOR, both, may_validate(actor, row, day=day), actions.validate_rencana,
                "Memvalidasi rencana asesmen (FR.MAPA.01 dan FR.MAPA.02)",
                _("Rencana divalidasi. Sekarang menunggu konfirmasi Manajer Sertifikasi."),
            )  # fmt: skip
        case Status.DIVALIDASI:
            return Turn(
                MANAJER, both[:1], may_approve(actor, row), actions.approve_rencana,
                "Mengonfirmasi rencana asesmen (FR.MAPA.01)",
                _("Rencana dikonfirmasi dan berlaku. Berikutnya MUK: isi instrumen yang dibuka rencana ini, pada laman MUK."),
            )  # fmt: skip
        case _:
            return None


def title_of(row: Rencana) -> str:
    return _("Rencana asesmen potensi %s") % row.potensi


def facts_of(row: Rencana) -> list[Fact]:
    facts = [Fact(_("Untuk asesi"), POTENSI_WORDS[row.potensi]), Fact(_("Penyusun"), row.penyusun.name)]
    if row.validator is not None:
        facts.append(Fact(_("Validator"), row.validator.name))
    if row.validated_at:
        facts.append(Fact(_("Berlaku sejak"), tanggal(row.validated_at)))
    if row.retired_at:
        facts.append(Fact(_("Ditarik"), tanggal(row.retired_at)))
    return facts


def opens_of(row: Rencana) -> list[Fact]:
    """Which instruments the plan opens, kelompok by kelompok."""
    return [
        Fact(_("Kelompok %s") % group, ", ".join(codes) or _("belum dipilih"))
        for group, codes in instruments_of(row).items()
    ]


def papers_of(row: Rencana, slug: str) -> list[Link]:
    """The sheets of the plan, and those they correct."""
    sheets = [row.mapa01, row.mapa02, *former_sheets(row.mapa01), *former_sheets(row.mapa02)]
    return [
        Link(f"{one.code} {one.title}", reverse("rencana:lembar", args=[slug, row.ref, one.ref]), note=_state_of(one, row))
        for one in sheets
    ]  # fmt: skip


def _state_of(sheet: Lembar, row: Rencana) -> str:
    if sheet.pk not in (row.mapa01_id, row.mapa02_id):
        return _("digantikan oleh lembar perbaikan")
    if sheet.void_reason:
        return _("ditutup tanpa berlaku")
    if sheet.locked_at:
        return _("terkunci")
    if row.status == Status.DIVALIDASI:
        return _("ditandatangani penyusun dan validator, menunggu Manajer Sertifikasi")
    return _("ditandatangani penyusun, menunggu validator") if row.status != Status.DRAF else _("belum ditandatangani")
