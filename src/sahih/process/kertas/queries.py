"""Sheets of paper as an actor may see them, and what their forms know beforehand."""

from collections.abc import Callable, Mapping
from typing import Final

from django.db.models import QuerySet

from sahih.documents.content import Context
from sahih.documents.models import Lembar
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import (
    ak02_context,
    ak03_context,
    asesmen_of_jadwal,
    ia01_context,
    session_context,
    visible_asesmen,
)
from sahih.process.jadwal.models import Jadwal
from sahih.process.kertas.models import LembarKertas
from sahih.process.permohonan.policies import is_on_paper

# The sheets of a session in the order in which they are signed; the last is the asesi's own word afterwards.
CONTEXTS: Final[Mapping[str, Callable[[Asesmen], Context]]] = {
    "FR.AK.01": session_context,
    "FR.IA.01": ia01_context,
    "FR.AK.02": ak02_context,
    "FR.AK.03": ak03_context,
}


GONE = (LembarKertas.Status.DIGANTIKAN, LembarKertas.Status.BATAL)


def visible_kertas(actor: Actor) -> QuerySet[LembarKertas]:
    """Whoever sees the assessment, but the asesi: what was typed and not confirmed is nobody's result yet."""
    rows = LembarKertas.objects.select_related(
        "asesmen__peserta__jadwal__versi__skema", "asesmen__peserta__jadwal__tuk", "asesmen__peserta__permohonan__asesi",
        "asesmen__peserta__permohonan__key", "asesmen__peserta__permohonan__versi__skema",
        "asesmen__peserta__permohonan__apl01__key", "asesmen__ak01__key", "asesmen__ia01__key", "asesmen__ak02__key", "asesmen__ak03__key",
        "lembar__key", "scan__key", "entered_by", "confirmed_by", "corrects",
    )  # fmt: skip
    own = Asesmen.objects.filter(peserta__permohonan__asesi_id=actor.self_id).values("pk")
    return rows.filter(asesmen__in=visible_asesmen(actor).values("pk")).exclude(asesmen__in=own)


def get_kertas(actor: Actor, ref: str) -> LembarKertas:
    found: LembarKertas = get_or_unseen(visible_kertas(actor), ref=ref)
    return found


def kertas_of(asesmen: Asesmen) -> dict[str, LembarKertas]:
    """The paper of each sheet that counts: none that a correction replaced, none that was given up."""
    rows = LembarKertas.objects.filter(asesmen=asesmen).exclude(status__in=GONE)
    return {one.code: one for one in rows.select_related("lembar__key", "scan__key", "corrects")}


def codes_on_paper(kertas: LembarKertas) -> list[str]:
    """The refs that stand on the paper of this sheet: blanks that were printed before a correction bear the older one."""
    found = [kertas.ref]
    while kertas.corrects is not None:
        kertas = kertas.corrects
        found.append(kertas.ref)
    return found


def paper_asesmen(jadwal: Jadwal) -> list[Asesmen]:
    """The assessments of a schedule that are made on paper."""
    return [one for one in asesmen_of_jadwal(jadwal) if is_on_paper(one.peserta.permohonan)]


def sheet_of(kertas: LembarKertas) -> Lembar | None:
    """The sheet of the assessment that this paper stands for, once the road has opened it."""
    asesmen = kertas.asesmen
    return {"FR.AK.01": asesmen.ak01, "FR.IA.01": asesmen.ia01, "FR.AK.02": asesmen.ak02, "FR.AK.03": asesmen.ak03}[
        kertas.code
    ]


def is_scanned(asesmen: Asesmen) -> bool:
    """Every sheet of the session stands confirmed beside its scan, feedback too where it was given (D5)."""
    wanted = set(CONTEXTS) - ({"FR.AK.03"} if asesmen.ak03_waived_at else set())
    rows = LembarKertas.objects.filter(asesmen=asesmen, status=LembarKertas.Status.SAH, scan__isnull=False)
    return wanted <= set(rows.values_list("code", flat=True))
