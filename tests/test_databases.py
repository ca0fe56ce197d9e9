"""What the other tests stand on: the bound role, and no trace of a test that commits."""

import pytest
from django.db import connection


def one(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    assert row is not None
    return row[0]


@pytest.mark.django_db
def test_tests_run_as_the_bound_role() -> None:
    assert one("SELECT current_user") == "sahih_app"


@pytest.mark.django_db(transaction=True)
def test_committed_row_is_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_cache VALUES ('kept', '', now())")

    assert one("SELECT count(*) FROM django_cache") == 1


# pytest-django runs committing tests last, so the one that looks for their traces commits too.
@pytest.mark.django_db(transaction=True)
def test_committed_row_of_another_test_is_gone() -> None:
    assert one("SELECT count(*) FROM django_cache") == 0


def test_own_database_is_a_copy_of_the_template(own_database: str) -> None:
    assert one("SELECT current_database()") == own_database
    assert one("SELECT count(*) FROM django_migrations") != 0
