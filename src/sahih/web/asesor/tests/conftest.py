"""The story, stopped where a test begins, and one Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from sahih.process.asesmen import actions as act
from sahih.process.tests.jalan import undone
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import until
from sahih.web.ui.tests.conftest import chromium
from tests.scenes import Scenes

__all__ = ("chromium", "until")


@pytest.fixture(scope="module")
def day_of_the_module(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Panggung]:
    """The asesi is present and FR.IA.01 is open, in a transaction that never commits."""
    Path(configured.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with (
        override_settings(SAHIH_CLOCK_MOVABLE=True, ALLOWED_HOSTS=["*"]),
        django_db_blocker.unblock(),
        Panggung.entered(scenes, "agree") as panggung,
    ):
        panggung.kisah.rumah["asesor"].does(act.start_asesmen, panggung.asesmen(), at=panggung.move(12, 9))
        yield panggung


@pytest.fixture
def observing(day_of_the_module: Panggung) -> Iterator[Panggung]:
    """What a test does to that day is undone."""
    with undone():
        yield day_of_the_module
