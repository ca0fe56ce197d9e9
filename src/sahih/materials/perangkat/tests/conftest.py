"""One house for the MUK of a module: build it once, undo each test."""

import datetime as dt
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sahih.institution.lsp.models import Lsp
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.models import Muk
from sahih.materials.tests.builders import make_muk
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


@pytest.fixture
def at() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def inside(house: Rumah) -> Iterator[Lsp]:
    with tenant(house.lsp.pk):
        yield house.lsp


@pytest.fixture
def muk(house: Rumah, inside: Lsp, at: dt.datetime) -> Muk:
    """A complete draft of the first asesor."""
    return make_muk(house.versi, penyusun=house["asesor"].user.person, at=at)
