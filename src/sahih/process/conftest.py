"""The road walked once for a module that says how far: `UNTIL = "schedule"`."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.jalan import borrowed
from tests.scenes import Scene, Scenes


@pytest.fixture(scope="module")
def walked_once(request: pytest.FixtureRequest, scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Kisah]:
    """The story of the module in a transaction that never commits."""
    module = request.module
    scene = Scene(
        module.UNTIL, asesi=getattr(module, "ASESI", 2), others=getattr(module, "OTHERS", False),
        story=getattr(module, "STORY", Kisah),
    )  # fmt: skip
    with django_db_blocker.unblock(), scenes.enter(scene) as kisah:
        yield kisah


@pytest.fixture
def kisah(walked_once: Kisah) -> Iterator[Kisah]:
    """The module's story; what a test does to it is undone."""
    with borrowed(walked_once) as story:
        yield story
