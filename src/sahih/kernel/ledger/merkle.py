"""The Merkle tree of RFC 6962, kept in tiles of 256 hashes (C2SP tlog-tiles); pure functions over a store."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

HASH: Final = 32
HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()


class OutOfRange(ValueError):
    """The tree has no such leaf or size."""


class TileStore(Protocol):
    """Where tiles stand: a row of up to 256 hashes by level and number, shorter while it fills."""

    def read(self, level: int, number: int) -> bytes: ...
    def write(self, level: int, number: int, hashes: bytes) -> None: ...


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def append(store: TileStore, size: int, hashes: Sequence[bytes]) -> int:
    """Add leaf hashes to a tree of `size` leaves and return the new size."""
    level, start, row = 0, size, list(hashes)
    while row:
        row = _append_row(store, level, start, row)
        level, start = level + 1, start // WIDTH
    return size + len(hashes)


def root(store: TileStore, size: int) -> bytes:
    return _subtree(store, 0, size) if size else EMPTY_ROOT


def inclusion_proof(store: TileStore, index: int, size: int) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962 §2.1.1: the siblings from the leaf up."""
    if not 0 <= index < size:
        raise OutOfRange(f"no leaf {index} in a tree of {size}")
    proof, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_subtree(store, middle, end))
            end = middle
        else:
            proof.append(_subtree(store, start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(store: TileStore, old: int, new: int) -> list[bytes]:
    """PROOF(m, D[n]) of RFC 6962 §2.1.2: that the tree of `old` leaves begins the tree of `new`."""
    if not 0 < old <= new:
        raise OutOfRange(f"no way from {old} to {new} leaves")
    proof, start, end = [], 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_subtree(store, middle, end))
            end = middle
        else:
            proof.append(_subtree(store, start, middle))
            start = middle
    # The old tree is its own subtree when it starts at 0: its root is known to the reader.
    return ([_subtree(store, start, end)] if start else []) + proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """RFC 9162 §2.1.3.2, over a leaf hash."""
    if not 0 <= index < size:
        return False
    result, place, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0 or len(sibling) != HASH:
            return False
        if place & 1 or place == last:
            result = node_hash(sibling, result)
            shift = _zeros(place)
        else:
            result, shift = node_hash(result, sibling), 0
        place, last = place >> shift + 1, last >> shift + 1
    return last == 0 and result == expected


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162 §2.1.4.2."""
    if not 0 < old <= new or any(len(item) != HASH for item in proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    shift = _ones(old - 1)
    place, last = old - 1 >> shift, new - 1 >> shift
    older = newer = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            shift = _zeros(place)
        else:
            newer, shift = node_hash(newer, sibling), 0
        place, last = place >> shift + 1, last >> shift + 1
    return last == 0 and older == old_root and newer == new_root


def _append_row(store: TileStore, level: int, start: int, hashes: list[bytes]) -> list[bytes]:
    """Fill tiles of one level; the roots of those now full belong to the next level."""
    filled = []
    for chunk in _chunks(start, hashes):
        number, used = divmod(start, WIDTH)
        tile = store.read(level, number)[: used * HASH] + b"".join(chunk)
        store.write(level, number, tile)
        if len(tile) == WIDTH * HASH:
            filled.append(_fold(tile))
        start += len(chunk)
    return filled


def _chunks(start: int, hashes: list[bytes]) -> Iterator[list[bytes]]:
    first = WIDTH - start % WIDTH
    yield hashes[:first]
    for begin in range(first, len(hashes), WIDTH):
        yield hashes[begin : begin + WIDTH]


def _subtree(store: TileStore, start: int, end: int) -> bytes:
    count = end - start
    if count & (count - 1) == 0:
        return _complete(store, count.bit_length() - 1, start // count)
    middle = start + _split(count)
    return node_hash(_subtree(store, start, middle), _subtree(store, middle, end))


def _complete(store: TileStore, height: int, index: int) -> bytes:
    """Hash of the complete subtree of 2**height leaves, from the one tile that holds it."""
    level, rest = divmod(height, HEIGHT)
    number, offset = divmod(index << rest, WIDTH)
    row = store.read(level, number)[offset * HASH : (offset + (1 << rest)) * HASH]
    if len(row) != HASH << rest:
        raise OutOfRange(f"tile {level}/{number} is shorter than the tree")
    return _fold(row)


def _fold(row: bytes) -> bytes:
    hashes = [row[at : at + HASH] for at in range(0, len(row), HASH)]
    while len(hashes) > 1:
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def _zeros(number: int) -> int:
    """How many zero bits end the number; none for zero itself."""
    return (number & -number).bit_length() - 1 if number else 0


def _ones(number: int) -> int:
    return _zeros(number + 1)
