"""One house for the plans of a module: build it once, undo each test."""

import datetime as dt
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sahih.process.contoh.rumah import Rumah
from sahih.process.tests.jalan import undone
from tests.scenes import Scene, Scenes


@pytest.fixture(scope="module")
def built(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Rumah]:
    scene = Scene("open_house", start=scenes.now - dt.timedelta(days=1))
    with django_db_blocker.unblock(), scenes.enter(scene) as kisah:
        yield kisah.rumah


@pytest.fixture
def house(built: Rumah) -> Iterator[Rumah]:
    with undone():
        yield built
