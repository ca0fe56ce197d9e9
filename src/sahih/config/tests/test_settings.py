"""Production starts only with its secrets, and nothing of a rehearsal in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WHOLE = {
    "SAHIH_ENV": "production",
    "SAHIH_SECRET_KEY": "s" * 50,
    "SAHIH_MASTER_KEY": "bWFzdGVyLWtleS1tYXN0ZXIta2V5LW1hc3Rlci1rZXk=",
    "SAHIH_PUBLIC_URL": "https://sahih.example",
    "DATABASE_URL": "postgresql://owner@/sahih",
    "DATABASE_APP_URL": "postgresql://app@/sahih",
}


def load(folder: Path, code: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own: they are read once."""
    wanted = {name: value for name, value in {**WHOLE, **changes}.items() if value}
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("SAHIH_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-c", f"import sahih.config.settings as settings\n{code}"],
        env={**bare, "SAHIH_VAR": str(folder), **wanted},
        capture_output=True,
        text=True,
        check=False,
    )


def test_whole_production_environment_is_accepted(tmp_path: Path) -> None:
    done = load(tmp_path, "print(settings.SECURE_HSTS_SECONDS, settings.SESSION_COOKIE_SECURE, settings.ALLOWED_HOSTS)")

    assert (done.stdout, done.stderr) == ("31536000 True ['sahih.example']\n", "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SAHIH_DEBUG": "1"}, "SAHIH_DEBUG harus kosong"),
        ({"SAHIH_CLOCK": "movable"}, "SAHIH_CLOCK harus kosong"),
        ({"SAHIH_SECRET_KEY": ""}, "beri SAHIH_SECRET_KEY"),
        ({"SAHIH_MASTER_KEY": ""}, "kunci induk tidak ada"),
        ({"SAHIH_PUBLIC_URL": "http://sahih.example"}, "harus alamat https://"),
    ],
)
def test_production_refuses(tmp_path: Path, change: dict[str, str], sentence: str) -> None:
    done = load(tmp_path, **change)

    assert done.returncode != 0
    assert sentence in done.stderr.splitlines()[-1]


def test_development_makes_its_secret_once(tmp_path: Path) -> None:
    code = "print(settings.SECRET_KEY)"

    first, second = (load(tmp_path, code, SAHIH_ENV="", SAHIH_SECRET_KEY="").stdout for _ in range(2))

    assert first == second
    assert len(first) > 40


@pytest.mark.parametrize(("role", "user"), [("owner", "owner"), ("app", "app"), ("", "app")])
def test_role_decides_who_enters(tmp_path: Path, role: str, user: str) -> None:
    done = load(tmp_path, "print(settings.DATABASES['default']['USER'])", SAHIH_DB_ROLE=role)

    assert done.stdout.strip() == user


def test_pool_is_for_servers_only(tmp_path: Path) -> None:
    code = "print(settings.DATABASES['default']['OPTIONS'].get('pool'))"

    assert load(tmp_path, code).stdout == "None\n"
    assert "'max_size': 4" in load(tmp_path, code, SAHIH_POOL="4").stdout


def test_no_state_is_kept_in_a_process(tmp_path: Path) -> None:
    code = "print(settings.CACHES['default']['BACKEND'], settings.SESSION_ENGINE)"

    assert load(tmp_path, code).stdout.split() == [
        "django.core.cache.backends.db.DatabaseCache",
        "django.contrib.sessions.backends.db",
    ]
