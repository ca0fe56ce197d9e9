"""Raw SQL over every tenant table, as the bound role, with rows of two LSPs present."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import DatabaseError
from pytest_django import DjangoDbBlocker

from sahih.kernel import rls
from sahih.kernel.checks import unsecured_tables
from sahih.kernel.tenancy import tenant
from sahih.process.contoh import akhir
from sahih.process.contoh.gladi import Gladi
from sahih.process.contoh.muk import MARK
from sahih.process.tests.jalan import drain, undone
from tests.matrix import beside

TENANT_TABLES = sorted(model._meta.db_table for model in apps.get_models() if rls.is_tenant(model))
# What this release's road does not fill.
EMPTY = {
    "institution_relasi", "institution_roleright", "institution_identitycheck", "institution_invitation", "process_nomorbatal",
}  # fmt: skip


@pytest.fixture(scope="module")
def houses(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[int, int]]:
    """Two LSPs with the whole road behind them."""
    with django_db_blocker.unblock(), undone():
        ids = []
        for _ in range(2):
            kisah = Gladi(start=dt.datetime.now(dt.UTC) - dt.timedelta(days=30), asesi=1, others=False)
            kisah.run()
            drain()
            akhir.lodge(kisah, kisah.kasus[0], day=28)
            with tenant(kisah.rumah.lsp.pk):
                beside.fill(kisah)
            ids.append(kisah.rumah.lsp.pk)
        yield ids[0], ids[1]


def sql(statement: str, *values: int) -> list[tuple[int, ...]]:
    """In a savepoint of its own, so that a refusal leaves the rest whole."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def refused(statement: str, *values: int) -> bool:
    """Nothing was touched: no row was in reach, or the database said no."""
    try:
        return sql(statement, *values) == []
    except DatabaseError:
        return True


def test_fx14_no_key_of_a_muk_lies_in_clear_in_any_table(houses: tuple[int, int]) -> None:
    """Letters, jobs, sessions, the trail, sheets: all that a road writes; as text, and as bytes that print as hex."""
    tables = [name for name in connection.introspection.table_names() if name != "django_migrations"]
    spelled = (f"%{MARK}%", f"%{MARK.encode().hex()}%")
    found = {}
    for lsp in houses:
        with tenant(lsp):
            for table in tables:
                told = sql(f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE ANY (%s)", list(spelled))  # type: ignore[arg-type]
                found[table] = told[0][0]

    assert len(tables) > 80
    assert {table: count for table, count in found.items() if count} == {}


def test_every_tenant_table_is_secured(houses: tuple[int, int]) -> None:
    assert unsecured_tables() == []


def test_the_road_fills_every_table_but_those_named(houses: tuple[int, int]) -> None:
    with tenant(houses[0]):
        empty = {table for table in TENANT_TABLES if sql(f'SELECT count(*) FROM "{table}"') == [(0,)]}

    assert empty == EMPTY


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_rows_are_read_by_their_lsp_alone(houses: tuple[int, int], table: str) -> None:
    assert sql(f'SELECT count(*) FROM "{table}"') == [(0,)]
    for mine in houses:
        with tenant(mine):
            assert sql(f'SELECT DISTINCT lsp_id FROM "{table}"') in ([(mine,)], [])


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_rows_of_another_lsp_are_out_of_reach(houses: tuple[int, int], table: str) -> None:
    mine, theirs = houses

    with undone(), tenant(mine):
        assert refused(f'UPDATE "{table}" SET ref = ref WHERE lsp_id = %s RETURNING lsp_id', theirs)
        assert refused(f'DELETE FROM "{table}" WHERE lsp_id = %s RETURNING lsp_id', theirs)
        assert refused(f'SELECT lsp_id FROM "{table}" WHERE lsp_id = %s FOR UPDATE', theirs)


@pytest.mark.parametrize("table", sorted(set(TENANT_TABLES) - EMPTY))
def test_row_cannot_be_given_to_another_lsp(houses: tuple[int, int], table: str) -> None:
    mine, theirs = houses

    with (
        undone(),
        tenant(mine),
        pytest.raises(DatabaseError, match=r"row-level security|append-only|locked|permission|frozen"),
    ):
        sql(f'UPDATE "{table}" SET lsp_id = %s', theirs)


@pytest.mark.parametrize("table", sorted(set(TENANT_TABLES) - EMPTY))
def test_copy_of_a_row_cannot_be_made_for_another_lsp(houses: tuple[int, int], table: str) -> None:
    mine, theirs = houses
    columns = [name for (name,) in _columns(table) if name not in {"id", "ref", "lsp_id"}]
    names = "".join(f', "{name}"' for name in columns)

    with undone(), tenant(mine), pytest.raises(DatabaseError, match=r"row-level security|frozen"):
        sql(
            f'INSERT INTO "{table}" (ref, lsp_id{names}) SELECT left(md5(ref), 16), %s{names} FROM "{table}" LIMIT 1',
            theirs,
        )


def _columns(table: str) -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        return [(str(name),) for (name,) in cursor.fetchall()]


def links() -> list[tuple[str, str, str]]:
    """Table, column and target of every key between tenant tables."""
    return [
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in apps.get_models()
        if rls.is_tenant(model)
        for field in rls.tenant_links(model)
        if isinstance(field.related_model, type) and issubclass(field.related_model, models.Model)
    ]


@pytest.mark.parametrize(("table", "column", "target"), links())
def test_link_into_another_lsp_is_refused(houses: tuple[int, int], table: str, column: str, target: str) -> None:
    mine, theirs = houses
    with tenant(theirs):
        found = sql(f'SELECT id FROM "{target}" ORDER BY id DESC LIMIT 1')
    if table in EMPTY or not found:
        pytest.skip("the road leaves this table empty")

    with undone(), tenant(mine), pytest.raises(DatabaseError):
        point_at(table, column, found[0][0])


def point_at(table: str, column: str, target_id: int) -> None:
    with transaction.atomic():
        sql(f'UPDATE "{table}" SET "{column}" = %s', target_id)
        sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_foreign_key_between_tenant_tables_carries_the_lsp() -> None:
    assert len(links()) > 40
