"""The rehearsal's road as a stage for tests: walked once a module, put back after each test."""

import copy
import datetime as dt
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from sahih.kernel.jobs import JOBS
from sahih.kernel.policy import Refused
from sahih.process.asesmen import actions as act
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.tinjauan import judge, review_process

START = dt.datetime(2026, 10, 21, 5, 0, tzinfo=dt.UTC)


def walked(until: str, *, asesi: int = 2, others: bool = False, story: type[Kisah] = Kisah) -> Kisah:
    """A story that stands where the named step has just ended."""
    kisah = story(start=START, asesi=asesi, others=others)
    for step in kisah.steps():
        step()
        if step.__name__ == until:
            return kisah
    raise LookupError(until)


@contextmanager
def undone() -> Iterator[None]:
    """A transaction, or a part of the running one, of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def borrowed(kisah: Kisah) -> Iterator[Kisah]:
    """The story for one test: rows and objects are as before when it ends."""
    with undone():
        yield copy_of(kisah)


def copy_of(kisah: Kisah) -> Kisah:
    keys = {id(one.passkey): one.passkey for one in kisah.rumah.cast.people.values()}
    return copy.deepcopy(kisah, keys)  # keys cannot be copied, and never change


def drain() -> None:
    """Run every waiting job here and now, in order."""
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job.pk])
        JOBS[job.task_name].run(**job.args)


def sentence_of(refusal: BaseException) -> str:
    """What the user reads."""
    assert isinstance(refusal, Refused), refusal
    return str(refusal.reason)


def refusal_of(who: Pemeran, act: Callable[..., object], *args: object, at: dt.datetime, **how: object) -> str:
    """What they read who may not do this."""
    with pytest.raises(Refused) as refusal:
        who.does(act, *args, at=at, **how)
    return sentence_of(refusal.value)


def judged(kisah: Kisah, number: int = 0, *, at: dt.datetime) -> None:
    """The session up to the asesor's signatures on FR.IA.01 and FR.AK.02; the asesi has signed neither."""
    kasus, asesor = kisah.kasus[number], kisah.rumah["asesor"]
    asesor.does(act.start_asesmen, kisah._asesmen(kasus), at=at)
    kisah._fill(
        asesor, act.save_ia01, kasus, "ia01", lambda content: jawaban.ia01(content, competent=kasus.competent), at=at
    )
    kisah._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
    judge(kisah, kasus, asesor, at=at)
    review_process(kisah, kisah._asesmen(kasus).peserta.jadwal, asesor, at=at)
    kisah._fill(asesor, act.save_ak02, kasus, "ak02", lambda _said: jawaban.ak02(competent=kasus.competent), at=at)
    kisah._put(asesor, act.sign_ak02_asesor, kasus, "ak02", at=at)


def both(*works: Callable[[], object]) -> list[str]:
    """Run them together, each on a connection of its own; `ok`, or the sentence of the refusal."""
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            work()
        except Refused as refusal:
            return str(refusal.reason)
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(one, works), key=lambda said: said != "ok")


def behind(first: Callable[[], object], second: Callable[[], object]) -> str:
    """What the second says that met the lock of the first: it began from what it saw before the first was done."""
    holds = Event()

    def late() -> str:
        try:
            holds.wait(timeout=20)
            second()
        except Refused as refusal:
            return str(refusal.reason)
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(1) as pool:
        said = pool.submit(late)
        with transaction.atomic():
            first()
            holds.set()
            _await_waiting()
        return said.result(timeout=20)


def _await_waiting() -> None:
    """Until some connection of this database waits for a lock."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _turn in range(400):
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise TimeoutError(asked)
