"""The database's own no: row level security, composite tenant keys, append-only tables.

One migration operation at the end of each migration, `SecureTables`, walks the models of its app
and brings the database to what the models say; it is idempotent. PostgreSQL checks foreign keys
without row level security, so a key between tenant tables carries the LSP with it.
"""

import os
from collections.abc import Sequence

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

APP_ROLE_ENV = "SAHIH_APP_ROLE"

_ACTIVE = "NULLIF(current_setting('app.lsp', true), '')::bigint"
_PERSON = "NULLIF(current_setting('app.person', true), '')::bigint"
_CROSS = "current_setting('app.cross', true) = 'on'"


def app_role() -> str:
    return os.environ.get(APP_ROLE_ENV, "sahih_app")


class SecureTables(Operation):
    """Give every tenant table of the app its policy and its composite keys."""

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, *, own: dict[str, str] | None = None, append_only: Sequence[str] = (), lockable: Sequence[str] = ()
    ) -> None:
        self.own = own or {}
        self.append_only = tuple(append_only)
        self.lockable = tuple(lockable)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        return

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in _tenant_models(to_state.apps, app_label):
            for statement in tenant_statements(model, own=self.own.get(model.__name__)):
                schema_editor.execute(statement, params=None)
        for name in self.append_only:
            table = to_state.apps.get_model(app_label, name)._meta.db_table
            for statement in append_only_statements(table):
                schema_editor.execute(statement, params=None)
        for name in self.lockable:
            table = to_state.apps.get_model(app_label, name)._meta.db_table
            for statement in lockable_statements(table):
                schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        return

    def describe(self) -> str:
        return "Secure the tenant and append-only tables"


def _tenant_models(apps: Apps, app_label: str) -> list[type[models.Model]]:
    return [model for model in apps.get_app_config(app_label).get_models() if is_tenant(model)]


def is_tenant(model: type[models.Model]) -> bool:
    """A table with a non-null `lsp` column belongs to one LSP."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return "lsp" in fields and not fields["lsp"].null


def tenant_statements(model: type[models.Model], *, own: str | None = None) -> list[str]:
    """Policy, the unique pair that others point at, and this table's composite keys."""
    table = model._meta.db_table
    visible = f"lsp_id = {_ACTIVE} OR {_CROSS}"
    if own:
        visible += f" OR {own} = {_PERSON}"
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS tenant_read ON "{table}"',
        f'CREATE POLICY tenant_read ON "{table}" FOR SELECT USING ({visible})',
        *_write_policies(table, f"lsp_id = {_ACTIVE}"),
        _unique_pair(table),
        *(_composite_key(table, field) for field in tenant_links(model)),
    ]


def _write_policies(table: str, mine: str) -> list[str]:
    return [
        f'DROP POLICY IF EXISTS tenant_insert ON "{table}"',
        f'CREATE POLICY tenant_insert ON "{table}" FOR INSERT WITH CHECK ({mine})',
        f'DROP POLICY IF EXISTS tenant_update ON "{table}"',
        f'CREATE POLICY tenant_update ON "{table}" FOR UPDATE USING ({mine}) WITH CHECK ({mine})',
        f'DROP POLICY IF EXISTS tenant_delete ON "{table}"',
        f'CREATE POLICY tenant_delete ON "{table}" FOR DELETE USING ({mine})',
    ]


def tenant_links(model: type[models.Model]) -> list[models.ForeignKey]:  # type: ignore[type-arg]  # reason: any target
    """Foreign keys to other tenant tables, which must carry the LSP."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.name != "lsp"
        and isinstance(field.related_model, type)
        and is_tenant(field.related_model)
    ]


def _guarded(constraint: str, table: str, definition: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{constraint}') THEN "  # noqa: S608 -- names of our own tables
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{constraint}" {definition}; END IF; END $$'
    )


def pair_name(table: str) -> str:
    return f"{table}_lsp_pair"[-63:]


def _unique_pair(table: str) -> str:
    return _guarded(pair_name(table), table, "UNIQUE (lsp_id, id)")


def link_name(table: str, column: str) -> str:
    return f"{table}_{column}_lsp"[-63:]


def _composite_key(table: str, field: "models.ForeignKey[models.Model, models.Model]") -> str:
    assert isinstance(field.related_model, type)
    target = field.related_model._meta.db_table
    ensure_pair = _unique_pair(target)
    key = _guarded(
        link_name(table, field.column),
        table,
        f'FOREIGN KEY (lsp_id, "{field.column}") REFERENCES "{target}" (lsp_id, id) DEFERRABLE INITIALLY DEFERRED',
    )
    return f"{ensure_pair}; {key}"


_REFUSE_CHANGE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$"""
_REFUSE_LOCKED = """CREATE OR REPLACE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF TG_OP = 'DELETE' OR OLD.locked_at IS NOT NULL THEN
RAISE EXCEPTION 'locked: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END IF;
RETURN NEW; END $$"""


def append_only_statements(table: str) -> list[str]:
    """Refuse UPDATE, DELETE and TRUNCATE for everybody, the owner included."""
    return [
        _REFUSE_CHANGE,
        _trigger(table, "append_only", "UPDATE OR DELETE", "ROW", "refuse_change"),
        _trigger(table, "append_only_truncate", "TRUNCATE", "STATEMENT", "refuse_change"),
    ]


def lockable_statements(table: str) -> list[str]:
    """Refuse every change of a row once its `locked_at` is set, and its deletion at any time."""
    return [
        _REFUSE_CHANGE,
        _REFUSE_LOCKED,
        _trigger(table, "lockable", "UPDATE OR DELETE", "ROW", "refuse_locked"),
        _trigger(table, "append_only_truncate", "TRUNCATE", "STATEMENT", "refuse_change"),
    ]


def _trigger(table: str, name: str, event: str, each: str, function: str) -> str:
    return (
        f'DROP TRIGGER IF EXISTS {name} ON "{table}"; '
        f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {function}()'
    )


def revoke_append_only(cursor: CursorWrapper) -> None:
    """Take UPDATE, DELETE and TRUNCATE on the append-only tables from the application's role."""
    cursor.execute(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'append_only'"
    )
    for (table,) in cursor.fetchall():
        cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{app_role()}"')


class NullableTenant(Operation):
    """Policy for a table whose rows may belong to no LSP: those are seen only outside any LSP."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        return

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        mine = f"lsp_id IS NOT DISTINCT FROM {_ACTIVE}"
        schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY', params=None)
        schema_editor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY', params=None)
        schema_editor.execute(f'DROP POLICY IF EXISTS tenant_read ON "{table}"', params=None)
        schema_editor.execute(
            f'CREATE POLICY tenant_read ON "{table}" FOR SELECT USING ({mine} OR {_CROSS})', params=None
        )
        for statement in _write_policies(table, mine):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        return

    def describe(self) -> str:
        return f"Row security for {self.model}"
