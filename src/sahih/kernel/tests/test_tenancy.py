"""One LSP at a time: the manager says it, and PostgreSQL says it again."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from sahih.kernel.audit import AuditEntry
from sahih.kernel.keys import DataKey, new_data_key
from sahih.kernel.numbering import LetterCounter
from sahih.kernel.tenancy import NoTenant, active_lsp_or_none, cross_tenant, tenant
from sahih.kernel.vault.models import StoredFile


def sql(statement: str, *values: int) -> list[tuple[object, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def key_in(lsp_id: int) -> DataKey:
    with tenant(lsp_id):
        return new_data_key()


def test_query_without_a_tenant_raises(here: int) -> None:
    key_in(here)

    with pytest.raises(NoTenant):
        list(DataKey.objects.all())


def test_manager_shows_only_the_active_lsp(here: int, there: int) -> None:
    mine, _theirs = key_in(here), key_in(there)

    with tenant(here):
        assert list(DataKey.objects.all()) == [mine]


def test_raw_sql_without_a_tenant_sees_no_row(here: int) -> None:
    key_in(here)

    assert sql("SELECT count(*) FROM kernel_datakey") == [(0,)]


def test_raw_sql_sees_only_the_active_lsp(here: int, there: int) -> None:
    mine, _theirs = key_in(here), key_in(there)

    with tenant(here):
        assert sql("SELECT id FROM kernel_datakey") == [(mine.pk,)]


def test_raw_sql_cannot_touch_another_lsps_row(here: int, there: int) -> None:
    theirs = key_in(there)

    with tenant(here):
        assert sql("UPDATE kernel_datakey SET wrapped = '' WHERE id = %s RETURNING id", theirs.pk) == []
        assert sql("DELETE FROM kernel_datakey WHERE id = %s RETURNING id", theirs.pk) == []
    with tenant(there):
        assert bytes(DataKey.objects.get().wrapped) != b""


def test_raw_sql_cannot_insert_for_another_lsp(here: int, there: int) -> None:
    with tenant(here), pytest.raises(ProgrammingError, match="row-level security"):
        sql("INSERT INTO kernel_datakey (ref, lsp_id, wrapped) VALUES ('0123456789abcdef', %s, '')", there)


def test_raw_sql_cannot_move_a_row_to_another_lsp(here: int, there: int) -> None:
    key_in(here)

    with tenant(here), pytest.raises(ProgrammingError, match="row-level security"):
        sql("UPDATE kernel_datakey SET lsp_id = %s", there)


def test_row_cannot_point_into_another_lsp(here: int, there: int, noon: dt.datetime) -> None:
    """Foreign keys pass row security, so they carry the LSP with them."""
    theirs = key_in(there)

    with tenant(here), pytest.raises(IntegrityError, match="kernel_storedfile_key_id_lsp"):
        point_at(theirs, noon)


def point_at(key: DataKey, at: dt.datetime) -> None:
    with transaction.atomic():
        StoredFile.objects.create(
            name="x", mime="x", size=0, sha256="0" * 64, path="x", key=key, kind="bukti", received_at=at
        )
        sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_tenant_within_a_tenant_returns_to_the_outer_one(here: int, there: int) -> None:
    mine, theirs = key_in(here), key_in(there)

    with tenant(here):
        with tenant(there):
            inner = sql("SELECT id FROM kernel_datakey")
        assert (inner, sql("SELECT id FROM kernel_datakey")) == ([(theirs.pk,)], [(mine.pk,)])
    assert active_lsp_or_none() is None


def test_tenant_ends_with_an_error_too(here: int) -> None:
    key_in(here)

    with pytest.raises(ZeroDivisionError), tenant(here):
        raise ZeroDivisionError

    assert active_lsp_or_none() is None
    assert sql("SELECT count(*) FROM kernel_datakey") == [(0,)]


def test_crossing_reads_all_writes_nothing_and_leaves_an_entry(here: int, there: int) -> None:
    keys = {key_in(here).pk, key_in(there).pk}

    with cross_tenant(reason="Uji silang."):
        seen = set(DataKey.objects.values_list("pk", flat=True))
        with pytest.raises(NoTenant):
            new_data_key()
        changed = sql("UPDATE kernel_datakey SET wrapped = '' RETURNING id")

    assert (seen, changed) == (keys, [])
    assert list(AuditEntry.objects.values_list("kind", "reason")) == [("tenancy.crossed", "Uji silang.")]


def test_entry_of_one_lsp_is_not_read_in_another(here: int, there: int) -> None:
    with tenant(here), cross_tenant(reason="Di sini."):
        pass

    with tenant(there):
        assert list(AuditEntry.objects.all()) == []
    with tenant(here):
        assert AuditEntry.objects.count() == 1


def test_same_counter_may_stand_in_each_lsp_once(here: int, there: int) -> None:
    for lsp_id in (here, there):
        with tenant(lsp_id):
            LetterCounter.objects.create(kind="SPT", year=2026)

    with tenant(here), pytest.raises(IntegrityError, match="counter_once"), transaction.atomic():
        LetterCounter.objects.create(kind="SPT", year=2026)
