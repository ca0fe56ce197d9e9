"""One validated MUK for a module, and the hour at which its team works."""

import datetime as dt

import pytest

from sahih.materials.perangkat.models import Muk
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.rumah import Rumah


@pytest.fixture(scope="module")
def house_with_muk(walked_once: Kisah) -> Muk:
    """One validated MUK for the whole module; each test's acts on it are undone."""
    return contoh.validated(walked_once.rumah, at=walked_once.at(1))


@pytest.fixture
def house(kisah: Kisah, house_with_muk: Muk) -> Rumah:
    assert house_with_muk.status == "tervalidasi"
    return kisah.rumah


@pytest.fixture
def muk(house: Rumah, house_with_muk: Muk) -> Muk:
    return contoh.fresh(house, house_with_muk)


@pytest.fixture
def at(kisah: Kisah) -> dt.datetime:
    return kisah.at(3)
