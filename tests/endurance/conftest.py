"""A road walked up to where every kind of job waits once, and a copy of it for each test."""

import datetime as dt
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from sahih.cli.tests.conftest import command, surroundings
from sahih.cli.worker import import_tasks
from sahih.kernel.jobs import JOBS
from sahih.kernel.tasks import seal
from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.jalan import drain
from tests import databases
from tests.endurance.gladi import Outcome, rehearsal
from tests.endurance.place import Place

KEPT = ("lembar.print", "outbox.send")


@pytest.fixture(scope="module")
def stage(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """One certificate to make, one sheet to print, one letter to send, one head to sign; nobody works yet."""
    import_tasks()
    with django_db_blocker.unblock(), databases.copy_of(database_template) as name:
        start = dt.datetime.now(dt.UTC) - dt.timedelta(days=30)
        story = Kisah(start=start, asesi=1, others=False)
        *road, issue = story.steps()
        for step in road:
            step()
        kept = [_set_aside(task) for task in KEPT]
        drain()
        issue()
        for task, facts in [*((JOBS[job].task, facts) for job, facts in kept), (seal, {"timestamp": 0})]:
            task.defer(**facts)
        connection.close()
        yield name


def _set_aside(task: str) -> tuple[str, dict[str, int]]:
    """Take the newest job of a kind out of the queue; its arguments."""
    job = ProcrastinateJob.objects.filter(status="todo", task_name=task).order_by("id").last()
    assert job is not None, task
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
    return task, job.args


@pytest.fixture
def place(stage: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """A copy of the stage to kill workers in."""
    with django_db_blocker.unblock(), databases.copy_of(stage) as name:
        yield Place(name)
        connection.close()


@pytest.fixture(scope="session")
def demoed() -> Iterator[Path]:
    """A `var` of rehearsals; short and reachable for the user who runs PostgreSQL for root."""
    folder = Path(tempfile.mkdtemp(prefix="sahih-demo-"))
    folder.chmod(0o755)
    yield folder
    subprocess.run(command("db", "stop"), env=surroundings(folder), capture_output=True, check=False)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def unkilled_demo(demoed: Path) -> Outcome:
    """The first rehearsal of the folder, in which nobody dies."""
    with rehearsal(demoed) as first:
        return first.outcome()
