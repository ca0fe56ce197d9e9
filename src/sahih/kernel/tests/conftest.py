"""Two LSPs, made without naming the wing that owns their table, and doors into a database of one's own."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import models

from sahih.config.testing import test_cluster


def make_lsp(number: int) -> int:
    """The id of a smallest valid LSP."""
    lsp: type[models.Model] = apps.get_model("institution", "Lsp")
    row = lsp._default_manager.create(
        slug=f"lsp-{number}", name=f"LSP {number}", kind="P3", licence=f"BNSP-LSP-{number:04d}-ID", address="Jl. 1", city="Gresik",
        phone="1", email="a@example.test", code=f"L{number}", licensed_from=dt.date(2024, 1, 1),
        licensed_until=dt.date(2029, 1, 1),
    )  # fmt: skip
    return int(row.pk)


@pytest.fixture
def here(db: None) -> int:
    return make_lsp(101)


@pytest.fixture
def there(db: None) -> int:
    return make_lsp(102)


Door = Callable[[], psycopg.Connection[Any]]


@pytest.fixture
def as_owner(own_database: str) -> Iterator[psycopg.Connection[Any]]:
    """The owner of the tables, in a database of this test alone."""
    with contextlib.closing(psycopg.connect(test_cluster().endpoints().owner_url, dbname=own_database)) as link:
        yield link
