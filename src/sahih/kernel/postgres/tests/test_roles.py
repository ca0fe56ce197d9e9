"""The bound role: what `prepare` grants, what it never grants, and who may not serve people."""

from collections.abc import Iterator

import psycopg
import pytest

from sahih.kernel.postgres import Cluster, Endpoints, PostgresError, roles


@pytest.fixture
def endpoints(shared_cluster: Cluster) -> Iterator[Endpoints]:
    endpoints = shared_cluster.endpoints()
    yield endpoints
    _execute(endpoints.admin_url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner")
    _execute(endpoints.admin_url, "DROP ROLE IF EXISTS another_app, passing")


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def test_prepare_lets_the_role_work_in_tables_made_before_and_after(endpoints: Endpoints) -> None:
    _execute(endpoints.owner_url, "CREATE TABLE early (id bigserial, n int)")
    roles.prepare(owner_url=endpoints.owner_url, app_url=endpoints.app_url)
    _execute(endpoints.owner_url, "CREATE TABLE late (id bigserial, n int)")

    for table in ("early", "late"):
        _execute(endpoints.app_url, f"INSERT INTO {table} (n) VALUES (1)")
        _execute(endpoints.app_url, f"UPDATE {table} SET n = 2")
        _execute(endpoints.app_url, f"DELETE FROM {table}")


@pytest.mark.parametrize("statement", ["TRUNCATE early", "DROP TABLE early", "CREATE TABLE own (n int)"])
def test_role_may_not_change_the_house_itself(endpoints: Endpoints, statement: str) -> None:
    _execute(endpoints.owner_url, "CREATE TABLE early (n int)")
    roles.prepare(owner_url=endpoints.owner_url, app_url=endpoints.app_url)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _execute(endpoints.app_url, statement)


def test_prepare_narrows_in_the_same_transaction(endpoints: Endpoints) -> None:
    _execute(endpoints.owner_url, "CREATE TABLE log (n int)")

    roles.prepare(
        owner_url=endpoints.owner_url,
        app_url=endpoints.app_url,
        narrow=lambda cursor: cursor.execute("REVOKE UPDATE, DELETE ON log FROM sahih_app"),
    )

    _execute(endpoints.app_url, "INSERT INTO log VALUES (1)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _execute(endpoints.app_url, "DELETE FROM log")


def test_prepare_makes_a_missing_role_with_the_password_of_its_url(endpoints: Endpoints) -> None:
    app_url = endpoints.app_url.replace("//sahih_app:", "//another_app:")

    roles.prepare(owner_url=endpoints.owner_url, app_url=app_url, admin_url=endpoints.admin_url)

    _execute(app_url, "SELECT 1")


def test_prepare_without_the_power_to_make_roles_says_what_to_run(endpoints: Endpoints) -> None:
    app_url = endpoints.app_url.replace("//sahih_app:", "//another_app:")

    with pytest.raises(PostgresError, match="CREATE ROLE another_app LOGIN NOSUPERUSER"):
        roles.prepare(owner_url=endpoints.owner_url, app_url=app_url)


def test_unfit_role_names_superuser_bypass_and_owner_and_passes_the_bound_one(endpoints: Endpoints) -> None:
    _execute(endpoints.owner_url, "CREATE TABLE owned (n int)")
    _execute(endpoints.admin_url, "CREATE ROLE passing LOGIN BYPASSRLS PASSWORD 'p'")
    passing = endpoints.app_url.split("//")[0] + "//passing:p@" + endpoints.app_url.split("@")[1]

    said = {}
    for name, url in (("admin", endpoints.admin_url), ("owner", endpoints.owner_url), ("passing", passing)):
        with psycopg.connect(url) as connection:
            said[name] = (roles.unfit_role(connection) or "").split(",")[0]
    with psycopg.connect(endpoints.app_url) as connection:
        said["app"] = roles.unfit_role(connection) or "fit"

    assert said == {
        "admin": "Peran sahih_admin adalah superuser",
        "owner": "Peran sahih_owner adalah pemilik tabel",
        "passing": "Peran passing adalah BYPASSRLS",
        "app": "fit",
    }
