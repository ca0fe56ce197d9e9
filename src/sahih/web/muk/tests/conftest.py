"""One house for the pages of MUK, with a complete draft, and the hour."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings

from sahih.kernel.tenancy import tenant
from sahih.materials.muk.tests.conftest import built, house
from sahih.materials.perangkat.models import Muk
from sahih.materials.tests.builders import make_muk
from sahih.process.contoh.rumah import Rumah
from sahih.web.ui.tests.conftest import chromium


@pytest.fixture(autouse=True)
def _static(settings: LazySettings) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def at() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def muk(house: Rumah, at: dt.datetime) -> Muk:
    """A complete draft of the first asesor."""
    with tenant(house.lsp.pk):
        return make_muk(house.versi, penyusun=house["asesor"].user.person, at=at)


__all__ = ("built", "chromium", "house")
