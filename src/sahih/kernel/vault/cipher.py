"""A stream of AES-256-GCM chunks: nothing is released before it is authenticated.

Nonce = 7 random bytes, 4 bytes of counter, 1 byte that marks the last chunk, so that chunks
cannot be dropped, repeated or put in another order (the STREAM construction).
"""

import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 64 * 1024
MAGIC = b"SHV1"
_TAG = 16


class Damaged(Exception):
    """The stored bytes are not what was written."""


def encrypt_stream(source: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The encrypted file, piece by piece."""
    prefix, cipher = secrets.token_bytes(7), AESGCM(key)
    yield MAGIC + prefix
    chunks = _rechunk(source)
    current, counter = next(chunks, b""), 0
    for following in chunks:
        yield cipher.encrypt(_nonce(prefix, counter, last=False), current, MAGIC)
        current, counter = following, counter + 1
    yield cipher.encrypt(_nonce(prefix, counter, last=True), current, MAGIC)


def decrypt_stream(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The plain bytes; Damaged at the first chunk that is not authentic, and where the end is missing."""
    head = file.read(len(MAGIC) + 7)
    if head[: len(MAGIC)] != MAGIC or len(head) != len(MAGIC) + 7:
        raise Damaged
    prefix, cipher, counter = head[len(MAGIC) :], AESGCM(key), 0
    current = file.read(CHUNK + _TAG)
    while True:
        following = file.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, counter, last=not following), current, MAGIC)
        except InvalidTag as error:
            raise Damaged from error
        if not following:
            return
        current, counter = following, counter + 1


def _nonce(prefix: bytes, counter: int, *, last: bool) -> bytes:
    return prefix + counter.to_bytes(4) + bytes([last])


def _rechunk(source: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in source:
        held += piece
        while len(held) > CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    yield bytes(held)
