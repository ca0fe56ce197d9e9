"""SIGKILL of a real worker inside each job, at each table it writes: the end is that of a worker who lived."""

from contextlib import ExitStack

import pytest
from pytest_django import DjangoDbBlocker

from sahih.cli.worker import import_tasks
from sahih.kernel.jobs import JOBS
from tests import databases
from tests.endurance.ends import acts_of, end_of, is_whole
from tests.endurance.place import Place, kill, letters

# Each job's tables in the order in which it writes; the last of each is killed in the usual run, all in `make endurance`.
WRITES = {
    "lembar.print": ("kernel_storedfile", "documents_cetakan", "kernel_auditentry"),
    "outbox.send": ("kernel_message",),
    "sertifikat.issue": (
        "kernel_signingkey",
        "kernel_leaf",
        "kernel_placed",
        "kernel_checkpoint",
        "kernel_storedfile",
        "process_sertifikatpublik",
        "kernel_auditentry",
        "kernel_message",
    ),
    "kernel.seal": ("kernel_leaf", "kernel_auditseal", "kernel_placed", "kernel_checkpoint"),
}
# Goes some prints a run, each run a transaction and a job of its own: its deaths stand in test_killed_arsip.py.
ELSEWHERE = {"berkas.pack"}
MOMENTS = [
    pytest.param(task, table, id=f"{task}-{table}", marks=[] if table == tables[-1] else [pytest.mark.endurance])
    for task, tables in WRITES.items()
    for table in tables
]

Ends = tuple[dict[str, list[tuple[object, ...]]], dict[str, int]]


@pytest.fixture(scope="module")
def unkilled(stage: str, django_db_blocker: DjangoDbBlocker) -> Ends:
    """The end of a run in which nobody died."""
    with django_db_blocker.unblock(), databases.copy_of(stage) as name:
        place = Place(name)
        place.work()
        assert is_whole(place)
        return end_of(place), acts_of(place)


def test_every_job_has_its_deaths() -> None:
    import_tasks()

    ours = {name for name, job in JOBS.items() if ".tests." not in job.work.__module__}
    assert ours <= WRITES.keys() | ELSEWHERE


@pytest.mark.parametrize(("task", "table"), MOMENTS)
def test_worker_killed_inside_a_job_changes_nothing_at_the_end(
    place: Place, unkilled: Ends, task: str, table: str
) -> None:
    die(place, task, table)

    place.work()

    assert (end_of(place), acts_of(place)) == unkilled
    assert is_whole(place)


@pytest.mark.parametrize("task", [pytest.param(task, marks=pytest.mark.endurance) for task in WRITES])
def test_worker_killed_between_commit_and_done_does_no_work_twice(place: Place, unkilled: Ends, task: str) -> None:
    """The job runs a second time and finds its work done; only a second look at a print is an entry more."""
    first(place, task)
    with place.worker() as worker, ExitStack() as stack:
        with place.barred(WRITES[task][-1]) as bar:
            bar.await_somebody()
            unfinished = stack.enter_context(place.unfinishable(task))
        unfinished.await_somebody()
        kill(worker)
        unfinished.cut_off()

    place.work()

    more = {"lembar.printed": 1} if task == "lembar.print" else {}
    assert end_of(place) == unkilled[0]
    assert acts_of(place) == {kind: count + more.get(kind, 0) for kind, count in unkilled[1].items()}
    assert is_whole(place)


def test_worker_killed_after_sending_sends_the_same_letter_again(place: Place, unkilled: Ends) -> None:
    """The letter stands in the box before its row says so: twice, and word for word the same."""
    before = len(letters())
    die(place, "outbox.send", "kernel_message")
    once = letters()[before:]

    place.work()

    again = letters()[before + 1 :]
    assert len(once) == 1
    assert sum(one.partition("\n\n")[2] == once[0].partition("\n\n")[2] for one in again) == 1
    assert end_of(place) == unkilled[0]


def test_dead_job_whose_successor_waits_does_not_stop_the_next_worker(place: Place, unkilled: Ends) -> None:
    """Two of one queueing lock may not wait: the dead one gives way."""
    die(place, "kernel.seal", "kernel_checkpoint")
    place.change(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args)"
        " SELECT queue_name, task_name, queueing_lock, args FROM procrastinate_jobs"
        " WHERE task_name = %s AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo')",
        "kernel.seal",
        "kernel.seal",
    )

    place.work()

    ends = "SELECT status, count(*) FROM procrastinate_jobs WHERE task_name = 'kernel.seal' GROUP BY 1 ORDER BY 1"
    assert place.rows(ends) == [("succeeded", 1), ("aborted", 1)]
    assert (end_of(place), acts_of(place)) == unkilled


def first(place: Place, task: str) -> None:
    place.change("UPDATE procrastinate_jobs SET priority = 1 WHERE task_name = %s AND status = 'todo'", task)


def die(place: Place, task: str, table: str) -> None:
    """Start a worker, wait until the job stands before the table, kill the worker there."""
    first(place, task)
    with place.barred(table) as bar, place.worker() as worker:
        bar.await_somebody()
        assert place.rows("SELECT task_name FROM procrastinate_jobs WHERE status = 'doing'") == [(task,)]
        kill(worker)
