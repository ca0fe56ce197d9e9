"""What the surroundings say is parsed once and refused in sentences."""

from pathlib import Path

import pytest

from sahih.config import environment


def test_url_with_socket_folder_becomes_the_host() -> None:
    entry = environment.as_django("postgresql://sahih_app:s%2Fecret@/sahih?host=%2Frun%2Fpg&sslmode=disable")

    assert entry == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "sahih",
        "USER": "sahih_app",
        "PASSWORD": "s/ecret",
        "HOST": "/run/pg",
        "PORT": "",
        "OPTIONS": {"sslmode": "disable"},
    }


def test_url_with_host_and_port_is_kept() -> None:
    entry = environment.as_django("postgres://u:p@db.example:6432/lsp")

    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "6432", "lsp")


def test_other_database_is_refused() -> None:
    with pytest.raises(environment.BadEnvironment, match="postgresql://"):
        environment.as_django("sqlite:///db.sqlite3")


def test_owner_without_bound_role_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@/sahih")
    monkeypatch.delenv("DATABASE_APP_URL")

    with pytest.raises(environment.BadEnvironment, match="DATABASE_APP_URL"):
        environment.databases()


def test_unknown_stage_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHIH_ENV", "staging")

    with pytest.raises(environment.BadEnvironment, match="SAHIH_ENV=staging"):
        environment.stage()


def test_var_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAHIH_VAR", str(tmp_path))

    assert environment.var() == tmp_path
