"""`sahih worker`: takes the jobs that actions have deferred."""

import argparse
import asyncio
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import sahih
from sahih.cli import fitness, leash
from sahih.cli.manage import inside_django
from sahih.config import environment


def main(argv: Sequence[str]) -> int:
    """Work until told to stop, or with --once until the queue is empty."""
    options = _parser().parse_args(argv)
    leash.obey(environment.var(), name="worker")
    with inside_django():
        from sahih.kernel.jobs import run_worker  # noqa: PLC0415 -- after setup

        import_tasks()
        fitness.require_bound_role()
        fitness.require_migrated()
        asyncio.run(run_worker(concurrency=options.concurrency, wait=not options.once))
    return 0


def import_tasks() -> None:
    """Every module named `tasks`: a job that nobody has imported would be taken and fail. Needs Django set up."""
    root = Path(sahih.__file__).parent
    for path in sorted(root.rglob("tasks.py")):
        import_module(".".join(("sahih", *path.relative_to(root).with_suffix("").parts)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih worker", description="Menjalankan pekerja latar.")
    parser.add_argument("--concurrency", type=int, default=2, help="pekerjaan bersamaan (bawaan 2)")
    parser.add_argument("--once", action="store_true", help="berhenti bila antrean kosong")
    return parser
