"""One house for the plans of a module: build it once, undo each test."""

import datetime as dt
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sahih.process.contoh.rumah import Rumah, build_house
from sahih.process.tests.jalan import undone


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rumah]:
    with django_db_blocker.unblock(), undone():
        yield build_house(at=dt.datetime.now(dt.UTC))


@pytest.fixture
def house(built: Rumah) -> Iterator[Rumah]:
    with undone():
        yield built
