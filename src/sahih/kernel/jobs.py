"""Work after commit: a job is deferred in the transaction that asks for it, and may run twice.

The queue is procrastinate's, in the same PostgreSQL. A job's arguments are ids; it enters the LSP,
acts as the system and calls one action. A killed worker's jobs are taken up again by the sweep.
"""

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status

from sahih.kernel import clock
from sahih.kernel.actor import Actor
from sahih.kernel.tenancy import active_lsp_or_none, tenant

log = structlog.get_logger()

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 8.0

Work = Callable[..., None]
JOBS: dict[str, "Job"] = {}


@dataclass(frozen=True)
class Job:
    """A named piece of background work; `defer` puts it in the queue of this transaction."""

    name: str
    work: Work
    task: Any  # reason: procrastinate's Task is generic in ways that do not help here

    def defer(self, *, once: str | None = None, **ids: int | str) -> None:
        """Queue it for the active LSP; `once` names a lock under which only one may wait."""
        lsp_id = active_lsp_or_none()
        try:
            # A savepoint: the second of two who queue the same thing must not lose their transaction.
            with transaction.atomic():
                self.task.configure(queueing_lock=f"{self.name}:{once}" if once else None).defer(lsp_id=lsp_id, **ids)
        except AlreadyEnqueued:
            return

    def waits(self, *, once: str) -> bool:
        """Whether the work under this lock is queued or being done; of work that was given up, nothing is."""
        rows = ProcrastinateJob.objects.filter(task_name=self.name, queueing_lock=f"{self.name}:{once}")
        return rows.filter(status__in=(Status.TODO.value, Status.DOING.value)).exists()

    def run(self, *, lsp_id: int | None, **ids: int | str) -> None:
        """Do the work now, in one transaction, as the system."""
        with transaction.atomic():
            if lsp_id is None:
                self.work(**ids, actor=Actor.system(), at=clock.now())
                return
            with tenant(lsp_id):
                self.work(**ids, actor=Actor.system(lsp_id), at=clock.now())


def job(name: str, *, queue: str = "default", attempts: int = 8) -> Callable[[Work], Job]:
    """Register `work(**ids, actor, at)` as a job that is tried again with growing waits."""

    def register(work: Work) -> Job:
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=3)

        @app.task(name=name, queue=queue, retry=retry)
        @functools.wraps(work)
        def task(**kwargs: Any) -> None:  # reason: ids by name, checked by `work` itself
            JOBS[name].run(**kwargs)

        JOBS[name] = Job(name=name, work=work, task=task)
        return JOBS[name]

    return register


@app.periodic(cron="* * * * * */10")
@app.task(name="kernel.sweep", queueing_lock="kernel.sweep", pass_context=True)
async def sweep(context: Any, timestamp: int) -> None:  # reason: procrastinate's context type is private
    """Put the jobs of dead workers back into the queue."""
    await _requeue_stalled(context.app.job_manager)


async def _requeue_stalled(manager: Any) -> None:
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await manager.retry_job(stalled, retry_at=dt.datetime.now(dt.UTC))
        except UniqueViolation:
            # Its successor waits under the same queueing lock and will do the same work.
            await manager.finish_job(stalled, Status.ABORTED, delete_job=False)
        log.warning("job.requeued", job=stalled.id, task=stalled.task_name)


async def run_worker(*, concurrency: int = 2, wait: bool = True) -> None:
    """Take jobs until told to stop; with `wait` false, until the queue is empty."""
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # reason: Django's connector has it
    async with worker_app.open_async():
        await _requeue_stalled(worker_app.job_manager)
        await worker_app.run_worker_async(
            concurrency=concurrency,
            wait=wait,
            fetch_job_polling_interval=1.0,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
            delete_jobs="never",
        )
