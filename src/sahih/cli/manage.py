"""`sahih manage …`: Django's own commands, on a database that runs."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sahih.config import environment
from sahih.kernel.postgres import Endpoints


@contextmanager
def running_database() -> Iterator[Endpoints | None]:
    """The embedded database for as long as anybody needs it; None where it is an outside one."""
    if environment.has_outside_database():
        yield None
        return
    with environment.embedded().using() as endpoints:
        yield endpoints


@contextmanager
def inside_django(*, role: str = "app") -> Iterator[None]:
    """Django, set up for one of the two roles, with its database running."""
    os.environ["SAHIH_DB_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahih.config.settings")
    with running_database():
        import django  # noqa: PLC0415 -- settings are read after the database stands
        from django.db import connections  # noqa: PLC0415 -- as above

        django.setup()
        try:
            yield
        finally:
            connections.close_all()


def main(argv: Sequence[str]) -> int:
    """Run a Django command as the bound role; `migrate` is ours, for it needs the owner."""
    if argv and argv[0] == "migrate":
        from sahih.cli.migrate import main as migrate  # noqa: PLC0415 -- migrate stands on this module

        return migrate(argv[1:])
    with inside_django():
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after setup

        execute_from_command_line(["sahih manage", *argv])
    return 0
