"""Steps as the pages show them: lines of one asesi, and a matrix of a schedule."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.insight.sop.catatan import Catatan
from sahih.insight.sop.queries import ABSENT, DONE, NOW, SPARED, WAITS, JejakSop, LangkahNyata
from sahih.institution.sop.langkah import Langkah
from sahih.web.ui.parts import Badge, Cell, Link, Table, Tone
from sahih.web.ui.words import pukul, tanggal

TONES = {DONE: Tone.OK, NOW: Tone.WAIT, WAITS: Tone.NEUTRAL, ABSENT: Tone.NEUTRAL, SPARED: Tone.NEUTRAL}
SHORT = {DONE: "✓", NOW: "●", WAITS: "–", ABSENT: "n/a", SPARED: "×"}


@dataclass(frozen=True)
class Line:
    """One step of one asesi."""

    nomor: str
    ours: str
    judul: str
    proses: str
    badge: Badge
    records: Sequence[Link]
    missing: Sequence[str]
    absent: Sequence[str]
    since: str


def lines_of(jejak: JejakSop, slug: str) -> list[Line]:
    """In the order of the SOP; the title of a process stands at its first step."""
    found, before = [], ""
    for one in jejak.langkah:
        step = one.sebutan.langkah
        found.append(Line(
            one.sebutan.nomor, step.nomor if one.sebutan.nomor != step.nomor else "", one.sebutan.judul,
            step.proses if step.proses != before else "", Badge(one.state.capitalize(), TONES[one.state]),
            [_record(each, jejak, slug) for each in one.catatan], one.kurang, absent_words(one), since_words(one.since),
        ))  # fmt: skip
        before = step.proses
    return found


def _record(one: Catatan, jejak: JejakSop, slug: str) -> Link:
    when = f"{tanggal(one.at)} {pukul(one.at)}" if one.at else ""
    href = reverse("sop:lembar", args=[slug, jejak.permohonan.ref, one.lembar.ref]) if one.lembar else ""
    return Link(f"{one.nomor} {one.what}", href, note=" · ".join(filter(None, [one.who, when])))


def absent_words(one: LangkahNyata) -> list[str]:
    """Substeps and records that nothing here can make yet, by name."""
    names = dict(one.sebutan.langkah.rincian)
    return [_("%s belum tersedia di sistem ini.") % _named(each, names, one.sebutan.langkah) for each in one.absent]


def _named(key: str, names: dict[str, str], step: Langkah) -> str:
    return f"{key} {names[key]}" if key in names else f"{key} {step.judul}" if key == step.nomor else key


def since_words(since: dt.timedelta | None) -> str:
    """How long after the step before; a step may be done beside it, before it ended."""
    if since is None or since < dt.timedelta():
        return ""
    if since.days:
        return ngettext("%d hari", "%d hari", since.days) % since.days
    hours = since.seconds // 3600
    return ngettext("%d jam", "%d jam", hours) % hours if hours else _("kurang dari satu jam")


def matrix_of(found: Sequence[JejakSop], slug: str) -> Table:
    """Asesi down, steps across."""
    heads = [one.sebutan.nomor for one in found[0].langkah] if found else []
    rows = [_row(one, slug) for one in found]
    return Table(_("Langkah SOP tiap asesi"), (_("Asesi"), *heads), rows)


def _row(one: JejakSop, slug: str) -> tuple[Cell, ...]:
    name = Cell(one.permohonan.asesi.name, reverse("sop:asesi", args=[slug, one.permohonan.ref]))
    return (name, *(Cell(SHORT[step.state], tone=TONES[step.state] or None) for step in one.langkah))
