"""Weighs the evidence map of a MUK with 100 units, 1,500 KUK and 6,000 items against the bare queries that read its rows.

The floor is the very SQL that the map asks, sent again by psycopg over the same connection under the same row level
security, its rows fetched and thrown away. Map and floor take turns, so that a busy machine slows both. Exits with 1
when a ratio or the number of statements is past its limit.
"""

# ruff: noqa: E402 -- models can be imported only after the setup

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from statistics import median

os.environ["DJANGO_SETTINGS_MODULE"] = "sahih.config.testing"

import django

django.setup()

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sahih.kernel.tenancy import tenant
from sahih.materials.peta.gaps import gaps_of
from sahih.materials.peta.queries import map_of
from sahih.materials.peta.tests.banks import fill_bank, large_versi, open_bank
from sahih.materials.tests.builders import make_lsp
from tests import databases

UNITS, KUK, BUTIR = 100, 1_500, 6_000
ROUNDS, LIMIT, STATEMENTS = 15, 10.0, 5
Work = Callable[[], object]


def wall_ms(work: Work) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


def weigh(title: str, ours: Work, floor: Work) -> bool:
    """The median of the ratios of neighbours, after one round that warms both."""
    ours(), floor()
    pairs = [(wall_ms(ours), wall_ms(floor)) for _ in range(ROUNDS)]
    ratio = median(one / other for one, other in pairs)
    mine, base = (median(column) for column in zip(*pairs, strict=True))
    verdict = "ok" if ratio <= LIMIT else "TOO SLOW"
    print(f"{title:44}{mine:8.1f} ms  floor {base:7.1f} ms   x{ratio:.2f}  (limit x{LIMIT:g})  {verdict}")
    return ratio <= LIMIT


def weigh_map() -> bool:
    at = dt.datetime.now(dt.UTC)
    versi = large_versi(units=UNITS, at=at)
    muk = open_bank(versi, at=at)
    fill_bank(muk)
    with CaptureQueriesContext(connection) as asked:
        peta = map_of(muk)
    if (len(peta.kuk), len(peta.butir)) != (KUK, BUTIR):
        raise SystemExit(f"{len(peta.kuk)} KUK and {len(peta.butir)} items were laid: no comparison.")
    statements = [one["sql"] for one in asked.captured_queries]
    rows = 0

    def floor() -> None:
        nonlocal rows
        rows = 0
        with connection.connection.cursor() as cursor:
            for statement in statements:
                rows += len(cursor.execute(statement).fetchall())

    floor()
    print(
        f"{UNITS} units, {KUK:,} KUK, {BUTIR:,} items: {rows:,} rows in {len(statements)} statements (limit {STATEMENTS})"
    )
    light = [weigh("the map / its bare queries", lambda: map_of(muk), floor)]
    light.append(weigh("the map and its gaps / its bare queries", lambda: gaps_of(map_of(muk)), floor))
    return all(light) and len(statements) <= STATEMENTS


def main() -> None:
    translation.activate("id")
    with databases.migrated() as template, databases.copy_of(template):
        lsp = make_lsp("timbang", 900)
        with tenant(lsp.pk):
            light = weigh_map()
        connection.close()
    sys.exit(0 if light else 1)


if __name__ == "__main__":
    main()
