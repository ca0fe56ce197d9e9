"""Encrypted files: whole or not at all, readable while their key lives."""

import datetime as dt
import errno
import io
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sahih.kernel.audit import AuditEntry
from sahih.kernel.keys import KeyDestroyed, box, destroy_data_key, new_data_key, unbox
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault import store as vault
from sahih.kernel.vault.cipher import CHUNK, Damaged, decrypt_stream, encrypt_stream
from sahih.kernel.vault.models import StoredFile

KEY = bytes(range(32))
SEALED = CHUNK + 16
HEAD = 11


def sealed(plain: bytes) -> bytes:
    return b"".join(encrypt_stream([plain], KEY))


def opened(cipher: bytes, key: bytes = KEY) -> bytes:
    return b"".join(decrypt_stream(io.BytesIO(cipher), key))


@given(size=st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1]) | st.integers(0, 3 * CHUNK))
@hypothesis_settings(max_examples=25, deadline=None)
def test_every_size_returns_as_it_was(size: int) -> None:
    plain = os.urandom(size)

    assert opened(sealed(plain)) == plain


@given(cuts=st.lists(st.integers(0, 2 * CHUNK), max_size=6))
@hypothesis_settings(max_examples=25, deadline=None)
def test_how_it_is_handed_over_does_not_matter(cuts: list[int]) -> None:
    plain, points = os.urandom(2 * CHUNK), [0, *sorted(cuts), 2 * CHUNK]
    pieces = [plain[a:b] for a, b in itertools.pairwise(points)]

    assert opened(b"".join(encrypt_stream(pieces, KEY))) == plain


@given(position=st.integers(0, HEAD + 2 * SEALED + 16), flip=st.integers(1, 255))
@hypothesis_settings(max_examples=60, deadline=None)
def test_any_changed_byte_is_damage(position: int, flip: int) -> None:
    cipher = bytearray(sealed(bytes(2 * CHUNK + 1)))
    cipher[position] ^= flip

    with pytest.raises(Damaged):
        opened(bytes(cipher))


@given(length=st.integers(0, HEAD + 2 * SEALED + 16))
@hypothesis_settings(max_examples=40, deadline=None)
def test_any_shorter_file_is_damage(length: int) -> None:
    with pytest.raises(Damaged):
        opened(sealed(bytes(2 * CHUNK + 1))[:length])


def test_file_cut_at_a_chunk_is_damage() -> None:
    cipher = sealed(bytes(2 * CHUNK + 1))

    for length in (HEAD + SEALED, HEAD + 2 * SEALED):
        with pytest.raises(Damaged):
            opened(cipher[:length])


def test_chunks_swapped_or_repeated_are_damage() -> None:
    cipher = sealed(os.urandom(3 * CHUNK))
    head, one, two, three = (
        cipher[:HEAD],
        cipher[HEAD : HEAD + SEALED],
        cipher[HEAD + SEALED : HEAD + 2 * SEALED],
        cipher[HEAD + 2 * SEALED :],
    )

    for mixed in (head + two + one + three, head + one + one + three, head + one + three, cipher + three):
        with pytest.raises(Damaged):
            opened(mixed)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Damaged):
        opened(sealed(b"rahasia"), bytes(32))


def kept(noon: dt.datetime, content: bytes = b"rahasia sekali") -> StoredFile:
    return vault.store([content], name="ktp.pdf", mime="application/pdf", kind="bukti", at=noon)


def files() -> list[Path]:
    return [path for path in Path(settings.SAHIH_VAULT).rglob("*") if path.is_file()]


def test_stored_file_lies_encrypted_under_no_telling_name(here: int, noon: dt.datetime) -> None:
    with tenant(here):
        file = kept(noon)
        path = Path(settings.SAHIH_VAULT) / file.path

        assert vault.read(file) == b"rahasia sekali"
    assert b"rahasia" not in path.read_bytes()
    assert "ktp" not in file.path
    assert (path.parent.stat().st_mode & 0o777) == 0o700


def test_full_disk_keeps_nothing_and_says_so(here: int, noon: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with tenant(here), pytest.raises(vault.NoRoom, match="Ruang simpan penuh"):
        kept(noon)

    with tenant(here):
        assert StoredFile.objects.count() == 0
    assert files() == before


def test_other_trouble_of_the_disk_rises_and_leaves_nothing(
    here: int, noon: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files()

    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "fsync", broken)
    with tenant(here), pytest.raises(OSError, match="I/O"):
        kept(noon)

    assert files() == before


def test_source_that_breaks_off_leaves_nothing(here: int, noon: dt.datetime) -> None:
    before = files()

    def half() -> Iterator[bytes]:
        yield b"x" * CHUNK * 2
        raise ValueError

    with tenant(here), pytest.raises(ValueError):  # noqa: PT011 -- raised three lines above
        vault.store(half(), name="a.pdf", mime="application/pdf", kind="bukti", at=noon)

    assert files() == before


def test_destroyed_file_is_gone_and_leaves_its_record(here: int, noon: dt.datetime) -> None:
    with tenant(here):
        file = kept(noon)

        vault.destroy(file, reason="Retensi habis.", at=noon)

        with pytest.raises(KeyDestroyed):
            vault.read(file)
        assert StoredFile.objects.get().sha256 == file.sha256
        assert AuditEntry.objects.filter(kind="kunci.destroyed", reason="Retensi habis.").count() == 1


def test_destroyed_key_opens_no_box(here: int, noon: dt.datetime) -> None:
    with tenant(here):
        key = new_data_key()
        cipher = box(key, b"isi", about="lembar:a")
        assert unbox(key, cipher, about="lembar:a") == b"isi"

        destroy_data_key(key, reason="Retensi habis.", at=noon)

        with pytest.raises(KeyDestroyed):
            unbox(key, cipher, about="lembar:a")


def test_box_of_one_sheet_does_not_open_as_another(here: int) -> None:
    with tenant(here):
        key = new_data_key()
        cipher = box(key, b"isi", about="lembar:a")

        with pytest.raises(InvalidTag):
            unbox(key, cipher, about="lembar:b")
