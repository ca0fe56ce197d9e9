"""Each step of the SOP for one asesi or a whole schedule: who, when, which record, how long, what is missing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sahih.insight.berkas.collect import Case, case_of, live_asesmen
from sahih.insight.perjalanan.langkah import giliran_of
from sahih.insight.perjalanan.queries import perjalanan_of
from sahih.insight.sop.catatan import Catatan, live_keputusan, traces_of
from sahih.insight.sop.peta import CLOSES, NOT_YET, OPTIONAL, main_step, step_of
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.institution.sop.queries import Sebutan, peta_now, sebutan_of
from sahih.kernel.actor import Actor
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import get_or_unseen
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import session_gaps
from sahih.process.jadwal.models import Jadwal
from sahih.process.keputusan.policies import open_votes
from sahih.process.keputusan.queries import RecordState, record_states, seats
from sahih.process.penyerahan.policies import hand_over_gaps
from sahih.process.permohonan.models import Permohonan
from sahih.process.visibilitas.policies import study_gaps

DONE, NOW, WAITS, ABSENT, SPARED = "selesai", "berjalan", "menunggu", "belum tersedia", "tidak berlaku"
READING_ROLES = (Role.PENYELIA, Role.BNSP_OBSERVER)
Missing = dict[str, list[str]]


@dataclass(frozen=True)
class LangkahNyata:
    """One step as it went for one asesi."""

    sebutan: Sebutan
    state: str
    catatan: Sequence[Catatan] = ()
    kurang: Sequence[str] = ()
    absent: Sequence[str] = ()
    at: dt.datetime | None = None
    since: dt.timedelta | None = None

    @property
    def nomor(self) -> str:
        return self.sebutan.langkah.nomor


@dataclass(frozen=True)
class JejakSop:
    """All steps of one asesi, and the records that the SOP does not name."""

    permohonan: Permohonan
    langkah: Sequence[LangkahNyata]
    lain: Sequence[Catatan] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(one.state == DONE for one in self.langkah)


def readable_jadwal(actor: Actor) -> QuerySet[Jadwal]:
    """Office, penyelia and BNSP's observer read every schedule, a member of a committee those of their meetings."""
    rows = Jadwal.objects.select_related("versi__skema", "tuk", "key")
    if actor.may("asesmen.read") or actor.may("keputusan.read") or actor.has(*READING_ROLES):
        return rows
    return rows.filter(rapat__in=seats().filter(person_id=actor.self_id).values("rapat_id"))


def readable_case(actor: Actor, ref: str) -> Permohonan:
    """The case of one asesi: any for who reads all, else those of readable schedules."""
    rows = Permohonan.objects.select_related(
        "versi__skema", "asesi__user", "perusahaan", "key", "apl01__key", "apl02__key"
    )
    if not (actor.may("asesmen.read") or actor.may("keputusan.read") or actor.has(*READING_ROLES)):
        rows = rows.filter(peserta_set__jadwal__in=readable_jadwal(actor), peserta_set__is_live=True)
    found: Permohonan = get_or_unseen(rows, ref=ref)
    return found


def get_readable_jadwal(actor: Actor, ref: str) -> Jadwal:
    found: Jadwal = get_or_unseen(readable_jadwal(actor), ref=ref)
    return found


def jejak_list(jadwal: Jadwal, lsp: Lsp, *, at: dt.datetime) -> list[JejakSop]:
    """The same for every asesi of a schedule, which has few; the test counts what each of them asks."""
    rows = Permohonan.objects.filter(peserta_set__jadwal=jadwal, peserta_set__is_live=True).select_related(
        "versi__skema", "asesi__user", "key", "apl01__key", "apl02__key"
    )
    return [jejak_of(one, lsp, at=at) for one in rows.order_by("asesi__name", "id")]


def jejak_of(permohonan: Permohonan, lsp: Lsp, *, at: dt.datetime) -> JejakSop:
    """Read everything of one case once and lay it on the steps."""
    case = case_of(permohonan)
    traces, asesmen = traces_of(case, lsp), live_asesmen(case)
    whole = _full(asesmen) if asesmen else None
    records = record_states(whole) if whole else []
    by_step: dict[str, list[Catatan]] = defaultdict(list)
    for one in traces:
        by_step[main_step(one.nomor)].append(one)
    known = _Known(
        by_step, {one.key for one in traces}, _missing(case, whole, records, lsp, at=at), _spared(case),
        _absent_records(records),
    )  # fmt: skip
    return JejakSop(permohonan, _steps(known), [one for one in traces if not one.nomor])


@dataclass(frozen=True)
class _Known:
    """What is known of one case, by step."""

    by_step: Mapping[str, list[Catatan]]
    keys: set[str]
    missing: Mapping[str, list[str]]
    spared: Mapping[str, str]
    absent: Mapping[str, list[str]]

    def traces(self, nomor: str) -> list[Catatan]:
        """2.1 is the judgement that 1.2.2 signed, 2.4 the explanation that FR.AK.01 bears: one record, two steps."""
        own = list(self.by_step.get(nomor, []))
        shared = {"2.1": ("1.2", "FR.APL.01/admin"), "2.4": ("2.7", "FR.AK.01/asesi")}.get(nomor)
        return own + [one for one in self.by_step.get(shared[0], []) if one.key == shared[1]] if shared else own

    def gone(self, nomor: str) -> list[str]:
        """Substeps and records that nothing here can make; one that is there after all is not named."""
        there = {name for one in self.by_step.get(nomor, []) for name in (one.nomor, one.key.partition("/")[0])}
        return [one for one in (*NOT_YET.get(nomor, ()), *self.absent.get(nomor, ())) if one not in there]

    def state(self, nomor: str) -> str:
        wanted, traces = CLOSES.get(nomor, frozenset()), self.traces(nomor)
        if nomor in self.spared:
            return SPARED
        if self.missing.get(nomor):
            return WAITS
        if traces and all(self._is_there(one) for one in wanted):
            return DONE
        if nomor in OPTIONAL:
            return SPARED
        return ABSENT if not traces and (nomor in self.gone(nomor) or not wanted) else WAITS

    def _is_there(self, key: str) -> bool:
        return key in self.keys or ("/" not in key and any(one.startswith(f"{key}/") for one in self.keys))


def _steps(known: _Known) -> list[LangkahNyata]:
    found: list[LangkahNyata] = []
    before: dt.datetime | None = None
    for name in sebutan_of(peta_now()):
        nomor = name.langkah.nomor
        state, traces = known.state(nomor), known.traces(nomor)
        at = max((one.at for one in traces if one.at), default=None) if state == DONE else None
        reasons = [known.spared[nomor]] if nomor in known.spared else list(known.missing.get(nomor, []))
        since = at - before if at and before else None
        found.append(LangkahNyata(name, state, traces, reasons, known.gone(nomor), at, since))
        before = max(filter(None, (at, before)), default=None)  # what was planned beforehand turns no clock back
    return _with_present(found)


def _with_present(steps: list[LangkahNyata]) -> list[LangkahNyata]:
    """The first step that is not done is where the case stands."""
    current = next((n for n, one in enumerate(steps) if one.state == WAITS), None)
    return [
        LangkahNyata(one.sebutan, NOW, one.catatan, one.kurang, one.absent, one.at, one.since) if n == current else one
        for n, one in enumerate(steps)
    ]


def _spared(case: Case) -> dict[str, str]:
    """Steps that this case will never take, each with its reason."""
    keputusan, asesmen = live_keputusan(case), live_asesmen(case)
    if asesmen is not None and asesmen.status in ("tidak_hadir", "mundur", "tidak_dilanjutkan"):
        reason = _("Asesmen berakhir: %s.") % asesmen.get_status_display().lower()
        return dict.fromkeys(("3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6"), reason)
    if keputusan is not None and keputusan.outcome == "BK" and keputusan.status == "ditetapkan":
        return dict.fromkeys(("4.4", "4.5", "4.6"), _("Belum kompeten: tidak ada sertifikat."))
    return {}


def _absent_records(records: Sequence[RecordState]) -> dict[str, list[str]]:
    """Required records that this release cannot make, at their steps (D5, L11)."""
    found = defaultdict[str, list[str]](list)
    for one in records:
        if one.state == "belum tersedia":
            found[main_step(step_of(one.code) or "3.3")].append(one.code)
    return found


def _full(asesmen: Asesmen) -> Asesmen:
    rows = Asesmen.objects.select_related("peserta__jadwal__versi__skema", "peserta__jadwal__tuk", "peserta__permohonan__versi__skema",
        "peserta__permohonan__asesi", "peserta__permohonan__apl01__key", "peserta__permohonan__apl02__key", "peserta__jadwal__lsp", "peserta__permohonan__key", "rencana__mapa01", "rencana__mapa02",
        "tata_tertib", "ak07__key", "ak01__key", "ia01__key", "ak02__key", "ak03__key")  # fmt: skip
    return rows.get(pk=asesmen.pk)


def _missing(
    case: Case, whole: Asesmen | None, records: Sequence[RecordState], lsp: Lsp, *, at: dt.datetime
) -> Missing:
    """Every sentence comes from the gate or the page that already says it: there is no second rule here."""
    found: Missing = defaultdict(list)
    permohonan, keputusan = case.permohonan, live_keputusan(case)
    if permohonan.status != Permohonan.Status.SIAP:
        turn = giliran_of(perjalanan_of(permohonan))
        found["1.2"].append(f"{turn.title}. {turn.text}".strip())
    elif not case.peserta:
        found["1.3"] += study_gaps([permohonan])
    if whole is not None:
        _session_missing(found, whole, records, lsp, at=at)
    if keputusan is not None and keputusan.status == "dibahas":
        own = permohonan.asesi.name
        found["4.2"] += [one for one in open_votes(keputusan.rapat, lsp) if one.startswith(f"{own}:")]
    if keputusan is not None:
        found["4.4"] += [hold.reason for hold in open_holds(keputusan)]
    if case.sertifikat is not None:
        found["4.5"] += hand_over_gaps(case.sertifikat)
    return found


def _session_missing(
    found: Missing, asesmen: Asesmen, records: Sequence[RecordState], lsp: Lsp, *, at: dt.datetime
) -> None:
    if asesmen.status in ("disiapkan", "ditinjau", "disetujui"):
        found["3.1"] += session_gaps(asesmen, lsp, at=at)
    for one in records:
        step = main_step(step_of(one.code))
        if one.state == "belum ada" and step:
            found[step].append(_("%(code)s %(title)s belum ada.") % {"code": one.code, "title": one.title})
