"""Prints how long the road's frequent acts take, as ratios to the least that the same work could cost.

Each floor is measured in the same run on the same database: a plain template, bare psycopg, one word of typst.
The database is the tests', without fsync, so that the ratios weigh our code and not the disk.
"""

# ruff: noqa: E402 -- models can be imported only after the setup

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

os.environ["DJANGO_SETTINGS_MODULE"] = "sahih.config.testing"

import django

django.setup()

import psycopg
import typst
from django.conf import settings
from django.db import connection
from django.template import Context, Engine
from django.test.utils import setup_test_environment

from sahih.config.testing import test_cluster
from sahih.documents.pdf import fonts
from sahih.documents.sheets import content_of, current_part
from sahih.kernel.actor import Actor
from sahih.kernel.ledger import log
from sahih.kernel.vault.store import store
from sahih.process.asesmen import actions as asesmen
from sahih.process.contoh import jawaban
from sahih.process.sertifikat.actions import issue_sertifikat
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.sertifikat.queries import find_public
from sahih.process.tests.jalan import undone
from sahih.web.tests.panggung import Panggung
from tests import databases

ROUNDS = 15
ROWS = """{% for row in rows %}<tr><th scope="row">{{ row.cells.kuk }}</th>
<td><input type="radio" name="{{ row.key }}" value="ya"></td>
<td><input type="radio" name="{{ row.key }}" value="tidak"></td></tr>{% endfor %}"""
AUDIT = "INSERT INTO kernel_auditentry (at, kind, roles, subject, subject_ref, reason, request_id) VALUES (now(), 'bench', '[]', '', '', '', '')"

Work = Callable[[], object]


def wall_ms(work: Work) -> float:
    """Median wall time after one warm-up."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1_000)
    return median(times)


def weigh(title: str, floor: tuple[str, Work], works: dict[str, Work]) -> None:
    base = wall_ms(floor[1])
    print(f"\n{title}\n  {floor[0]:44}{base:9.2f} ms   x1.0")
    for name, work in works.items():
        spent = wall_ms(work)
        print(f"  {name:44}{spent:9.2f} ms   x{spent / base:.1f}")


def weigh_sheet(stage: Panggung, bare: psycopg.Connection[object]) -> None:
    """The page with every KUK, and what it sends while somebody types."""
    asesor, at = stage.kisah.rumah["asesor"], stage.move(12, 9)
    asesor.does(asesmen.start_asesmen, stage.asesmen(), at=at)
    case, client = stage.asesmen(), stage.browser("asesor")
    with stage.inside():
        content, part = content_of(stage.sheet("ia01")), current_part(stage.sheet("ia01"))
    address = f"{stage.base}/asesmen/{case.ref}/isi/ia-01/"
    assert client.get(address).status_code == 200
    rows = content["rows"]["kuk"]
    plain = Engine().from_string(ROWS)
    weigh(
        f"FR.IA.01, {len(rows)} KUK",
        ("a plain template of as many rows", lambda: plain.render(Context({"rows": rows}))),
        {"the page, log-in, tenant, policy and frame": lambda: client.get(address)},
    )
    posted = jawaban.ia01(content, competent=True)

    def write() -> None:
        bare.execute(AUDIT)
        bare.execute("UPDATE documents_lembarpart SET cipher = %s WHERE id = %s", [bytes(part.cipher), part.pk])
        bare.commit()

    weigh(
        "autosave of FR.IA.01",
        ("bare psycopg: one INSERT, one UPDATE", write),
        {"the action": lambda: asesor.does(asesmen.save_ia01, case, posted, at=at, partial=True)},
    )


def weigh_certificate(stage: Panggung, bare: psycopg.Connection[object]) -> None:
    """Making one, stage by stage, and looking it up."""
    lsp, at = stage.lsp_id, stage.move(27)
    with stage.inside():
        waiting = Sertifikat.objects.select_related(
            "keputusan__asesmen__peserta__permohonan__asesi__user",
            "keputusan__asesmen__peserta__permohonan__versi__skema",
        ).get()

    def issue() -> None:
        waiting.status = Sertifikat.Status.BERNOMOR
        with undone(), stage.inside():
            issue_sertifikat(waiting, actor=Actor.system(lsp), at=at)

    def place() -> None:
        with undone(), stage.inside():
            log.note_leaf("bench", {"n": 1}, at=at)
            log.sequence(at=at)

    def keep() -> None:
        with undone(), stage.inside():
            store([b"%PDF" * 40_000], name="a.pdf", mime="application/pdf", kind="bench", at=at)

    word = typst.Compiler(font_paths=fonts(), ignore_system_fonts=True)
    numbers = iter(range(1_000_000))
    weigh(
        "a certificate",
        (
            "typst: one word on one page",
            lambda: word.compile(input=f"kata{next(numbers)}".encode(), format="pdf"),
        ),
        {"leaf and checkpoint": place, "160 kB encrypted and kept": keep, "the whole issue": issue},
    )
    waiting.status = Sertifikat.Status.BERNOMOR
    with stage.inside():
        number = issue_sertifikat(waiting, actor=Actor.system(lsp), at=at).number
    query = "SELECT * FROM process_sertifikatpublik WHERE number = %s"
    weigh(
        "public look-up",
        ("bare psycopg: one SELECT", lambda: bare.execute(query, [number]).fetchall()),
        {"the query": lambda: find_public(number)},
    )


@contextmanager
def stage_until(step: str) -> Iterator[tuple[Panggung, psycopg.Connection[object]]]:
    """A committed story in a database of its own, and a bare connection beside it."""
    with databases.migrated() as template, databases.copy_of(template) as name:
        story = Panggung.until(step, start=dt.datetime.now(dt.UTC) - dt.timedelta(days=30))
        with psycopg.connect(test_cluster().endpoints().admin_url, dbname=name) as bare:
            yield story, bare
        connection.close()


def main() -> None:
    setup_test_environment()
    settings.SAHIH_CLOCK_MOVABLE = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with stage_until("agree") as (story, bare):
        weigh_sheet(story, bare)
    with stage_until("request_numbers") as (story, bare):
        weigh_certificate(story, bare)


if __name__ == "__main__":
    main()
