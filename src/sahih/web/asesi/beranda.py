"""What a person's home shows: what waits, the applications, the doors to each LSP."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.insight.perjalanan.langkah import giliran_of
from sahih.insight.perjalanan.queries import Perjalanan, own_permohonan_list, perjalanan_list
from sahih.institution.lsp.models import Lsp
from sahih.kernel.tenancy import tenant
from sahih.web.gate import ActorRequest, actor_for, own_lsps
from sahih.web.ui.parts import Badge, Link, Task, Tone
from sahih.web.ui.tones import tone_of


@dataclass(frozen=True)
class Home:
    """Tasks first, then every application, then where else this person has a role."""

    tasks: Sequence[Task]
    waiting: Sequence[Task]
    doors: Sequence[Link]

    @property
    def is_empty(self) -> bool:
        return not self.tasks and not self.waiting


def home_of(request: ActorRequest) -> Home:
    """A fixed number of queries for each LSP of the person."""
    roads = [(lsp, road) for lsp in own_lsps(request.user) for road in _roads(request, lsp)]
    tasks = [_task(lsp, road) for lsp, road in roads]
    mine = [task for task, is_mine in tasks if is_mine]
    rest = [task for task, is_mine in tasks if not is_mine]
    return Home(mine, rest, [link for link in request.shell.places if link.href != "/saya/"])


def _roads(request: ActorRequest, lsp: Lsp) -> list[Perjalanan]:
    with tenant(lsp.pk):
        return perjalanan_list(own_permohonan_list(actor_for(request, lsp)))


def _task(lsp: Lsp, road: Perjalanan) -> tuple[Task, bool]:
    """Each application leads to its journey, where the act stands."""
    turn, case = giliran_of(road), road.permohonan
    trial = _(" · uji coba") if case.uji_coba else ""
    why = f"{case.versi.title} · {lsp.name}{trial}"
    return Task(turn.title, reverse("asesi:permohonan", args=[case.ref]), why, _badge(road)), turn.is_mine


def _badge(road: Perjalanan) -> Badge:
    turn, case = giliran_of(road), road.permohonan
    if turn.is_mine:
        return Badge(_("Giliran Anda"), Tone.WAIT)
    return Badge(_("Selesai"), Tone.OK) if turn.is_done else Badge(case.get_status_display(), tone_of(case.status))
