"""Who may do what in the database: the owner of the tables, and the bound role that works in them."""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from sahih.kernel.postgres.endpoints import APP, DATABASE, OWNER, Endpoints
from sahih.kernel.postgres.errors import PostgresError

Narrow = Callable[[psycopg.Cursor[Any]], object]  # reason: rows of any shape

_OWNER_IS = "LOGIN NOSUPERUSER NOCREATEROLE CREATEDB NOBYPASSRLS"
_APP_IS = "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS"

_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {app}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {app}",
)


def ensure_roles(endpoints: Endpoints, *, owner_password: str, app_password: str) -> None:
    """Make the two roles and the database of an embedded cluster; says nothing when they stand."""
    with psycopg.connect(endpoints.admin_url, dbname="postgres", autocommit=True) as connection:
        _ensure_role(connection, OWNER, owner_password, _OWNER_IS)
        _ensure_role(connection, APP, app_password, _APP_IS)
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if found is None:
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _ensure_role(connection: psycopg.Connection[Any], role: str, password: str, powers: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if found is None:
        statement = f"CREATE ROLE {{}} {powers} PASSWORD {{}}"
        connection.execute(sql.SQL(statement).format(sql.Identifier(role), sql.Literal(password)))


def prepare(*, owner_url: str, app_url: str, admin_url: str | None = None, narrow: Narrow | None = None) -> None:
    """Make the bound role where it is missing and grant it its work, also on an outside PostgreSQL.

    `narrow` takes rights back on the append-only tables, in the same transaction, so that at no
    moment another session sees them open.
    """
    wanted = conninfo_to_dict(app_url)
    role, password = str(wanted["user"]), str(wanted.get("password") or "")
    with psycopg.connect(admin_url or owner_url, autocommit=True) as connection:
        _ensure_bound_role(connection, role, password)
    with psycopg.connect(owner_url) as connection, connection.cursor() as cursor:
        grant(cursor, role=role)
        if narrow:
            narrow(cursor)


def _ensure_bound_role(connection: psycopg.Connection[Any], role: str, password: str) -> None:
    try:
        _ensure_role(connection, role, password, _APP_IS)
    except psycopg.errors.InsufficientPrivilege as error:
        raise PostgresError(
            f"Peran {role} belum ada dan pemilik tabel tidak boleh membuatnya; jalankan sebagai pengelola PostgreSQL: "
            f"CREATE ROLE {role} {_APP_IS} PASSWORD '…'; atau beri DATABASE_ADMIN_URL."
        ) from error


def grant(cursor: Any, *, role: str) -> None:  # reason: a psycopg cursor or Django's wrapper of one
    """Let the role read and write every table of the schema, and those made later by the same owner."""
    for statement in _GRANTS:
        cursor.execute(statement.format(app=f'"{role}"'))


def unfit_role(connection: psycopg.Connection[Any]) -> str | None:
    """Why this session's role must not serve people, as a sentence; None when it is bound."""
    row = connection.execute(_POWERS).fetchone()
    assert row is not None
    role, is_super, bypasses, owns = row
    for has_power, power in ((is_super, "superuser"), (bypasses, "BYPASSRLS"), (owns, "pemilik tabel")):
        if has_power:
            return (
                f"Peran {role} adalah {power}, sehingga pembatasan antar-LSP tidak berlaku baginya; "
                "beri DATABASE_APP_URL peran terikat buatan 'sahih db prepare'."
            )
    return None


_POWERS = """
SELECT current_user, r.rolsuper, r.rolbypassrls, EXISTS (
    SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(current_user, c.relowner, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = current_user
"""
