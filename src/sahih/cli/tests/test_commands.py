import json
from importlib import import_module
from pathlib import Path

import pytest

from sahih.cli import COMMANDS, main
from sahih.cli.tests.conftest import Sahih
from sahih.kernel.postgres import Cluster


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_of_the_table_exists(name: str) -> None:
    command = COMMANDS[name]

    assert callable(getattr(import_module(command.module), command.function))


def test_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terbang"]) == 2
    assert "'terbang' tidak dikenal" in capsys.readouterr().err


def test_version_as_json_names_three_programs(sahih: Sahih) -> None:
    assert sorted(json.loads(sahih("version", "--json").stdout)) == ["postgresql", "python", "sahih"]


def test_server_and_worker_refuse_the_owner_of_the_tables(var: Path, sahih: Sahih) -> None:
    assert sahih("migrate", "--verbosity", "0").returncode == 0
    assert sahih("db", "start").returncode == 0
    owner_url = Cluster(var).endpoints().owner_url
    urls = {"DATABASE_URL": owner_url, "DATABASE_APP_URL": owner_url}

    refusals = [sahih(name, **urls) for name in ("serve", "worker")]
    sahih("db", "stop")

    assert [refused.returncode for refused in refusals] == [1, 1]
    assert all("pemilik tabel" in refused.stderr for refused in refusals)


def test_started_database_stays_until_it_is_stopped(sahih: Sahih) -> None:
    started = sahih("db", "start")
    again = sahih("db", "start")
    stopped = sahih("db", "stop")
    once_more = sahih("db", "stop")

    assert (started.returncode, again.returncode) == (0, 0)
    assert stopped.stdout == "Basis data berhenti.\n"
    assert once_more.stdout == "Basis data memang tidak berjalan.\n"


def test_migrate_twice_changes_nothing(sahih: Sahih) -> None:
    again = [sahih("migrate", "--verbosity", "0").returncode for _ in range(2)]

    assert again == [0, 0]
