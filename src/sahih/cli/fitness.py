"""What must hold before anybody is served: the role is bound, and every tenant table says no by itself."""

import psycopg

from sahih.cli.refusal import Refusal
from sahih.config import environment
from sahih.kernel.postgres import roles


def require_bound_role() -> None:
    with psycopg.connect(environment.databases().app_url, autocommit=True) as connection:
        reason = roles.unfit_role(connection)
    if reason:
        raise Refusal(reason)


def require_secured_tables() -> None:
    """Needs Django set up."""
    from sahih.kernel.checks import unsecured_tables  # noqa: PLC0415 -- after setup

    missing = unsecured_tables()
    if missing:
        raise Refusal(
            f"Basis data belum aman antar-LSP: {missing[0]} (dan {len(missing) - 1} lagi). "
            "Jalankan 'sahih migrate', lalu ulangi."
        )


def require_migrated() -> None:
    """Needs Django set up."""
    from django.db import connection  # noqa: PLC0415 -- after setup
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- after setup

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refusal("Basis data belum mengikuti program ini. Jalankan 'sahih migrate', lalu ulangi.")
