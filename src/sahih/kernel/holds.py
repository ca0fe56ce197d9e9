"""A later stage's veto on an earlier one: an open banding stops printing and destruction (B7)."""

import datetime as dt

from django.db import models

from sahih.kernel.audit import AuditKind, record
from sahih.kernel.tenancy import TenantModel

PLACED = AuditKind("hold.placed", ("kind",))
LIFTED = AuditKind("hold.lifted", ("kind",))


class Hold(TenantModel):
    """One reason why something must wait, until it is lifted."""

    subject = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    reason = models.TextField()
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["lsp", "subject", "subject_id"], name="hold_by_subject"),)


def place_hold(on: models.Model, *, kind: str, reason: str, at: dt.datetime) -> Hold:
    hold = Hold.objects.create(
        subject=str(on._meta.model_name), subject_id=on.pk, kind=kind, reason=reason, placed_at=at
    )
    record(PLACED, hold, new={"kind": kind}, reason=reason)
    return hold


def lift_hold(hold: Hold, *, at: dt.datetime) -> None:
    hold.lifted_at = at
    hold.save(update_fields=["lifted_at"])
    record(LIFTED, hold, old={"kind": hold.kind})


def open_holds(on: models.Model) -> list[Hold]:
    return list(Hold.objects.filter(subject=on._meta.model_name, subject_id=on.pk, lifted_at=None).order_by("id"))
