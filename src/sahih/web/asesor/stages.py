"""Where each asesi of a schedule stands, whose turn it is, and what the asesor does next."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.models import Tandatangan
from sahih.documents.sheets import KONFIRMASI
from sahih.kernel.workflow import state_label
from sahih.process.asesmen.models import Asesmen
from sahih.process.permohonan.policies import is_on_paper
from sahih.web.ui.parts import Badge, Step, Tone

Status = Asesmen.Status
_SESSION = frozenset({Status.DITINJAU, Status.DISETUJUI, Status.BERLANGSUNG})
Signed = Mapping[int, set[str]]

APL02, AK07, AK01, IA01, AK02, PRESENCE = "apl-02", "ak-07", "ak-01", "ia-01", "ak-02", "hadir"
# Steps with a page of their own, by the last part of its address.
PLAN, ADJUST = "rencana", "penyesuaian"
OWN_PAGES = (PRESENCE, PLAN, ADJUST)


@dataclass(frozen=True)
class Stage:
    """What one asesi waits for; `act` names the asesor's own next step and is empty on somebody else's turn."""

    text: str
    tone: Tone
    act: str = ""

    @property
    def badge(self) -> Badge:
        return Badge(self.text, self.tone)


def _sheet_ids(one: Asesmen) -> tuple[int | None, ...]:
    return (one.ak07_id, one.ak01_id, one.tata_tertib_id, one.ia01_id, one.ak02_id)


def signers_of(asesmen_list: Iterable[Asesmen]) -> Signed:
    """Which roles have signed which sheet, for a whole group in one query."""
    ids = [pk for one in asesmen_list for pk in _sheet_ids(one) if pk]
    found: dict[int, set[str]] = defaultdict(set)
    for lembar_id, role in Tandatangan.objects.filter(lembar_id__in=ids).values_list("lembar_id", "role"):
        # The confirmation of a paper vouches for both hands on it.
        found[lembar_id] |= {"asesor", "asesi"} if role == KONFIRMASI else {role}
    return found


def stage_of(asesmen: Asesmen, signed: Signed, *, today: dt.date) -> Stage:
    """The one thing that happens next for this asesi."""
    if asesmen.status in _SESSION and is_on_paper(asesmen.peserta.permohonan):
        return Stage(_("Lembar kertas: pindaian, isian, konfirmasi"), Tone.INFO)
    return _screen_stage(asesmen, signed, today=today)


def _screen_stage(asesmen: Asesmen, signed: Signed, *, today: dt.date) -> Stage:
    match asesmen.status:
        case Status.DISIAPKAN:
            return Stage(_("Tinjau FR.APL.02"), Tone.WAIT, APL02)
        case Status.DITINJAU:
            return _preparing_stage(asesmen, signed)
        case Status.DISETUJUI if asesmen.tata_tertib_id and "asesi" not in _roles(signed, asesmen.tata_tertib_id):
            return Stage(_("Menunggu asesi menyetujui tata tertib"), Tone.INFO)
        case Status.DISETUJUI:
            return _presence_stage(asesmen.peserta.jadwal.day, today)
        case Status.BERLANGSUNG:
            return _session_stage(asesmen, signed)
        case _:
            return _end_stage(asesmen)


def _roles(signed: Signed, lembar_id: int | None) -> set[str]:
    return signed.get(lembar_id, set()) if lembar_id else set()


def _preparing_stage(asesmen: Asesmen, signed: Signed) -> Stage:
    """The plan, the adjustment, the consent: in this order (SOP 2.2, 2.5, 2.7)."""
    if asesmen.rencana_id is None and asesmen.ak01_id is None:
        return Stage(_("Pilih rencana asesmen"), Tone.WAIT, PLAN)
    if asesmen.ak07_id is None and asesmen.ak01_id is None:
        return Stage(_("Putuskan FR.AK.07"), Tone.WAIT, ADJUST)
    return _adjustment_stage(asesmen, signed) or _consent_stage("asesor" in _roles(signed, asesmen.ak01_id))


def _adjustment_stage(asesmen: Asesmen, signed: Signed) -> Stage | None:
    """FR.AK.07 while it waits for somebody."""
    roles = _roles(signed, asesmen.ak07_id)
    if asesmen.ak07_id is None or {"asesor", "asesi"} <= roles:
        return None
    if "asesor" in roles:
        return Stage(_("Menunggu tanda tangan asesi pada FR.AK.07"), Tone.INFO)
    return Stage(_("Isi FR.AK.07"), Tone.WAIT, AK07)


def _consent_stage(is_signed: bool) -> Stage:  # noqa: FBT001 -- one fact, told once
    if is_signed:
        return Stage(_("Menunggu tanda tangan asesi pada FR.AK.01"), Tone.INFO)
    return Stage(_("Isi dan tandatangani FR.AK.01"), Tone.WAIT, AK01)


def _presence_stage(day: dt.date, today: dt.date) -> Stage:
    if today < day:
        return Stage(_("Siap; menunggu hari asesmen"), Tone.OK)
    if today == day:
        return Stage(_("Catat kehadiran"), Tone.WAIT, PRESENCE)
    return Stage(_("Hari asesmen lewat; catat ketidakhadiran"), Tone.NO, PRESENCE)


def _session_stage(asesmen: Asesmen, signed: Signed) -> Stage:
    if "asesor" not in _roles(signed, asesmen.ia01_id):
        return Stage(_("Isi FR.IA.01"), Tone.WAIT, IA01)
    if "asesor" not in _roles(signed, asesmen.ak02_id) and (adjusting := _adjustment_stage(asesmen, signed)):
        return adjusting
    if "asesor" not in _roles(signed, asesmen.ak02_id):
        return Stage(_("Rekomendasikan pada FR.AK.02"), Tone.WAIT, AK02)
    waits = [
        code
        for code, pk in (("FR.IA.01", asesmen.ia01_id), ("FR.AK.02", asesmen.ak02_id))
        if "asesi" not in _roles(signed, pk)
    ]
    return Stage(_("Menunggu tanda tangan asesi pada %s") % _(" dan ").join(waits), Tone.INFO)


def _end_stage(asesmen: Asesmen) -> Stage:
    if asesmen.status != Status.DIREKOMENDASIKAN:
        return Stage(state_label(asesmen), Tone.NO)
    said = _("Direkomendasikan %s") % asesmen.get_recommendation_display()
    if asesmen.refusal:
        said = _("%s; asesi menolak menandatangani") % said
    return Stage(said, Tone.OK if asesmen.recommendation == "K" else Tone.NO)


_ROAD = (
    "FR.APL.02 ditinjau",
    "Rencana asesmen dan penyesuaian",
    "FR.AK.01 disetujui kedua pihak",
    "Hadir pada hari asesmen",
    "FR.IA.01 dinilai per KUK",
    "FR.AK.02 direkomendasikan",
)
_STOPPED = frozenset({Status.TIDAK_HADIR, Status.MUNDUR, Status.TIDAK_DILANJUTKAN})


def road_of(asesmen: Asesmen, signed: Signed, *, stage: Stage) -> list[Step]:
    """The steps of one assessment as the asesor walks them."""
    place = _place_on_road(asesmen, signed)
    here = "stopped" if asesmen.status in _STOPPED else "now"
    return [
        Step(
            title,
            stage.text if number == place else "",
            "done" if number < place else here if number == place else "later",
        )
        for number, title in enumerate(_ROAD)
    ]


def _place_on_road(asesmen: Asesmen, signed: Signed) -> int:
    """Up to which step the assessment came; an early end is told by what had been opened."""
    if asesmen.status == Status.DIREKOMENDASIKAN:
        return len(_ROAD)
    if "asesor" in _roles(signed, asesmen.ia01_id):
        return 5
    if asesmen.ia01_id:
        return 4
    if {"asesor", "asesi"} <= _roles(signed, asesmen.ak01_id):
        return 3
    if asesmen.ak01_id:
        return 2
    return 0 if asesmen.status == Status.DISIAPKAN else 1
