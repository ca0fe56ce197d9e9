"""What stands between a started database and the first page: static files, and in a rehearsal its people."""

import argparse
import json
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from sahih.cli.manage import inside_django
from sahih.config import environment

SEEDS = "sahih.process.contoh"


def main(argv: Sequence[str]) -> int:
    """Print, as the last line, who may log in: [[role, login, note], …]."""
    parser = argparse.ArgumentParser(prog="sahih prepare")
    parser.add_argument("--empty", action="store_true")
    options = parser.parse_args(argv)
    with inside_django():
        from django.core.management import call_command  # noqa: PLC0415 -- after setup

        call_command("collectstatic", interactive=False, verbosity=0)
        print(json.dumps([] if options.empty else _seed()))
    return 0


def _seed() -> list[list[str]]:
    if environment.stage() == "production" or find_spec(SEEDS) is None:
        return []
    seed = getattr(import_module(SEEDS), "seed", None)
    return [list(map(str, login)) for login in seed()] if seed else []
