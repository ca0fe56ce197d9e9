"""A small LSP with a Ketua and an admin."""

import datetime as dt
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sahih.institution.accounts.roles import Role
from sahih.kernel.tenancy import tenant
from sahih.process.tests.jalan import undone
from sahih.web.admin_lsp.tests.dunia import Dunia, make_dunia


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Dunia]:
    """Made once a module in a transaction that never commits."""
    with django_db_blocker.unblock(), undone():
        world = make_dunia("ketentuan", 125, dt.datetime(2026, 11, 20, 5, 0, tzinfo=dt.UTC))
        with tenant(world.lsp.pk):
            world.user("Kirana Ketua", Role.KETUA)
            world.user("Ayu Admin", Role.ADMIN)
        yield world


@pytest.fixture
def rumah(house: Dunia) -> Iterator[Dunia]:
    """The house for one test, inside its LSP."""
    with undone(), tenant(house.lsp.pk):
        yield house
