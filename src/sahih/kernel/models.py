"""The kernel's tables, each defined beside its mechanism."""

from django.db import models

from sahih.kernel.audit import AuditEntry
from sahih.kernel.holds import Hold
from sahih.kernel.keys import DataKey, SigningKey
from sahih.kernel.ledger.models import Checkpoint, Leaf, Placed, Tile
from sahih.kernel.numbering import LetterCounter, LetterNumber
from sahih.kernel.outbox import Message
from sahih.kernel.sealing import AuditSeal
from sahih.kernel.vault.models import StoredFile


class ClockOffset(models.Model):
    """How far the rehearsal's time is from the real one; empty in production."""

    seconds = models.FloatField(default=0)

    def __str__(self) -> str:
        return f"{self.seconds:+.0f} s"


__all__ = (
    "AuditEntry",
    "AuditSeal",
    "Checkpoint",
    "ClockOffset",
    "DataKey",
    "Hold",
    "Leaf",
    "LetterCounter",
    "LetterNumber",
    "Message",
    "Placed",
    "SigningKey",
    "StoredFile",
    "Tile",
)
