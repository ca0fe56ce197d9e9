"""The tree against the RFC's published roots, a brute-force tree, and another implementation."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from sahih.kernel.ledger.merkle import (
    EMPTY_ROOT,
    OutOfRange,
    append,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

RFC_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
RFC_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [b"leaf %d" % number for number in range(1_100)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
sizes = st.integers(1, len(LEAVES))


class Tiles(dict[tuple[int, int], bytes]):
    def read(self, level: int, number: int) -> bytes:
        return self.get((level, number), b"")

    def write(self, level: int, number: int, hashes: bytes) -> None:
        self[level, number] = hashes


def tree_of(hashes: list[bytes], cuts: list[int] | None = None) -> Tiles:
    tiles = Tiles()
    for start, end in pairwise([0, *sorted(set(cuts or [])), len(hashes)]):
        append(tiles, start, hashes[start:end])
    return tiles


def brute_root(hashes: list[bytes]) -> bytes:
    """MTH of RFC 6962 §2.1, word for word."""
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\1" + brute_root(hashes[:k]) + brute_root(hashes[k:])).digest()


WHOLE = tree_of(HASHES)


@pytest.mark.parametrize("size", range(1, 9))
def test_root_of_rfc_leaves_is_the_published_one(size: int) -> None:
    tiles = tree_of([leaf_hash(bytes.fromhex(leaf)) for leaf in RFC_LEAVES])

    assert root(tiles, size).hex() == RFC_ROOTS[size - 1]


def test_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root(Tiles(), 0) == EMPTY_ROOT


@given(cuts=st.lists(st.integers(1, len(HASHES) - 1), max_size=9))
@settings(max_examples=20, deadline=None)
def test_tiles_do_not_depend_on_the_batches(cuts: list[int]) -> None:
    assert tree_of(HASHES, cuts) == WHOLE


@given(size=sizes)
@settings(max_examples=40, deadline=None)
def test_root_of_any_size_equals_brute_force(size: int) -> None:
    assert root(WHOLE, size) == brute_root(HASHES[:size])


@given(size=sizes, data=st.data())
@settings(max_examples=150, deadline=None)
def test_inclusion_holds_for_its_leaf_place_and_size_only(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    head, proof = root(WHOLE, size), inclusion_proof(WHOLE, index, size)

    assert verify_inclusion(HASHES[index], index, size, proof, head)
    assert not verify_inclusion(leaf_hash(b"other"), index, size, proof, head)
    assert not verify_inclusion(HASHES[index], index, size, [*proof, head], head)
    assert size == 1 or not verify_inclusion(HASHES[index], index, size, proof[:-1], head)
    assert size == 1 or not verify_inclusion(HASHES[index], (index + 1) % size, size, proof, head)
    assert not verify_inclusion(HASHES[index], size, size, proof, head)
    assert size == 1 or not verify_inclusion(head, 0, size, [], head)


@given(new=sizes, data=st.data())
@settings(max_examples=150, deadline=None)
def test_consistency_holds_for_its_two_heads_only(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    older, newer, proof = root(WHOLE, old), root(WHOLE, new), consistency_proof(WHOLE, old, new)

    assert verify_consistency(old, new, older, newer, proof)
    assert not verify_consistency(old, new, newer[::-1], newer, proof)
    assert not verify_consistency(old, new, older, newer[::-1], proof)
    assert not verify_consistency(old, new, older, newer, [*proof, newer])
    assert not proof or not verify_consistency(old, new, older, newer, proof[:-1])
    assert not verify_consistency(new + 1, new, older, newer, proof)


@pytest.mark.parametrize("size", [1, 7, 256, 300])
def test_root_and_proofs_equal_those_of_another_implementation(size: int) -> None:
    other = InmemoryTree(algorithm="sha256")
    for leaf in LEAVES[:size]:
        other.append_entry(leaf)

    assert root(WHOLE, size) == other.get_root()


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_inclusion_outside_the_tree_is_refused(index: int, size: int) -> None:
    with pytest.raises(OutOfRange):
        inclusion_proof(WHOLE, index, size)


def test_proof_past_the_stored_tiles_is_refused() -> None:
    with pytest.raises(OutOfRange):
        root(tree_of(HASHES[:3]), 4)


@pytest.mark.parametrize(("old", "new"), [(0, 5), (6, 5)])
def test_consistency_from_no_or_a_later_tree_is_refused(old: int, new: int) -> None:
    with pytest.raises(OutOfRange):
        consistency_proof(WHOLE, old, new)
