"""The same form of a whole group in one signature: a list in which each can be opened and unticked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import is_signed_by, problems_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen, Verdict
from sahih.process.asesmen.actions import present_sheet, sign_consents, sign_reviews
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import asesi_name, asesmen_of_jadwal
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import get_jadwal
from sahih.web.asesor.sheets import Kind, kind_of
from sahih.web.asesor.stages import AK01, APL02
from sahih.web.gate import LspRequest, needs
from sahih.web.signing import Line, SignableList, sign_list_page
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.words import tanggal_panjang


@dataclass(frozen=True)
class Together:
    """What one signature over a group finishes."""

    finish: Callable[..., None]
    done: str
    is_presented: bool


TOGETHER: Mapping[str, Together] = {
    APL02: Together(sign_reviews, "FR.APL.02 yang dicentang ditinjau dan ditandatangani.", is_presented=False),
    AK01: Together(sign_consents, "FR.AK.01 yang dicentang ditandatangani. Sekarang giliran tiap asesi.", is_presented=True),
}  # fmt: skip


@needs(roles=(Role.ASESOR,))
def bersama(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """The list of one form over a schedule, then one act over what stayed ticked."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    if sheet not in TOGETHER:
        raise Unseen
    return sign_list_page(request, _list(request, jadwal, kind_of(sheet), TOGETHER[sheet]))


def _list(request: LspRequest, jadwal: Jadwal, kind: Kind, how: Together) -> SignableList:
    at, actor = now(), request.actor
    waiting = waiting_of(jadwal, kind)

    def finish(refs: Sequence[str], proof: Any) -> None:  # reason: a proof, which only accounts make
        how.finish([waiting[one] for one in refs], proof=proof, actor=actor, at=at)

    def present(refs: Sequence[str]) -> None:
        for one in refs:
            present_sheet(waiting[one], _existing(kind, waiting[one]), actor=actor, at=at)

    return SignableList(
        title=_("Tandatangani %s sekelompok") % kind.code, meaning=kind.meaning,
        lines=[_line(request, one, kind) for one in waiting.values()], finish=finish,
        present=present if how.is_presented else None, done=_(how.done),
        back=reverse("asesor:jadwal", args=[request.lsp.slug, jadwal.ref]),
        intro=f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}",
    )  # fmt: skip


def waiting_of(jadwal: Jadwal, kind: Kind) -> dict[str, Asesmen]:
    """Whose sheet still waits for the asesor, in the order of the list of participants."""
    found = [one for one in asesmen_of_jadwal(jadwal) if (sheet := kind.sheet(one)) and not is_signed_by(sheet, "asesor")]  # fmt: skip
    for one in found:
        one.peserta.jadwal = jadwal
    return {one.ref: one for one in found if not _existing(kind, one).void_reason}


def _line(request: LspRequest, asesmen: Asesmen, kind: Kind) -> Line:
    sheet, verdict = _existing(kind, asesmen), kind.may(request.actor, asesmen)
    return Line(
        ref=asesmen.ref, whose=asesi_name(asesmen), lembar=sheet, bar=_bar(sheet, verdict),
        href=reverse("asesor:isi", args=[request.lsp.slug, asesmen.ref, kind.slug]),
    )  # fmt: skip


def _bar(sheet: Lembar, verdict: Verdict) -> str:
    problems = problems_of(sheet, FORMS[sheet.code], "asesor") if verdict else []
    return str(verdict.reason) if not verdict else problems[0].message if problems else ""


def _existing(kind: Kind, asesmen: Asesmen) -> Lembar:
    sheet = kind.sheet(asesmen)
    assert sheet is not None
    return sheet
