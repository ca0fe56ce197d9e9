"""States change only here: lock the row, ask the table, save, write the audit entry."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import TenantModel

M = TypeVar("M", bound="Stateful")

MACHINES: dict[str, type["Stateful"]] = {}


@dataclass(frozen=True)
class Step:
    """One row of a transition table: from which states, to which."""

    sources: frozenset[str]
    target: str


def step(*sources: str, to: str) -> Step:
    return Step(frozenset(map(str, sources)), str(to))


class WrongState(Refused):
    """The row is not, or no longer, in a state from which this step leads."""


class Stateful(TenantModel):
    """A tenant row with a status that only `transition` assigns."""

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {}
    kinds: ClassVar[Mapping[str, AuditKind]] = {}

    status = models.CharField(max_length=24)

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init_subclass__(**kwargs)
        if cls.TRANSITIONS:
            name = cls.__name__.lower()
            MACHINES[name] = cls
            cls.kinds = {key: AuditKind(f"{name}.{key}", ("status",)) for key in cls.TRANSITIONS}

    def can(self, name: str) -> bool:
        """Whether the table has this step from the present state; feeds the buttons."""
        return self.status in self.TRANSITIONS[name].sources


@contextmanager
def transition(subject: M, name: str, *, reason: str = "") -> Iterator[M]:
    """Lock, check, hand out the fresh row, then save it in its new state with an audit entry.

    The given instance gets the new status too, so that the caller's page tells the truth.
    """
    row = subject.TRANSITIONS[name]
    locked = lock(subject)
    if locked.status not in row.sources:
        raise WrongState(
            _("Langkah ini tidak bisa dilakukan pada keadaan “%s”. Muat ulang laman ini.") % state_label(locked)
        )
    before = locked.status
    yield locked
    locked.status = row.target
    locked.save()
    record(subject.kinds[name], locked, old={"status": before}, new={"status": row.target}, reason=reason)
    subject.status = row.target


def lock(subject: M) -> M:
    """The row as it is now, held until the transaction ends."""
    row: M = type(subject)._default_manager.select_for_update().get(pk=subject.pk)  # type: ignore[assignment]  # reason: the manager's own model
    return row


def state_label(subject: Stateful) -> str:
    return str(dict(subject._meta.get_field("status").flatchoices).get(subject.status, subject.status))
