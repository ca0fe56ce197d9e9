"""What waits on the paper path: scans to be typed, and typed sheets that need another pair of eyes (L12)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.kernel.actor import Actor
from sahih.process.kertas.models import LembarKertas
from sahih.process.kertas.policies import may_confirm, may_enter
from sahih.process.kertas.queries import visible_kertas

Status = LembarKertas.Status


def to_type(actor: Actor) -> Iterator[Tugas]:
    """Sheets whose scan is here and whose turn has come."""
    for one in _in(actor, Status.DIPINDAI, Status.DIKEMBALIKAN):
        if may_enter(actor, one):
            yield Tugas(
                Kind.TYPE, _("Ketik %s dari pindaian") % one.code, one.note or _whose(one), one.changed_at, ref=one.ref
            )


def to_confirm(actor: Actor) -> Iterator[Tugas]:
    """Sheets that somebody else typed."""
    for one in _in(actor, Status.DIENTRI):
        if may_confirm(actor, one):
            yield Tugas(
                Kind.CONFIRM, _("Bandingkan %s dengan pindaiannya") % one.code, _whose(one), one.changed_at, ref=one.ref
            )


def _in(actor: Actor, *states: str) -> Iterator[LembarKertas]:
    yield from visible_kertas(actor).filter(status__in=states).order_by("changed_at", "id")[:50]


def _whose(one: LembarKertas) -> str:
    return one.asesmen.peserta.permohonan.asesi.name
