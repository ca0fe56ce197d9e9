"""One house for the pages of plans, and the hour."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings

from sahih.materials.muk.tests.conftest import built, house


@pytest.fixture(autouse=True)
def _static(settings: LazySettings) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def at() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


__all__ = ("built", "house")
