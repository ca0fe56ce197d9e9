"""One asesi on paper, walked to the day of the assessment, for the pages and for their look."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django import DjangoDbBlocker

from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.process.tests.jalan import borrowed, undone
from sahih.web.ui.tests.conftest import chromium


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[KisahKertas]:
    """One asesi whose FR.APL.02 is reviewed, on the day of the assessment: today."""
    with django_db_blocker.unblock(), undone():
        story = KisahKertas(start=dt.datetime.now(dt.UTC) - dt.timedelta(days=13), asesi=1, others=False)
        for step in story.steps():
            step()
            if step.__name__ == "agree":
                break
        yield story


@pytest.fixture
def kisah(walked: KisahKertas, settings: LazySettings) -> Iterator[KisahKertas]:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with borrowed(walked) as story:
        assert isinstance(story, KisahKertas)
        yield story


__all__ = ("chromium",)
