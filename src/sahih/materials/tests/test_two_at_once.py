"""Two people at one moment: the second finds what the first made, or is told; nobody meets an error page."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest

from sahih.kernel.actor import Actor
from sahih.kernel.tenancy import tenant
from sahih.materials.skema.actions import draft_skema
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.standar.actions import enter_standar, import_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.tests.examples import YAML
from sahih.materials.tests.builders import make_lsp, manager_of
from sahih.process.tests.jalan import both

WORKS: dict[str, Callable[[Actor, dt.datetime], object]] = {
    "import": lambda actor, at: import_standar(YAML.encode(), actor=actor, at=at),
    "enter": lambda actor, at: enter_standar(kind="SKKNI", number="500", year=2020, title="Baru", actor=actor, at=at),
    "draft": lambda actor, at: draft_skema(number="N/1", title="Baru", kind="KKNI", actor=actor, at=at),
}


def within(lsp_id: int, name: str, actor: Actor, at: dt.datetime) -> None:
    with tenant(lsp_id):
        WORKS[name](actor, at)


@pytest.mark.django_db(transaction=True)
def test_the_second_finds_what_the_first_made_or_is_told() -> None:
    at = dt.datetime(2026, 11, 20, 5, 0, tzinfo=dt.UTC)
    lsp = make_lsp("serentak", 900)
    with tenant(lsp.pk):
        actor = manager_of(lsp)

    told = {name: both(*[partial(within, lsp.pk, name, actor, at)] * 2) for name in WORKS}

    assert told["import"] == ["ok", "ok"]
    for name in ("enter", "draft"):
        assert told[name].count("ok") == 1
        assert any("sudah" in one for one in told[name])
    with tenant(lsp.pk):
        assert (Standar.objects.count(), SkemaVersi.objects.count()) == (2, 1)
        assert StandarUnit.objects.values("code").distinct().count() == StandarUnit.objects.count()
