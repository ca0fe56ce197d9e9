"""Note facts, give them a place in the tree, sign its head.

Noting is one insert in the transaction of the act. The sequencer takes one lock, places what was
noted, rewrites the open tiles and signs a checkpoint; nobody waits for it but a certificate.
"""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric import ed25519
from django.conf import settings
from django.db import connection

from sahih.kernel.keys import private_key, signing_key
from sahih.kernel.ledger import merkle, note
from sahih.kernel.ledger.models import Checkpoint, Leaf, Placed, Tile

BATCH = 5000


@dataclass(frozen=True)
class Proof:
    """That a leaf stands in the tree under a signed head."""

    body: bytes
    position: int
    size: int
    path: list[bytes]
    checkpoint: str


def note_leaf(kind: str, body: Mapping[str, Any], *, at: dt.datetime) -> Leaf:
    """Keep a fact for the tree; the salt hides what could be guessed."""
    raw = rfc8785.dumps({"kind": kind, "at": at.isoformat(), "salt": secrets.token_hex(16), "body": dict(body)})
    return Leaf.objects.create(kind=kind, body=raw, hash=merkle.leaf_hash(raw), noted_at=at)


def sequence(*, at: dt.datetime) -> Checkpoint | None:
    """Place all that was noted and committed, in the order of noting; returns the newest checkpoint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sahih-ledger'))")
    waiting = list(Leaf.objects.filter(placed=None).order_by("id")[:BATCH])
    latest = Checkpoint.objects.order_by("-size").first()
    if not waiting:
        return latest
    start = latest.size if latest else 0
    Placed.objects.bulk_create([Placed(leaf=leaf, position=start + n) for n, leaf in enumerate(waiting)])
    tree = TileTable()
    merkle.append(tree, start, [bytes(leaf.hash) for leaf in waiting])
    return _sign_head(tree, start + len(waiting), at=at)


def _sign_head(tree: "TileTable", size: int, *, at: dt.datetime) -> Checkpoint:
    key = signing_key("checkpoint", at=at)
    private = private_key(key)
    assert isinstance(private, ed25519.Ed25519PrivateKey)
    root = merkle.root(tree, size)
    text = note.sign_head(note.Head(origin=settings.SAHIH_LOG_ORIGIN, size=size, root=root), private)
    return Checkpoint.objects.create(size=size, root=root, note=text, kid=key.kid, signed_at=at)


def prove(leaf: Leaf, checkpoint: Checkpoint) -> Proof:
    """The path from a placed leaf to the root of a checkpoint that covers it."""
    position = leaf.placed.position
    path = merkle.inclusion_proof(TileTable(), position, checkpoint.size)
    return Proof(body=bytes(leaf.body), position=position, size=checkpoint.size, path=path, checkpoint=checkpoint.note)


class TileTable:
    """The tiles of the tree in the database."""

    def read(self, level: int, number: int) -> bytes:
        tile = Tile.objects.filter(level=level, number=number).first()
        return bytes(tile.hashes) if tile else b""

    def write(self, level: int, number: int, hashes: bytes) -> None:
        Tile.objects.update_or_create(level=level, number=number, defaults={"hashes": hashes})
