"""`sahih db …`: the embedded database by hand, and the bound role of an outside one."""

import argparse
import os
import subprocess
from collections.abc import Sequence

from sahih.cli import programs
from sahih.cli.manage import inside_django, running_database
from sahih.cli.refusal import Refusal
from sahih.config import environment


def main(argv: Sequence[str]) -> int:
    """Start, stop, prepare, or look inside."""
    options, rest = _parser().parse_known_args(argv)
    if rest and options.what != "psql":
        raise Refusal(f"Pilihan {rest[0]} tidak dikenal; lihat 'sahih db --help'.")
    if options.what == "psql":
        return psql(rest, role=options.role)
    return {"start": start, "stop": stop, "prepare": prepare}[options.what]()


def start() -> int:
    """Start the embedded database and let it run after this command."""
    _require_embedded()
    environment.embedded().start(keep=True)
    print(f"Basis data berjalan di {environment.var()}; berhenti dengan 'sahih db stop'.")
    return 0


def stop() -> int:
    """Stop it, whoever started it."""
    _require_embedded()
    was_running = environment.embedded().stop()
    print("Basis data berhenti." if was_running else "Basis data memang tidak berjalan.")
    return 0


def prepare() -> int:
    """Make the bound role and grant it its work; the owner's tables may come later."""
    with inside_django(role="owner"):
        from sahih.cli.migrate import app_user, prepare_roles  # noqa: PLC0415 -- after setup

        prepare_roles()
        print(f"Peran {app_user()} siap: terikat, bukan pemilik, tanpa BYPASSRLS.")
    return 0


def psql(arguments: Sequence[str], *, role: str) -> int:
    """An interactive look as one of the roles; the bound one unless asked otherwise."""
    with running_database():
        urls = environment.databases()
        url = {"app": urls.app_url, "owner": urls.owner_url, "admin": urls.admin_url}[role]
        surroundings = {**os.environ, **programs.environment_for(url), "PSQL_HISTORY": os.devnull}
        return subprocess.run([programs.program("psql"), *arguments], check=False, env=surroundings).returncode


def _require_embedded() -> None:
    if environment.has_outside_database():
        raise Refusal("DATABASE_URL menunjuk basis data luar; jalankan dan hentikan di tempatnya sendiri.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih db", description="Basis data bawaan, dan peran terikat.")
    parser.add_argument("what", choices=("start", "stop", "prepare", "psql"))
    parser.add_argument("--role", choices=("app", "owner", "admin"), default="app", help="untuk psql (bawaan app)")
    return parser
