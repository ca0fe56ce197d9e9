"""The LSP of the tests and the one next door."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from sahih.institution.accounts.roles import Role
from sahih.kernel.tenancy import tenant
from sahih.web.admin_lsp.tests.dunia import Dunia, make_dunia
from sahih.web.tests.stage import until
from sahih.web.ui.tests.conftest import chromium

__all__ = ("chromium", "until")


@pytest.fixture
def dunia(db: None, settings: LazySettings) -> Iterator[Dunia]:
    """Inside its LSP, at the present minute: pages ask the real clock."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    world = make_dunia("rintisan", 123, timezone.now() - dt.timedelta(minutes=5))
    with tenant(world.lsp.pk):
        world.user("Ayu Admin", Role.ADMIN)
        yield world


@pytest.fixture
def seberang(db: None) -> Dunia:
    """An LSP of strangers."""
    world = make_dunia("seberang", 124, timezone.now())
    with tenant(world.lsp.pk):
        world.user("Sari Seberang", Role.ADMIN)
    return world
