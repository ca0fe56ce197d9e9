"""The road in six steps, at every stop of the story."""

import datetime as dt

import pytest

from sahih.insight.perjalanan.langkah import giliran_of, langkah_of
from sahih.insight.perjalanan.queries import perjalanan_of
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah

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


def story(step: str, *, start: dt.datetime) -> Kisah:
    """The story of one asesi up to and with this step."""
    kisah = Kisah(start=start, asesi=1, others=False)
    for one in kisah.steps():
        one()
        if one.__name__ == step:
            break
    return kisah


@pytest.mark.parametrize(("step", "states", "act"), ROAD, ids=[one[0] for one in ROAD])
def test_road_has_one_step_now_and_the_act_that_belongs_to_it(
    db: None, noon: dt.datetime, step: str, states: str, act: str
) -> None:
    kisah = story(step, start=noon - dt.timedelta(days=30))

    with tenant(kisah.rumah.lsp.pk):
        road = perjalanan_of(kisah._fresh(kisah.kasus[0]))

    assert [one.state for one in langkah_of(road)] == states.split()
    assert giliran_of(road).act == act
