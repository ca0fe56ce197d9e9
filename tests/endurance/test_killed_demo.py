"""The rehearsal with deaths in it says at its end what it says without."""

import random
import time
from pathlib import Path

import pytest

from tests.endurance.gladi import Outcome, kill_worker, rehearsal

ACTS = ("apply", "review", "pay", "self_assess", "schedule", "agree", "assess", "report", "decide", "issue")
SEEDED = random.Random(20)  # noqa: S311 -- moments, not secrets
# After which act, and how much later: within a second the next act has given the worker its jobs.
MOMENTS = [(act, round(SEEDED.uniform(0.0, 1.0), 2)) for act in ACTS]


@pytest.mark.endurance
def test_demo_with_its_worker_killed_three_times_ends_as_without(demoed: Path, unkilled_demo: Outcome) -> None:
    """In the folder of the first, so that a second rehearsal of one installation is proved too."""
    with rehearsal(demoed) as second:
        for act, later in (MOMENTS[0], MOMENTS[6], ("issue", 0.0)):
            second.await_act(act)
            time.sleep(later)
            kill_worker(demoed)

        assert second.outcome().compared == unkilled_demo.compared


@pytest.mark.endurance
@pytest.mark.parametrize(("act", "later"), MOMENTS)
def test_demo_with_its_worker_killed_at_a_seeded_moment_ends_as_without(
    demoed: Path, unkilled_demo: Outcome, act: str, later: float
) -> None:
    with rehearsal(demoed) as one:
        one.await_act(act)
        time.sleep(later)
        kill_worker(demoed)

        assert one.outcome().compared == unkilled_demo.compared


@pytest.mark.endurance
@pytest.mark.parametrize(("act", "later"), MOMENTS[::3])
def test_demo_after_one_that_was_killed_whole_ends_as_without(
    demoed: Path, unkilled_demo: Outcome, act: str, later: float
) -> None:
    with rehearsal(demoed) as killed:
        killed.await_act(act)
        time.sleep(later)
        killed.kill()

    with rehearsal(demoed) as next_one:
        assert next_one.outcome().compared == unkilled_demo.compared
