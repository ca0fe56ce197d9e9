"""The road walked once for a module that says how far: `UNTIL = "schedule"`."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.jalan import borrowed, undone, walked


@pytest.fixture(scope="module")
def walked_once(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Kisah]:
    """The story of the module in a transaction that never commits."""
    module = request.module
    with django_db_blocker.unblock(), undone():
        asesi, others = getattr(module, "ASESI", 2), getattr(module, "OTHERS", False)
        yield walked(module.UNTIL, asesi=asesi, others=others, story=getattr(module, "STORY", Kisah))


@pytest.fixture
def kisah(walked_once: Kisah) -> Iterator[Kisah]:
    """The module's story; what a test does to it is undone."""
    with borrowed(walked_once) as story:
        yield story
