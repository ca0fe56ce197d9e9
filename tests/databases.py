"""Test databases: one migrated template per state of the migrations, cheap copies of it, swept when their run died."""

import contextlib
import hashlib
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from sahih.config.testing import is_alive, test_cluster
from sahih.kernel import rls
from sahih.kernel.postgres import Endpoints, locks, roles

KEPT_TEMPLATES = 6
_numbers = itertools.count(1)


@contextmanager
def migrated() -> Iterator[str]:
    """The name of a template that bears the present migrations; the cluster runs until the end."""
    cluster = test_cluster()
    with cluster.using() as endpoints:
        with locks.exclusive(cluster.home / "templates.lock"), _admin(endpoints) as admin:
            _sweep(admin)
            template = f"sahih_template_{_fingerprint()}"
            if template not in _names(admin, "sahih_template_%"):
                _build(endpoints, admin, template)
        yield template


@contextmanager
def copy_of(template: str) -> Iterator[str]:
    """Django's connection enters a fresh copy as the bound role, and leaves it dropped."""
    endpoints = test_cluster().endpoints()
    name = f"test_sahih_{os.getpid()}_{next(_numbers)}"
    with _admin(endpoints) as admin:
        admin.execute(_sql("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template))
        try:
            with _pointed_at(name, endpoints.app_url):
                yield name
        finally:
            admin.execute(_sql("DROP DATABASE {} WITH (FORCE)", name))


@dataclass(frozen=True)
class Copy:
    """A database beside the one of the tests, and a connection to it that may stand in for Django's."""

    name: str
    connection: BaseDatabaseWrapper


@contextmanager
def copied(source: str) -> Iterator[Copy]:
    """A fresh copy that the bound role enters when it likes; nobody may be connected to the source."""
    endpoints = test_cluster().endpoints()
    name = f"test_sahih_{os.getpid()}_{next(_numbers)}"
    door, facts = connections.create_connection("default"), conninfo_to_dict(endpoints.app_url)
    door.settings_dict = {**door.settings_dict, "NAME": name, "USER": facts["user"], "PASSWORD": facts["password"]}
    with _admin(endpoints) as admin:
        admin.execute(_sql("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, source))
    try:
        yield Copy(name, door)
    finally:
        door.close()
        with _admin(endpoints) as admin:
            admin.execute(_sql("DROP DATABASE {} WITH (FORCE)", name))


def _build(endpoints: Endpoints, admin: psycopg.Connection[Any], template: str) -> None:
    """Migrate under a draft name, so that a run killed half way leaves no template that lacks a table."""
    draft = f"{template}_draft"
    admin.execute(_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", draft))
    admin.execute(_sql("CREATE DATABASE {} OWNER {}", draft, "sahih_owner"))
    with _pointed_at(draft, endpoints.owner_url):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        with connection.cursor() as cursor:
            roles.grant(cursor, role=rls.app_role())
            rls.revoke_append_only(cursor)
    admin.execute(_sql("ALTER DATABASE {} RENAME TO {}", draft, template))


@contextmanager
def _pointed_at(name: str, url: str) -> Iterator[None]:
    """Turn Django's one connection to a database and a role, and back."""
    entry, facts = connections.settings["default"], conninfo_to_dict(url)
    before = {key: entry[key] for key in ("NAME", "USER", "PASSWORD")}
    _turn(NAME=name, USER=str(facts["user"]), PASSWORD=str(facts["password"]))
    try:
        yield
    finally:
        _turn(**before)


def _turn(**values: str) -> None:
    connection.close()
    connections.settings["default"].update(values)
    connection.settings_dict.update(values)


@contextmanager
def _admin(endpoints: Endpoints) -> Iterator[psycopg.Connection[Any]]:
    with contextlib.closing(psycopg.connect(endpoints.admin_url, dbname="postgres", autocommit=True)) as admin:
        yield admin


def _sweep(admin: psycopg.Connection[Any]) -> None:
    """Drop what killed runs left, and templates of migrations long changed."""
    for name in _names(admin, "test_sahih_%"):
        if not is_alive(int(name.split("_")[2])):
            admin.execute(_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
    for name in _names(admin, "sahih_template_%")[:-KEPT_TEMPLATES]:
        admin.execute(_sql("DROP DATABASE IF EXISTS {}", name))


def _names(admin: psycopg.Connection[Any], pattern: str) -> list[str]:
    rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [pattern])
    return [row[0] for row in rows]


def _fingerprint() -> str:
    """Of every migration and of the code that migrations call."""
    digest = hashlib.sha256()
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    sources = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    for path in (*sources, Path(rls.__file__), Path(roles.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _sql(template: str, *names: str) -> sql.Composed:
    return sql.SQL(template).format(*map(sql.Identifier, names))


def renew(name: str, template: str) -> None:
    """Put a fresh copy in place of what a committing test left behind.

    Emptying tables would not do: the bound role may not truncate, and append-only tables let nobody.
    """
    connections.close_all()
    with _admin(test_cluster().endpoints()) as admin:
        admin.execute(_sql("DROP DATABASE {} WITH (FORCE)", name))
        admin.execute(_sql("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template))
