"""The journey as the page shows it: steps, the act now with its address, the sheets so far."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sahih.documents.filling import Progress
from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import current_part
from sahih.documents.surat import LETTERS
from sahih.insight.perjalanan.keadaan import keadaan_of
from sahih.insight.perjalanan.langkah import Giliran, giliran_of, langkah_of
from sahih.insight.perjalanan.queries import Perjalanan, progress_of
from sahih.institution.accounts.roles import Role
from sahih.web.ui.parts import Badge, Step, Tone
from sahih.web.ui.tones import badge_of


@dataclass(frozen=True)
class Journey:
    """What `asesi/permohonan.html` shows."""

    turn: Giliran
    badge: Badge
    href: str
    steps: Sequence[Step]
    progress: Progress | None = None
    received: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet that the asesi may read: the first part of its address, and the row behind it."""

    code: str
    lembar: Lembar


def journey_of(road: Perjalanan, *, day: dt.date) -> Journey:
    turn = giliran_of(road)
    href = reverse(f"asesi:{turn.act}", args=[road.permohonan.ref]) if turn.act else ""
    badge = own_badge(road, day=day)
    steps = [Step(one.title, one.note, one.state, href if one.state == "now" else "") for one in langkah_of(road)]
    feedback = road.asesmen.ak03 if road.asesmen else None
    sheet = {"apl01": road.permohonan.apl01, "apl02": road.permohonan.apl02, "ak03": feedback}.get(turn.act)
    if sheet is None:
        return Journey(turn, badge, href, steps)
    part = current_part(sheet)
    received = localtime(part.saved_at).strftime("%H.%M") if part.revision > 1 else ""
    return Journey(turn, badge, href, steps, progress_of(road.permohonan, sheet), received)


def own_badge(road: Perjalanan, *, day: dt.date) -> Badge:
    """One's turn before all else; then where the application stands, as the office sees it too."""
    if giliran_of(road).is_mine:
        return Badge(_("Giliran Anda"), Tone.WAIT)
    return badge_of(keadaan_of(road, day=day))


def sheets_of(road: Perjalanan) -> list[Sheet]:
    """The forms of this road that exist; those of the session once the asesor has signed them."""
    return [one for one in _sheets(road) if is_for_asesi(one.lembar.code)]


def is_for_asesi(code: str) -> bool:
    """FX14: an asesi meets the forms that they are asked to sign; an answer key or a review is none of them."""
    form = LETTERS[code].form if code in LETTERS else FORMS[code]
    return any(box.role == Role.ASESI for box in form.signatures)


def _sheets(road: Perjalanan) -> Iterator[Sheet]:
    case, session = road.permohonan, road.asesmen
    yield Sheet("apl01", case.apl01)
    if case.apl02:
        yield Sheet("apl02", case.apl02)
    if session is None:
        return
    first = (("ak07", session.ak07), ("ak01", session.ak01), ("tata-tertib", session.tata_tertib))
    for code, sheet in (*first, ("ia01", session.ia01), ("ak02", session.ak02), ("ak03", session.ak03)):
        # FX13: while a correction is not yet the asesi's to read, the sheet that it replaces stays so.
        while sheet and not (sheet.locked_at or sheet.void_reason or road.awaits(sheet.pk)):
            sheet = sheet.corrects  # noqa: PLW2901 -- back to what was signed
        if sheet:
            yield Sheet(code, sheet)
    if road.banding and road.banding.filed_at:
        yield Sheet("ak04", road.banding.lembar)
    if road.penyerahan and road.penyerahan.signed_at:
        yield Sheet("komitmen", road.penyerahan.komitmen)
        yield Sheet("tanda-terima", road.penyerahan.tanda_terima)
