"""Seal the audit into the ledger: per LSP, a digest over the rows that no seal holds yet.

A row may commit after a younger one was sealed, so a seal lists its rows instead of naming a range.
"""

import datetime as dt
import hashlib
from contextlib import ExitStack
from typing import Any

import rfc8785
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction

from sahih.kernel.audit import AuditEntry
from sahih.kernel.ledger.log import note_leaf
from sahih.kernel.ledger.models import Leaf
from sahih.kernel.tenancy import active_lsp_or_none, tenant

BATCH = 5000
# No transaction of ours lives this long; older seals need not be searched for gaps.
SETTLED = dt.timedelta(days=1)


class AuditSeal(models.Model):
    """Which entries were sealed together, and the leaf that holds their digest."""

    id = models.BigAutoField(primary_key=True)
    lsp_id = models.BigIntegerField(null=True)
    entries = ArrayField(models.BigIntegerField())
    last = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["lsp_id", "last"], name="auditseal_by_lsp"),)

    def __str__(self) -> str:
        return f"seal {self.pk} of {len(self.entries)}"


def seal_everything(*, at: dt.datetime) -> int:
    """Seal what is new, LSP by LSP and outside any; how many entries."""
    lsp_ids: list[int | None] = [None, *apps.get_model("institution", "Lsp").objects.values_list("pk", flat=True)]
    return sum(_seal_one(lsp_id, at=at) for lsp_id in lsp_ids)


def _seal_one(lsp_id: int | None, *, at: dt.datetime) -> int:
    with transaction.atomic(), ExitStack() as stack:
        if lsp_id is not None:
            stack.enter_context(tenant(lsp_id))
        entries = unsealed(at=at)
        if entries:
            digest = digest_of(entries)
            leaf = note_leaf("audit", {"count": len(entries), "last": entries[-1].pk, "sha256": digest}, at=at)
            AuditSeal.objects.create(
                lsp_id=lsp_id,
                entries=[one.pk for one in entries],
                last=entries[-1].pk,
                digest=digest,
                leaf=leaf,
                sealed_at=at,
            )
        return len(entries)


def unsealed(*, at: dt.datetime) -> list[AuditEntry]:
    """The entries of the active LSP, or of none, that no seal lists."""
    seals = AuditSeal.objects.filter(lsp_id=active_lsp_or_none())
    floor = seals.filter(sealed_at__lt=at - SETTLED).aggregate(last=models.Max("last"))["last"] or 0
    held = {pk for ids in seals.filter(last__gt=floor).values_list("entries", flat=True) for pk in ids}
    rows = AuditEntry.objects.filter(lsp_id=active_lsp_or_none(), id__gt=floor).exclude(id__in=held)
    return list(rows.order_by("id")[:BATCH])


def digest_of(entries: list[AuditEntry]) -> str:
    """SHA-256 over the canonical rows in the order of their ids."""
    return hashlib.sha256(b"\n".join(canonical_entry(one) for one in entries)).hexdigest()


def canonical_entry(entry: AuditEntry) -> bytes:
    """One row as it is sealed: RFC 8785, every column."""
    facts = {field.attname: getattr(entry, field.attname) for field in AuditEntry._meta.concrete_fields}
    return rfc8785.dumps({name: _plain(value) for name, value in facts.items()})


def _plain(value: Any) -> Any:  # reason: JSON of any shape
    return value.isoformat() if isinstance(value, dt.datetime) else str(value) if isinstance(value, int) else value


def broken_seals() -> list[AuditSeal]:
    """The seals of the active LSP whose entries are no longer what was sealed."""
    seals = AuditSeal.objects.filter(lsp_id=active_lsp_or_none()).order_by("id")
    return [seal for seal in seals if _recomputed(seal) != seal.digest]


def _recomputed(seal: AuditSeal) -> str:
    return digest_of(list(AuditEntry.objects.filter(pk__in=seal.entries).order_by("id")))
