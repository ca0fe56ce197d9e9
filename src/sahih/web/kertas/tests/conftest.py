"""One asesi on paper, walked to the day of the assessment, for the pages and for their look."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django import DjangoDbBlocker

from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.process.tests.jalan import borrowed
from sahih.web.ui.tests.conftest import chromium
from tests.scenes import Scene, Scenes


@pytest.fixture(scope="module")
def walked(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Kisah]:
    """One asesi whose FR.APL.02 is reviewed, on the day of the assessment: today."""
    scene = Scene("agree", asesi=1, story=KisahKertas, start=scenes.now - dt.timedelta(days=13))
    with django_db_blocker.unblock(), scenes.enter(scene) as story:
        yield story


@pytest.fixture
def kisah(walked: Kisah, settings: LazySettings) -> Iterator[KisahKertas]:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with borrowed(walked) as story:
        assert isinstance(story, KisahKertas)
        yield story


__all__ = ("chromium",)
