"""The archive as a job: progress that is seen, one at a time, a failure that says so, and an end (SE.007 A.IV.8)."""

import datetime as dt
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from sahih.documents.issuing import current_trust
from sahih.documents.verification.berkas import verify_berkas
from sahih.insight.berkas.actions import KEPT_DAYS, STEP, advance_arsip, ask_arsip, expire_arsip, fetch_arsip
from sahih.insight.berkas.queries import arsip_of, get_arsip
from sahih.insight.berkas.tasks import expire, pack
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import local_date, move_to
from sahih.kernel.keys import KeyDestroyed
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.arsip.models import Arsip
from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.jalan import drain, sentence_of

UNTIL = "report"
ASESI = 1
SMALL = 300_000


@pytest.fixture(scope="module", autouse=True)
def _printed(walked_once: Kisah, django_db_blocker: DjangoDbBlocker) -> None:
    """The jobs of the story itself are done, once for all tests."""
    with django_db_blocker.unblock():
        drain()


@pytest.fixture
def at(kisah: Kisah) -> dt.datetime:
    return kisah.at(17)


def asked(kisah: Kisah, at: dt.datetime, key: str = "ketua") -> Arsip:
    found: Arsip = kisah.rumah[key].does(ask_arsip, kisah._fresh(kisah.kasus[0]), at=at)
    return found


def one_run(kisah: Kisah, arsip: Arsip) -> None:
    """What the worker does with the job that waits: it is taken, then done."""
    job = ProcrastinateJob.objects.get(status="todo", task_name="berkas.pack")
    _ends(job, "succeeded")
    pack.run(**job.args)


def _ends(job: ProcrastinateJob, how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [how, job.pk])


def fresh(kisah: Kisah, arsip: Arsip) -> Arsip:
    with tenant(kisah.rumah.lsp.pk):
        return Arsip.objects.select_related("file__key", "permohonan").get(pk=arsip.pk)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond what a print needs; the archive does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_archive_is_made_in_the_background_and_is_the_genuine_file(kisah: Kisah, at: dt.datetime) -> None:
    arsip = asked(kisah, at)
    assert (arsip.status, fresh(kisah, arsip).file) == ("disusun", None)

    drain()

    made = fresh(kisah, arsip)
    assert (made.status, made.done > STEP, made.done == made.total) == ("siap", True, True)
    with tenant(kisah.rumah.lsp.pk):
        assert made.file is not None
        assert verify_berkas(read(made.file), current_trust()).ok
        assert made.file.keep_until == local_date(made.changed_at) + dt.timedelta(days=KEPT_DAYS)


def test_progress_is_kept_run_by_run(kisah: Kisah, at: dt.datetime) -> None:
    arsip = asked(kisah, at)
    assert pack.waits(once=arsip.ref)

    one_run(kisah, arsip)

    seen = fresh(kisah, arsip)
    assert (seen.status, seen.done, seen.total > STEP, pack.waits(once=arsip.ref)) == ("disusun", STEP, True, True)


def test_run_too_many_changes_nothing(kisah: Kisah, at: dt.datetime) -> None:
    arsip = asked(kisah, at)
    drain()
    made = fresh(kisah, arsip)

    pack.run(lsp_id=kisah.rumah.lsp.pk, arsip_id=arsip.pk)

    again = fresh(kisah, arsip)
    assert (again.file_id, again.changed_at) == (made.file_id, made.changed_at)


def test_whoever_asks_meanwhile_gets_the_one_in_the_making(kisah: Kisah, at: dt.datetime) -> None:
    first, second = asked(kisah, at), asked(kisah, at, "mutu")

    assert (first.pk, ProcrastinateJob.objects.filter(status="todo", task_name="berkas.pack").count()) == (second.pk, 1)
    with tenant(kisah.rumah.lsp.pk), pytest.raises(IntegrityError), transaction.atomic():
        Arsip.objects.create(permohonan=first.permohonan, asked_at=at, changed_at=at)


def test_full_disk_ends_it_with_its_sentence_and_it_can_be_tried_again(kisah: Kisah, at: dt.datetime) -> None:
    arsip = asked(kisah, at)
    with full_disk():
        drain()

    failed = fresh(kisah, arsip)
    assert (failed.status, "Ruang simpan penuh" in failed.reason, failed.file) == ("gagal", True, None)
    assert asked(kisah, at).pk == arsip.pk
    drain()
    assert (fresh(kisah, arsip).status, fresh(kisah, arsip).reason) == ("siap", "")


def test_job_that_was_given_up_stands_still_until_it_is_asked_for_again(kisah: Kisah, at: dt.datetime) -> None:
    arsip = asked(kisah, at)
    _ends(ProcrastinateJob.objects.get(status="todo", task_name="berkas.pack"), "failed")
    assert not pack.waits(once=arsip.ref)

    again = asked(kisah, at)

    assert (again.pk, pack.waits(once=arsip.ref)) == (arsip.pk, True)


def test_nobody_makes_or_destroys_an_archive_by_hand(kisah: Kisah, at: dt.datetime) -> None:
    arsip = asked(kisah, at)

    for act in (advance_arsip, expire_arsip):
        with pytest.raises(Refused) as refused:
            kisah.rumah["ketua"].does(act, fresh(kisah, arsip), at=at)
        assert "disusun oleh sistem" in sentence_of(refused.value)


@pytest.mark.parametrize("key", ["admin", "asesor", "komite1", "keuangan", "perusahaan", "asesi01"])
def test_who_may_not_read_all_of_it_neither_asks_nor_takes(kisah: Kisah, at: dt.datetime, key: str) -> None:
    arsip = asked(kisah, at)
    drain()

    with pytest.raises(Refused):
        asked(kisah, at, key)
    with pytest.raises(Refused):
        kisah.rumah[key].does(fetch_arsip, fresh(kisah, arsip), at=at)
    with tenant(kisah.rumah.lsp.pk), pytest.raises(Unseen):
        get_arsip(kisah.rumah[key].actor(at), arsip.permohonan, arsip.ref)


def test_taking_it_is_an_entry_with_its_hash(kisah: Kisah, at: dt.datetime) -> None:
    arsip = asked(kisah, at)
    drain()

    file = kisah.rumah["mutu"].does(fetch_arsip, fresh(kisah, arsip), at=at)

    with tenant(kisah.rumah.lsp.pk):
        entry = AuditEntry.objects.filter(kind="berkas.exported").order_by("-id")[0]
        read_entry = AuditEntry.objects.filter(kind="berkas.read", subject_id=file.pk)
        assert read_entry.exists()
    assert ((entry.new or {})["sha256"], entry.person_id) == (file.sha256, kisah.rumah["mutu"].user.person_id)


def test_archive_is_destroyed_after_its_day_and_not_before(kisah: Kisah, at: dt.datetime, settings: object) -> None:
    settings.SAHIH_CLOCK_MOVABLE = True  # type: ignore[attr-defined]  # reason: pytest-django's settings
    arsip = asked(kisah, at)
    drain()
    made = fresh(kisah, arsip)

    move_to(made.changed_at + dt.timedelta(days=KEPT_DAYS))
    expire.func(timestamp=0)
    assert fresh(kisah, arsip).status == "siap"
    move_to(made.changed_at + dt.timedelta(days=KEPT_DAYS + 1))
    expire.func(timestamp=0)

    gone = fresh(kisah, arsip)
    assert gone.file is not None
    assert (gone.status, gone.file is not None) == ("dimusnahkan", True)
    with tenant(kisah.rumah.lsp.pk), pytest.raises(KeyDestroyed):
        read(gone.file)
    with pytest.raises(Refused):
        kisah.rumah["ketua"].does(fetch_arsip, gone, at=at)


def test_new_archive_can_be_made_while_the_old_one_is_kept(kisah: Kisah, at: dt.datetime) -> None:
    first = asked(kisah, at)
    drain()

    second = asked(kisah, at)
    drain()

    with tenant(kisah.rumah.lsp.pk):
        newest = arsip_of(second.permohonan)
        assert newest is not None
    assert (newest.pk, first.pk != second.pk, fresh(kisah, first).status) == (second.pk, True, "siap")
