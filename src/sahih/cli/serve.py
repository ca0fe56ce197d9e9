"""`sahih serve`: the pages and the live streams, in one ASGI process."""

import argparse
import os
import warnings
from collections.abc import Sequence

from sahih.cli import fitness, leash
from sahih.cli.manage import inside_django
from sahih.config import environment

HOST, PORT, POOL = "127.0.0.1", 8000, "10"


def main(argv: Sequence[str]) -> int:
    """Serve until told to stop; refuses a role that could look past the LSP."""
    options = _parser().parse_args(argv)
    leash.obey(environment.var(), name="server")
    os.environ.setdefault("SAHIH_POOL", POOL)
    with inside_django():
        fitness.require_bound_role()
        fitness.require_migrated()
        fitness.require_secured_tables()
        _serve(options.host, options.port)
    return 0


def _serve(host: str, port: int) -> None:
    import uvicorn  # noqa: PLC0415 -- after the refusals, which should be quick
    from django.urls import resolve  # noqa: PLC0415 -- after setup

    # WhiteNoise reads its small files in one piece; our own long files stream by themselves.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    resolve("/")  # reads every page's code now rather than under the first visitor
    uvicorn.run(
        "sahih.config.asgi:application",
        host=host,
        port=port,
        lifespan="off",
        log_level="warning",
        server_header=False,
        # Live streams never end by themselves; a stop must not wait for them.
        timeout_graceful_shutdown=2,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih serve", description="Menjalankan halaman.")
    add_address(parser)
    return parser


def add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"alamat yang didengar (bawaan {HOST})")
    parser.add_argument("--port", default=PORT, type=int, help=f"porta (bawaan {PORT})")
