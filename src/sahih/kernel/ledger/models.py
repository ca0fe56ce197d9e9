"""The log's tables: what was noted, the tree over it, the signed heads."""

from django.db import models


class Leaf(models.Model):
    """One noted fact, salted and without personal data.

    `position` in the tree is another row of its own order: a leaf waits until the sequencer, under
    one lock, gives it a place; so noting never waits for another transaction.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=32)
    body = models.BinaryField()
    hash = models.BinaryField()
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Placed(models.Model):
    """The place of a leaf in the tree; once given, for ever."""

    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, primary_key=True, related_name="placed")
    position = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.leaf_id} at {self.position}"


class Tile(models.Model):
    """256 hashes of one level (8 KiB when full); derived from the leaves, and rewritten while it fills."""

    id = models.BigAutoField(primary_key=True)
    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["level", "number"], name="tile_once"),)

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class Checkpoint(models.Model):
    """A signed head: size, root, and the note anybody may keep."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    note = models.TextField()
    kid = models.CharField(max_length=16)
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"size {self.size}"
