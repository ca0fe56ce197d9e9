"""SIGKILL of the worker that makes an archive, in its first run, on the way and while it packs: one archive, whole, as without."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from sahih.documents.issuing import current_trust
from sahih.documents.verification.arsip import unpack
from sahih.documents.verification.berkas import INDEX, verify_berkas
from sahih.insight.berkas.actions import STEP, ask_arsip
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.jobs import JOBS
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.arsip.models import Arsip
from sahih.process.permohonan.models import Permohonan
from tests import databases
from tests.endurance.ends import acts_of, end_of, is_whole
from tests.endurance.place import Place, kill

# The usual run knows the ends without a death from insight/berkas/tests/test_arsip.py.
pytestmark = pytest.mark.endurance

Rows = dict[str, list[tuple[object, ...]]]

TASK, LAST = "berkas.pack", -1
# How many runs are over, and the table before which the next one dies; the last packs, and its bytes are in the vault by then.
MOMENTS = [
    (0, "kernel_auditentry"),
    (0, "process_arsip"),
    (2, "process_arsip"),
    (LAST, "kernel_auditentry"),
    (LAST, "kernel_storedfile"),
    (LAST, "process_arsip"),
]


@dataclass(frozen=True)
class Ended:
    """What is the same, whoever died: the rows, the acts, the progress that is told, and what the archive holds."""

    rows: Rows
    acts: dict[str, int]
    arsip: list[tuple[object, ...]]
    members: tuple[str, ...]
    sheets: tuple[tuple[str, str, str], ...]


@pytest.fixture(scope="module")
def asked(stage: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The road is over and its jobs are done; somebody has asked for the archive, and nobody works yet."""
    with django_db_blocker.unblock(), databases.copy_of(stage) as name:
        Place(name).work()
        lsp_id = Lsp.objects.get().pk
        with tenant(lsp_id):
            ask_arsip(Permohonan.objects.get(), actor=Actor.system(lsp_id), at=dt.datetime.now(dt.UTC))
        connection.close()
        yield name


@pytest.fixture
def place(asked: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    with django_db_blocker.unblock(), databases.copy_of(asked) as name:
        yield Place(name)
        connection.close()


@pytest.fixture(scope="module")
def unkilled(asked: str, django_db_blocker: DjangoDbBlocker) -> Ended:
    with django_db_blocker.unblock(), databases.copy_of(asked) as name:
        place = Place(name)
        place.work()
        return ended(place)


def ended(place: Place) -> Ended:
    """The archive holds before a stranger, every file opens, and this is what is told of it."""
    assert is_whole(place)
    with tenant(Lsp.objects.get().pk):
        arsip = Arsip.objects.select_related("file__key").get()
        assert arsip.file is not None
        archive = read(arsip.file)
        assert verify_berkas(archive, current_trust()).ok
    members = unpack(archive)
    sheets = tuple((one["code"], one["ref"], one["state"]) for one in json.loads(members[INDEX])["lembar"])
    assert len(sheets) > 2 * STEP
    told = place.rows("SELECT status, done, total, reason FROM process_arsip")
    assert told == [("siap", len(sheets), len(sheets), "")]
    return Ended(end_of(place), acts_of(place), told, tuple(members), sheets)


def go(place: Place, runs: int) -> int:
    """Do so many runs here, or all but the last; how many sheets are done then."""
    while runs and not (runs == LAST and _is_printed()):
        job = ProcrastinateJob.objects.get(status="todo", task_name=TASK)
        place.change("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", job.pk)
        JOBS[TASK].run(**job.args)
        runs -= runs > 0
    done: int = _arsip()[0]
    connection.close()
    return done


def _is_printed() -> bool:
    done, total = _arsip()
    return 0 < total == done


def _arsip() -> tuple[Any, Any]:
    with tenant(Lsp.objects.get().pk):
        return Arsip.objects.values_list("done", "total").get()


@pytest.mark.parametrize(("runs", "table"), MOMENTS)
def test_archive_whose_worker_was_killed_ends_as_without(place: Place, unkilled: Ended, runs: int, table: str) -> None:
    done = go(place, runs)
    with place.barred(table) as bar, place.worker() as worker:
        bar.await_somebody()
        assert place.rows("SELECT task_name FROM procrastinate_jobs WHERE status = 'doing'") == [(TASK,)]
        kill(worker)
    assert place.rows("SELECT status, done, file_id FROM process_arsip") == [("disusun", done, None)]

    place.work()

    assert ended(place) == unkilled


@pytest.mark.parametrize("runs", [0, 2])
def test_worker_killed_between_a_run_and_the_next_prints_nothing_twice(
    place: Place, unkilled: Ended, runs: int
) -> None:
    """What it did stays and its successor waits: the dead job gives way, and the progress told is that of the prints made."""
    done = go(place, runs)
    _dies_having_done(place, "process_arsip")
    assert place.rows("SELECT status, done FROM process_arsip") == [("disusun", done + STEP)]

    place.work()

    found = ended(place)
    assert (found.rows.pop("jobs"), found) == (
        _one_given_way(unkilled.rows),
        replace(unkilled, rows=_without_jobs(unkilled.rows)),
    )


def _one_given_way(rows: Rows) -> list[tuple[object, ...]]:
    """One of the runs is told as given up for its successor."""
    total = next(int(str(count)) for task, _status, count in rows["jobs"] if task == TASK)
    others = [one for one in rows["jobs"] if one[0] != TASK]
    return sorted([*others, (TASK, "aborted", 1), (TASK, "succeeded", total - 1)])  # type: ignore[type-var]  # reason: names and counts


def _without_jobs(rows: Rows) -> Rows:
    return {name: found for name, found in rows.items() if name != "jobs"}


def test_worker_killed_after_packing_makes_no_second_archive(place: Place, unkilled: Ended) -> None:
    go(place, LAST)
    _dies_having_done(place, "process_arsip")
    made = place.rows("SELECT status, file_id FROM process_arsip")

    place.work()

    assert place.rows("SELECT status, file_id FROM process_arsip") == made
    assert ended(place) == unkilled


def test_worker_killed_in_every_run_still_ends_as_without(place: Place, unkilled: Ended) -> None:
    """One death after another, each a run further: no run is lost and none is counted twice."""
    deaths = 0
    while place.rows("SELECT 1 FROM process_arsip WHERE status = 'disusun'"):
        with place.barred("process_arsip") as bar, place.worker() as worker:
            bar.await_somebody()
            kill(worker)
        place.change("UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL WHERE status = 'doing'")
        deaths += 1
        go(place, 1)

    assert (TASK, "succeeded", deaths) in unkilled.rows["jobs"]
    assert ended(place) == unkilled


def _dies_having_done(place: Place, table: str) -> None:
    """The run commits; its job is never marked as done."""
    with place.worker() as worker, ExitStack() as stack:
        with place.barred(table) as bar:
            bar.await_somebody()
            unfinished = stack.enter_context(place.unfinishable(TASK))
        unfinished.await_somebody()
        kill(worker)
        unfinished.cut_off()
