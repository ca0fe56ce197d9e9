"""The road in six steps, at every stop of the story."""

import pytest

from sahih.insight.perjalanan.langkah import giliran_of, langkah_of
from sahih.insight.perjalanan.queries import perjalanan_of
from sahih.kernel.tenancy import tenant
from tests.scenes import Scene, Scenes

ROAD = [
    ("apply", "now later later later later later", ""),
    ("review", "done now later later later later", ""),
    ("pay", "done done now later later later", "apl02"),
    ("self_assess", "done done done now later later", ""),
    ("schedule", "done done done done now later", ""),
    ("agree", "done done done done now later", ""),
    ("assess", "done done done done done now", ""),
    ("decide", "done done done done done now", ""),
]


@pytest.mark.parametrize(("step", "states", "act"), ROAD, ids=[one[0] for one in ROAD])
def test_road_has_one_step_now_and_the_act_that_belongs_to_it(
    db: None, scenes: Scenes, step: str, states: str, act: str
) -> None:
    with scenes.enter(Scene(step, asesi=1)) as kisah, tenant(kisah.rumah.lsp.pk):
        road = perjalanan_of(kisah._fresh(kisah.kasus[0]))

    assert [one.state for one in langkah_of(road)] == states.split()
    assert giliran_of(road).act == act
