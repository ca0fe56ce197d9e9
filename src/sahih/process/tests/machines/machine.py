"""Any step, by anybody, in any order: the real actions against a small table that the test writes itself."""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

from django.db import models, transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import Pemeran
from sahih.process.tests.jalan import undone

M = TypeVar("M", bound=models.Model)
S = TypeVar("S", bound="Machine")


class Machine(RuleBasedStateMachine):
    """One example stands on the walked story and leaves nothing behind."""

    kisah: ClassVar[Kisah]

    def __init__(self) -> None:
        super().__init__()
        self.stack = contextlib.ExitStack()
        self.stack.enter_context(undone())

    def teardown(self) -> None:
        self.stack.close()

    def who(self, key: str) -> Pemeran:
        return self.kisah.rumah[key]

    @contextlib.contextmanager
    def inside(self) -> Iterator[None]:
        """Where the invariants look: the LSP of the story."""
        with tenant(self.kisah.rumah.lsp.pk):
            yield

    def fresh(self, row: M, *related: str) -> M:
        """The row as a page would fetch it now."""
        with self.inside():
            found: M = type(row)._default_manager.select_related(*related).get(pk=row.pk)
        return found

    def attempt(self, allowed: object, run: Callable[[], object]) -> bool:
        """Whether it went through; that must be what the machine's own table says."""
        answer = "done"
        try:
            with transaction.atomic():
                run()
        except Refused as refusal:
            answer = f"refused: {refusal.reason}"
        except Unseen:  # the getter of their page knows no such row for them
            answer = "unseen"
        assert (answer == "done") == bool(allowed), f"{answer}; the table says {bool(allowed)}"
        return bool(allowed)


@contextlib.contextmanager
def scripted(machine: type[S], kisah: Kisah) -> Iterator[S]:
    """A machine to be walked by hand: along a road that it once found wrong."""
    machine.kisah = kisah
    walker = machine()
    try:
        yield walker
    finally:
        walker.teardown()


def drive(machine: type[Machine], kisah: Kisah, *, examples: int = 12, steps: int = 12) -> None:
    """Some roads, SAHIH_ROADS times as many where it is set; a failure prints its own shortest one."""
    machine.kisah = kisah
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples * int(os.environ.get("SAHIH_ROADS", "1")),
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
