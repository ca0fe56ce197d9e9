"""Fixtures for every test: the database as the bound role, and a moment to stand in."""

import contextlib
import datetime as dt
import gc
import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import databases
from tests.scenes import Scenes

# Each run tries the same examples, so that a red one is about the change and not about luck. Where SAHIH_ROADS
# is set, as in `make endurance`, they are new ones, and the machines walk so many times more roads.
hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.register_profile("new", derandomize=False, database=None, print_blob=True)
hypothesis.settings.load_profile("new" if "SAHIH_ROADS" in os.environ else "same")


@pytest.fixture(scope="session")
def database_template(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database that bears the present migrations; the cluster runs until the end."""
    with contextlib.ExitStack() as stack:
        with django_db_blocker.unblock():
            template = stack.enter_context(databases.migrated())
        yield template


@pytest.fixture(scope="session")
def django_db_setup(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests work in a copy, as the bound role; a test that commits is followed by a fresh copy."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        databases.copy_of(database_template) as name,
    ):
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: databases.renew(name, database_template))
        with django_db_blocker.block():
            yield


@pytest.fixture(scope="session")
def scenes(database_template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scenes]:
    """Where stories stand, each made when it is first asked for."""
    with contextlib.ExitStack() as stack:
        yield Scenes(database_template, stack)
        stack.enter_context(django_db_blocker.unblock())  # let go last, so that the databases below may be


@pytest.fixture
def own_database(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database for this test alone, to commit in and to kill processes around."""
    with django_db_blocker.unblock(), databases.copy_of(database_template) as name:
        yield name
        connection.close()


@pytest.fixture
def noon() -> dt.datetime:
    """Noon in Jakarta on a Friday."""
    return dt.datetime(2026, 11, 20, 5, 0, tzinfo=dt.UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser runs after the rest, journeys last: what they walk through has then been proved in small."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk through it hundreds of times."""
    gc.collect()
    gc.freeze()
