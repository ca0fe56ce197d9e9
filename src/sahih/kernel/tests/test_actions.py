"""Every write is an action that leaves an entry; states move by the table only; the clock stands in production."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from pytest_django import Settings

from sahih.kernel import clock
from sahih.kernel.actions import ACTIONS, Unrecorded, action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import KINDS, AuditEntry, AuditKind, UnknownDetail, record
from sahih.kernel.clock import local_date, same_day_later
from sahih.kernel.policy import ALLOW, Refused, Verdict, deny, first_denial, require

SAID = AuditKind("test.said", ("word",))


@action("test.say")
def say(word: str, *, actor: Actor) -> None:
    record(SAID, new={"word": word})


@action("test.keep_silent")
def keep_silent(*, actor: Actor) -> None:
    AuditEntry.objects.count()


@action("test.say_and_fail")
def say_and_fail(*, actor: Actor) -> None:
    record(SAID, new={"word": "halo"})
    raise Refused("Tidak jadi.")


@pytest.fixture(autouse=True)
def _forget_the_tests_own_actions() -> object:
    """They stay out of the list that the role matrix walks over."""
    for name in [name for name in ACTIONS if name.startswith("test.")]:
        del ACTIONS[name]
    return None


@pytest.mark.django_db
def test_entry_tells_who_what_and_both_times() -> None:
    actor = Actor(user_id=7, person_id=8, roles=frozenset({"ketua"}), request_id="r1")

    with transaction.atomic():
        say("halo", actor=actor)

    row = AuditEntry.objects.get()
    assert (row.kind, row.new, row.user_id, row.person_id, row.roles, row.request_id) == (
        "test.said", {"word": "halo"}, 7, 8, ["ketua"], "r1",
    )  # fmt: skip
    assert abs(row.at - row.db_at) < dt.timedelta(minutes=1)


@pytest.mark.django_db
def test_action_without_an_entry_is_not_committed() -> None:
    with pytest.raises(Unrecorded, match=r"test\.keep_silent"):
        keep_silent(actor=Actor.system())


@pytest.mark.django_db
def test_refused_action_leaves_nothing() -> None:
    with pytest.raises(Refused):
        say_and_fail(actor=Actor.system())

    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db
def test_action_without_an_actor_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="needs actor"):
        say("halo", actor=None)  # type: ignore[arg-type]  # reason: the mistake itself


@pytest.mark.django_db
def test_detail_that_its_kind_does_not_list_is_refused() -> None:
    with pytest.raises(UnknownDetail, match=r"test\.said: nik"):
        record(SAID, new={"word": "halo", "nik": "3273"})

    assert AuditEntry.objects.count() == 0


def test_action_and_kind_names_are_taken_once() -> None:
    with pytest.raises(RuntimeError):
        AuditKind("test.said")

    assert KINDS["test.said"] is SAID


def test_first_denial_speaks_in_order() -> None:
    verdicts = (ALLOW, deny("satu"), deny("dua"))

    assert (first_denial(*verdicts), first_denial(ALLOW, ALLOW)) == (Verdict(allowed=False, reason="satu"), ALLOW)
    with pytest.raises(Refused, match="satu"):
        require(first_denial(*verdicts))


@pytest.mark.django_db
def test_clock_moves_only_where_it_may(settings: Settings, noon: dt.datetime) -> None:
    settings.SAHIH_CLOCK_MOVABLE = True
    clock.move_to(noon + dt.timedelta(days=400))
    assert clock.now() - (noon + dt.timedelta(days=400)) < dt.timedelta(minutes=1)

    settings.SAHIH_CLOCK_MOVABLE = False

    assert clock.offset() == dt.timedelta()
    with pytest.raises(ImproperlyConfigured, match="di luar produksi"):
        clock.move_to(noon)


@pytest.mark.parametrize(("zone", "day"), [("WIB", 20), ("WITA", 20), ("WIT", 21)])
def test_day_is_the_zones_own(zone: str, day: int) -> None:
    assert local_date(dt.datetime(2026, 11, 20, 15, 30, tzinfo=dt.UTC), zone).day == day


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (dt.date(2024, 2, 29), 3, dt.date(2027, 2, 28)),
        (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 3, dt.date(2029, 12, 31)),
    ],
)
def test_ct11_same_day_later(day: dt.date, years: int, later: dt.date) -> None:
    assert same_day_later(day, years=years) == later
