"""What happened, written by the same transaction that did it; a closed list of kinds.

Rows are append-only by trigger and by grant, bear our clock and the database's own, and are
sealed in batches into the ledger (SE.007 B.1.j, ISO/IEC 17024 7.1).
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.functions import Now

from sahih.kernel import clock
from sahih.kernel.actor import Actor
from sahih.kernel.tenancy import active_lsp_or_none

KINDS: dict[str, "AuditKind"] = {}

current_actor: ContextVar[Actor | None] = ContextVar("current_actor", default=None)
_written: ContextVar[int] = ContextVar("audit_written", default=0)


@dataclass(frozen=True)
class AuditKind:
    """One kind of entry and the names its old and new values may bear."""

    name: str
    fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.name in KINDS:
            raise RuntimeError(f"audit kind {self.name} exists already")
        KINDS[self.name] = self


CROSSED = AuditKind("tenancy.crossed")
DENIED = AuditKind("policy.denied", ("path", "policy"))


class AuditEntry(models.Model):
    """One act. No foreign keys: it outlives what it speaks of."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    db_at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=64)
    lsp_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    roles = models.JSONField(default=list)
    subject = models.CharField(max_length=64, blank=True)
    subject_id = models.BigIntegerField(null=True)
    subject_ref = models.CharField(max_length=16, blank=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["lsp_id", "subject", "subject_id", "id"], name="audit_by_subject"),
            models.Index(fields=["lsp_id", "id"], name="audit_by_lsp"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}#{self.subject_id}"


class UnknownDetail(RuntimeError):
    """A value was given under a name that its kind does not list."""


def record(
    kind: AuditKind,
    subject: models.Model | None = None,
    *,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Write one entry for the actor of the running action."""
    unknown = [name for name in (*(old or {}), *(new or {})) if name not in kind.fields]
    if unknown:
        raise UnknownDetail(f"{kind.name}: {', '.join(unknown)}")
    actor = current_actor.get() or Actor()
    _written.set(_written.get() + 1)
    return AuditEntry.objects.create(
        at=clock.now(),
        kind=kind.name,
        lsp_id=active_lsp_or_none(),
        user_id=actor.user_id,
        person_id=actor.person_id,
        roles=sorted(actor.roles) or (["sistem"] if actor.is_system else []),
        subject=subject._meta.model_name or "" if subject else "",
        subject_id=subject.pk if subject else None,
        subject_ref=getattr(subject, "ref", "") or "",
        old=dict(old) if old is not None else None,
        new=dict(new) if new is not None else None,
        reason=reason,
        request_id=actor.request_id,
    )


def entries_written() -> int:
    """How many entries this context has written so far; the action guard compares it."""
    return _written.get()
