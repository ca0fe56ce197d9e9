"""What was written stays written, for the bound role and for the owner of the tables."""

import datetime as dt

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from sahih.kernel.audit import AuditKind, record
from sahih.kernel.ledger.log import note_leaf, sequence

SPOKEN = AuditKind("test.spoken", ("word",))
TABLES = ("kernel_auditentry", "kernel_leaf", "kernel_placed", "kernel_checkpoint")
CHANGES = ("UPDATE {} SET {column} = {column}", "DELETE FROM {}", "TRUNCATE {} CASCADE")


def changes_of(table: str) -> list[str]:
    column = {"kernel_placed": "position", "kernel_checkpoint": "size"}.get(table, "kind")
    return [change.format(table, column=column) for change in CHANGES]


def write_one_of_each(noon: dt.datetime) -> None:
    record(SPOKEN, new={"word": "halo"})
    note_leaf("test", {"n": 1}, at=noon)
    sequence(at=noon)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_bound_role_changes_nothing(table: str, noon: dt.datetime) -> None:
    write_one_of_each(noon)

    for change in changes_of(table):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.parametrize("table", TABLES)
def test_owner_changes_nothing_either(
    table: str, own_database: str, as_owner: psycopg.Connection[object], noon: dt.datetime
) -> None:
    with transaction.atomic():
        write_one_of_each(noon)

    # The owner bows to the forced policies too; outside any LSP it reads what belongs to none.
    assert as_owner.execute(f"SELECT count(*) > 0 FROM {table}").fetchone() == (True,)
    as_owner.commit()
    for change in changes_of(table):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"), as_owner.transaction():
            as_owner.execute(change)


@pytest.mark.django_db
def test_bound_role_cannot_switch_the_triggers_off() -> None:
    for attempt in (
        "ALTER TABLE kernel_auditentry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TRIGGER append_only ON kernel_auditentry",
        "ALTER TABLE kernel_datakey DISABLE ROW LEVEL SECURITY",
        "SET ROLE sahih_owner",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attempt)
