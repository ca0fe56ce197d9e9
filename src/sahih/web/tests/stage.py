"""The fixture that sets the stage; each package's conftest takes it over."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from sahih.web.tests.panggung import Panggung

Stage = Callable[..., Panggung]


@pytest.fixture
def until(db: None, settings: LazySettings, noon: dt.datetime) -> Stage:
    """Make a stage at a step of the story; the clock moves with it."""
    settings.ROOT_URLCONF = "sahih.web.tests.urls"
    settings.SAHIH_CLOCK_MOVABLE = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)

    def make(step: str, *, asesi: int = 1) -> Panggung:
        return Panggung.until(step, start=noon - dt.timedelta(days=30), asesi=asesi)

    return make
