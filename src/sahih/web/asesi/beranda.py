"""What a person's home shows: what waits, the applications, the doors to each LSP."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.insight.perjalanan.langkah import giliran_of
from sahih.insight.perjalanan.queries import Perjalanan, own_permohonan_list, perjalanan_list
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date, now
from sahih.kernel.tenancy import tenant
from sahih.web.asesi.perjalanan import own_badge
from sahih.web.gate import ActorRequest, actor_for, own_lsps
from sahih.web.ui.parts import Link, Task


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
    today = local_date(now())
    roads = [(lsp, road) for lsp in own_lsps(request.user) for road in _roads(request, lsp)]
    tasks = [_task(lsp, road, day=today) for lsp, road in roads]
    mine = [task for task, is_mine in tasks if is_mine]
    rest = [task for task, is_mine in tasks if not is_mine]
    return Home(mine, rest, [link for link in request.shell.places if link.href != "/saya/"])


def _roads(request: ActorRequest, lsp: Lsp) -> list[Perjalanan]:
    with tenant(lsp.pk):
        return perjalanan_list(own_permohonan_list(actor_for(request, lsp)))


def _task(lsp: Lsp, road: Perjalanan, *, day: dt.date) -> tuple[Task, bool]:
    """Each application leads to its journey, where the act stands."""
    turn, case = giliran_of(road), road.permohonan
    trial = _(" · uji coba") if case.uji_coba else ""
    why = f"{case.versi.title} · {lsp.name}{trial}"
    return Task(turn.title, reverse("asesi:permohonan", args=[case.ref]), why, own_badge(road, day=day)), turn.is_mine
