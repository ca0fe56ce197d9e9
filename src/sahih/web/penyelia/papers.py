"""What a penyelia reads of a schedule: every signed sheet of every asesi, the report, what was found."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of
from sahih.kernel.policy import Unseen
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import asesmen_of_jadwal, heard, laporan_of, tinjauan_of
from sahih.process.jadwal.queries import live_duty
from sahih.process.kaji_ulang.models import KajiUlang, Temuan
from sahih.web.ui.parts import Badge, Link, Tone


@dataclass(frozen=True)
class AsesiPapers:
    """One asesi with the sheets that their assessment left."""

    name: str
    badge: Badge
    papers: list[Link]


def sheets_of(asesmen: Asesmen) -> Iterator[Lembar]:
    """In the order of the road; feedback only when the asesi has signed it."""
    case = asesmen.peserta.permohonan
    for sheet in (case.apl01, case.apl02, asesmen.ak01, asesmen.ia01, asesmen.ak02, heard(asesmen)):
        if sheet is not None:
            yield sheet


def group_sheets(kaji: KajiUlang) -> Iterator[Lembar]:
    """The papers over the whole schedule."""
    duty, first, report = live_duty(kaji.jadwal), tinjauan_of(kaji.jadwal), laporan_of(kaji.jadwal)
    for sheet in (
        duty.spt if duty else None, first.lembar if first else None, report.lembar if report else None,
        kaji.spt, kaji.ak06, kaji.va,
    ):  # fmt: skip
        # FX13: what a correction replaced stays readable beside it.
        yield from (one for one in chain_of(sheet) if one.locked_at or one.signatures.exists())


def link_to(kaji: KajiUlang, sheet: Lembar, slug: str) -> Link:
    note = _("terkunci") if sheet.locked_at else _("belum ditandatangani semua")
    return Link(f"{sheet.code} {sheet.title}", reverse("penyelia:lembar", args=[slug, kaji.ref, sheet.ref]), note=note)


def asesi_papers(kaji: KajiUlang, slug: str) -> list[AsesiPapers]:
    return [
        AsesiPapers(
            one.peserta.permohonan.asesi.name, _badge(one), [link_to(kaji, sheet, slug) for sheet in sheets_of(one)]
        )
        for one in asesmen_of_jadwal(kaji.jadwal)
    ]


def _badge(asesmen: Asesmen) -> Badge:
    tone = {"K": Tone.OK, "BK": Tone.NO}.get(asesmen.recommendation, Tone.NEUTRAL)
    return Badge(asesmen.get_recommendation_display() or asesmen.get_status_display(), tone)


def sheet_in(kaji: KajiUlang, ref: str) -> Lembar:
    """A sheet of this schedule, or of one of its asesi."""
    own = (sheet for one in asesmen_of_jadwal(kaji.jadwal) for sheet in sheets_of(one))
    found = next((one for one in (*group_sheets(kaji), *own) if one.ref == ref), None)
    if found is None:
        raise Unseen
    return found


@dataclass(frozen=True)
class FindingLine:
    """One finding with its answer."""

    about: str
    text: str
    answer: str
    badge: Badge


def finding_lines(found: list[Temuan]) -> list[FindingLine]:
    return [_finding(one) for one in found]


def _finding(one: Temuan) -> FindingLine:
    who = one.asesmen.peserta.permohonan.asesi.name if one.asesmen else _("Seluruh jadwal")
    badge = Badge(_("dijawab"), Tone.OK) if one.answered_at else Badge(_("menunggu jawaban asesor"), Tone.WAIT)
    return FindingLine(" · ".join(filter(None, (who, one.form))), one.text, one.answer, badge)
