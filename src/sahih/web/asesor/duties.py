"""The duties of one asesor in an LSP, and what of them waits today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.filling import progress
from sahih.documents.fr import FORMS
from sahih.documents.models import LembarPart
from sahih.documents.sheets import part_content
from sahih.insight.antrean.muk import plans, writings
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import OPEN_ENDS, lacks_review
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.jadwal.queries import visible_jadwal
from sahih.web.asesor.stages import AK02, Stage, signers_of, stage_of
from sahih.web.ui.parts import Badge, Cell, Table, Task, Tone
from sahih.web.ui.words import tanggal, tanggal_panjang

Answer = Penugasan.Answer
SHOWN_PAST, SHOWN_ALL = 20, 50
ENDED = {Asesmen.Status.DIREKOMENDASIKAN, *OPEN_ENDS}


@dataclass(frozen=True)
class Home:
    """All that the asesor's first page shows."""

    tasks: Sequence[Task]
    coming: Table
    past: Table
    is_trial: bool


def duties_of(actor: Actor) -> QuerySet[Penugasan]:
    """The actor's own duties in this LSP, the nearest day last."""
    assert actor.person_id is not None
    rows = Penugasan.objects.filter(asesor__person_id=actor.person_id)
    return rows.select_related("jadwal__versi__skema", "jadwal__tuk", "spt").order_by("-jadwal__day", "-id")


def home_of(actor: Actor, lsp: Lsp, *, at: dt.datetime) -> Home:
    """Three queries, however many duties and asesi, and those of the plans."""
    today = local_date(at, lsp.zone)
    live = [one for one in duties_of(actor).filter(is_live=True) if one.jadwal.status != Jadwal.Status.BATAL]
    closed = [one for one in live if one.jadwal.status == Jadwal.Status.SELESAI]
    running = [one for one in reversed(live) if one.jadwal.status != Jadwal.Status.SELESAI]
    group = _group_of([one.jadwal_id for one in running], today=today)
    tasks = [task for duty in running for task in duty_tasks(duty, lsp, group.get(duty.jadwal_id, []), today=today)]
    return Home(
        tasks=tasks + plan_tasks(actor, lsp),
        coming=_table(_("Penugasan berjalan"), running, lsp),
        past=_table(_("Penugasan selesai"), closed[:SHOWN_PAST], lsp),
        is_trial=bool(running) and all(one.jadwal.uji_coba for one in running),
    )


def plan_tasks(actor: Actor, lsp: Lsp) -> list[Task]:
    """Plans and MUK that this asesor drafts or may validate; two queries, and two for each that waits."""
    return [
        *(Task(one.what, reverse("rencana:rencana", args=[lsp.slug, one.ref]), one.why) for one in plans(actor)),
        *(Task(one.what, reverse("muk:muk", args=[lsp.slug, one.ref]), one.why) for one in writings(actor)),
    ]


def _group_of(jadwal_ids: Sequence[int], *, today: dt.date) -> dict[int, list[tuple[Asesmen, Stage]]]:
    """The assessments of each schedule with what each waits for."""
    rows = Asesmen.objects.filter(peserta__jadwal_id__in=jadwal_ids, peserta__is_live=True)
    asesmen_list = list(
        rows.select_related("peserta__jadwal", "peserta__permohonan__asesi").order_by(
            "peserta__permohonan__asesi__name", "id"
        )
    )
    signed = signers_of(asesmen_list)
    found: dict[int, list[tuple[Asesmen, Stage]]] = {}
    for one in asesmen_list:
        found.setdefault(one.peserta.jadwal_id, []).append((one, stage_of(one, signed, today=today)))
    return found


def duty_tasks(duty: Penugasan, lsp: Lsp, group: Sequence[tuple[Asesmen, Stage]], *, today: dt.date) -> list[Task]:
    """What this duty asks of its asesor today; a group's equal acts are one line."""
    jadwal = duty.jadwal
    what = f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}"
    here = reverse("asesor:tugas", args=[lsp.slug, duty.ref])
    if duty.answer == Answer.WAITING:
        return [Task(_("Nyatakan kesediaan"), here, what, Badge(_("menunggu jawaban"), Tone.WAIT))]
    tasks = []
    if duty.spt is not None and duty.spt.locked_at and duty.spt_received_at is None:
        tasks.append(Task(_("Terima SPT %s") % duty.spt.number, here, what, Badge(_("baru"), Tone.INFO)))
    return tasks + _session_tasks(jadwal, lsp, group, today=today)


def _session_tasks(jadwal: Jadwal, lsp: Lsp, group: Sequence[tuple[Asesmen, Stage]], *, today: dt.date) -> list[Task]:
    place = reverse("asesor:jadwal", args=[lsp.slug, jadwal.ref])
    what = f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}"
    waiting: dict[str, list[Asesmen]] = {}
    for asesmen, stage in group:
        if stage.act:
            waiting.setdefault(stage.text, []).append(asesmen)
    tasks = [
        _act_task(text, found, lsp, place, what, age=day_badge(jadwal.day, today)) for text, found in waiting.items()
    ]
    if any(stage.act == AK02 for _asesmen, stage in group) and lacks_review(jadwal):
        review = reverse("asesor:tinjauan", args=[lsp.slug, jadwal.ref])
        tasks.insert(0, Task(_("Tinjau prosesnya pada FR.AK.06"), review, what, day_badge(jadwal.day, today)))
    if group and all(asesmen.status in ENDED for asesmen, _stage in group):
        report = reverse("asesor:laporan", args=[lsp.slug, jadwal.ref])
        tasks.append(Task(_("Tulis laporan FR.AK.05"), report, what, day_badge(jadwal.day, today)))
    return tasks


def _act_task(text: str, found: Sequence[Asesmen], lsp: Lsp, place: str, what: str, *, age: Badge) -> Task:
    """One asesi leads straight to their page, several to the list of the schedule."""
    if len(found) == 1:
        name = found[0].peserta.permohonan.asesi.name
        return Task(f"{text} — {name}", reverse("asesor:asesmen", args=[lsp.slug, found[0].ref]), what, age)
    return Task(_("%(act)s — %(count)d asesi") % {"act": text, "count": len(found)}, place, what, age)


def day_badge(day: dt.date, today: dt.date) -> Badge:
    """How near the day of assessment is."""
    days = (day - today).days
    if days == 0:
        return Badge(_("hari ini"), Tone.WAIT)
    if days < 0:
        return Badge(_("%d hari lewat") % -days, Tone.NO)
    return Badge(_("%d hari lagi") % days, Tone.NEUTRAL)


def overview(actor: Actor, lsp: Lsp) -> Table:
    """For those who read every assessment: the ordered and finished schedules, the newest first."""
    states = (Jadwal.Status.DITUGASKAN, Jadwal.Status.SELESAI)
    rows = visible_jadwal(actor).filter(status__in=states).order_by("-day", "-id")[:SHOWN_ALL]
    cells = [
        (
            Cell(tanggal(one.day), reverse("asesor:jadwal", args=[lsp.slug, one.ref])),
            Cell(one.versi.title),
            Cell(one.tuk.name),
            Cell(one.get_status_display()),
        )
        for one in rows
    ]
    return Table(_("Semua asesmen"), (_("Tanggal"), _("Skema"), _("TUK"), _("Jadwal")), cells)


def _table(caption: str, duties: Sequence[Penugasan], lsp: Lsp) -> Table:
    columns = (_("Tanggal"), _("Skema"), _("TUK"), _("Jawaban"), _("Jadwal"))
    return Table(caption, columns, [_cells(one, lsp) for one in duties])


def _cells(duty: Penugasan, lsp: Lsp) -> tuple[Cell, ...]:
    jadwal = duty.jadwal
    has_spt = duty.spt is not None and duty.spt.locked_at is not None
    place = (
        reverse("asesor:jadwal", args=[lsp.slug, jadwal.ref])
        if has_spt
        else reverse("asesor:tugas", args=[lsp.slug, duty.ref])
    )
    answer = {Answer.WAITING: Tone.WAIT, Answer.WILLING: Tone.OK}.get(Answer(duty.answer), Tone.NEUTRAL)
    return (
        Cell(tanggal(jadwal.day), place),
        Cell(jadwal.versi.title),
        Cell(jadwal.tuk.name),
        Cell(duty.get_answer_display(), tone=answer),
        Cell(jadwal.get_status_display()),
    )


def instrument_progress(asesmen_list: Sequence[Asesmen]) -> dict[int, str]:
    """How far each open FR.IA.01 of a group is, by sheet; one query."""
    ids = [one.ia01_id for one in asesmen_list if one.ia01_id]
    parts = LembarPart.objects.filter(lembar_id__in=ids, ordinal=1, locked_at=None).select_related("lembar__key")
    return {part.lembar_id: _count(part) for part in parts}


def _count(part: LembarPart) -> str:
    done = progress(FORMS[part.lembar.code], part_content(part), part.role)
    return _("%(done)d dari %(total)d isian") % {"done": done.done, "total": done.total}
