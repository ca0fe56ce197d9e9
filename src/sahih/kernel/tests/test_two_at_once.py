"""Two connections at once: numbers without gaps, one tree, jobs that may run twice."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from sahih.kernel import outbox
from sahih.kernel.actor import Actor
from sahih.kernel.jobs import JOBS, job
from sahih.kernel.ledger.log import note_leaf, prove, sequence
from sahih.kernel.ledger.merkle import leaf_hash, verify_inclusion
from sahih.kernel.ledger.models import Checkpoint, Leaf, Placed
from sahih.kernel.numbering import LetterNumber, take_number, void_number
from sahih.kernel.outbox import Message
from sahih.kernel.tasks import send_message
from sahih.kernel.tenancy import tenant
from sahih.kernel.tests.conftest import make_lsp

PATTERN = "{urut}/{kode}/{bulan}/{tahun}"


def at_once(work: Callable[[int], object], *, times: int = 2) -> list[object]:
    """Run the same work in threads that start together, each with its own connection."""
    start = Barrier(times)

    def one(number: int) -> object:
        try:
            start.wait(timeout=10)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.django_db(transaction=True)
def test_numbers_of_two_connections_have_no_gap_and_no_double(noon: dt.datetime) -> None:
    lsp_id = make_lsp(101)

    def take_ten(_number: int) -> None:
        for _ in range(10):
            with tenant(lsp_id):
                take_number("SPT", pattern=PATTERN, at=noon)

    at_once(take_ten)

    with tenant(lsp_id):
        serials = sorted(LetterNumber.objects.values_list("serial", flat=True))
    assert serials == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_number_of_a_rolled_back_letter_is_given_again(noon: dt.datetime) -> None:
    lsp_id = make_lsp(101)

    def take_and_fail() -> None:
        with tenant(lsp_id):
            take_number("SPT", pattern=PATTERN, at=noon)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_and_fail()

    with tenant(lsp_id):
        assert take_number("SPT", pattern=PATTERN, at=noon).text == "001/SPT/XI/2026"


@pytest.mark.django_db
def test_series_run_per_kind_and_year_of_the_lsps_zone(here: int) -> None:
    old_year_here = dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC)  # already 2027 in WIT

    with tenant(here):
        texts = [
            take_number("SPT", pattern=PATTERN, at=old_year_here, zone="WIB").text,
            take_number("SPT", pattern=PATTERN, at=old_year_here, zone="WIT").text,
            take_number("INV", pattern=PATTERN, at=old_year_here, zone="WIB").text,
        ]
    assert texts == ["001/SPT/XII/2026", "001/SPT/I/2027", "001/INV/XII/2026"]


@pytest.mark.django_db
def test_void_number_is_not_given_again(here: int, noon: dt.datetime) -> None:
    with tenant(here):
        void_number(take_number("SPT", pattern=PATTERN, at=noon), reason="Salah ketik.")

        assert take_number("SPT", pattern=PATTERN, at=noon).serial == 2


@pytest.mark.django_db(transaction=True)
def test_two_sequencers_place_every_leaf_once(noon: dt.datetime) -> None:
    def note_and_place(number: int) -> None:
        for step in range(8):
            with transaction.atomic():
                note_leaf("test", {"n": number, "step": step}, at=noon)
            with transaction.atomic():
                sequence(at=noon)

    at_once(note_and_place)

    head = Checkpoint.objects.order_by("-size").first()
    assert head is not None
    assert sorted(Placed.objects.values_list("position", flat=True)) == list(range(16))
    assert head.size == 16
    for leaf in Leaf.objects.select_related("placed"):
        proof = prove(leaf, head)
        assert verify_inclusion(leaf_hash(proof.body), proof.position, proof.size, proof.path, bytes(head.root))


@pytest.mark.django_db
def test_sequencing_nothing_new_signs_nothing(noon: dt.datetime) -> None:
    note_leaf("test", {}, at=noon)
    first = sequence(at=noon)

    assert sequence(at=noon) == first
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_same_fact_noted_twice_is_two_salted_leaves(noon: dt.datetime) -> None:
    first, second = note_leaf("test", {"k": 1}, at=noon), note_leaf("test", {"k": 1}, at=noon)

    assert bytes(first.hash) != bytes(second.hash)


@pytest.mark.django_db
def test_message_job_that_runs_twice_sends_once() -> None:
    message = outbox.write(to="a@example.test", subject="Halo", body="Isi")

    for _ in range(2):
        send_message.run(lsp_id=None, message_id=message.pk)

    assert [one.subject for one in mail.outbox] == ["Halo"]
    assert Message.objects.get().sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_job_of_a_rolled_back_act_is_never_queued() -> None:
    def write_and_fail() -> None:
        with transaction.atomic():
            outbox.write(to="a@example.test", subject="Halo", body="Isi")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert ProcrastinateJob.objects.count() == 0


@job("test.count")
def count_up(thing_id: int, *, actor: Actor, at: dt.datetime) -> None:
    seen.append((thing_id, actor.lsp_id, actor.is_system))


seen: list[tuple[int, int | None, bool]] = []


@pytest.mark.django_db
def test_job_asked_for_once_waits_once_and_runs_inside_its_lsp(here: int) -> None:
    with tenant(here):
        for _ in range(3):
            count_up.defer(once="a", thing_id=7)
        count_up.defer(once="b", thing_id=8)

    waiting = list(
        ProcrastinateJob.objects.filter(task_name="test.count").order_by("id").values_list("args", flat=True)
    )
    JOBS["test.count"].run(**waiting[0])
    assert waiting == [{"lsp_id": here, "thing_id": 7}, {"lsp_id": here, "thing_id": 8}]
    assert seen == [(7, here, True)]
