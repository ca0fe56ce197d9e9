"""Files leave piece by piece, and never half a file as a whole one."""

import asyncio
import datetime as dt
import gc
import os
from collections.abc import AsyncIterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpResponse
from django.test import RequestFactory

from sahih.kernel.keys import KeyDestroyed, new_data_key
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault import store as vault
from sahih.kernel.vault.cipher import CHUNK, Damaged
from sahih.kernel.vault.models import StoredFile
from sahih.materials.tests.builders import make_lsp
from sahih.web.sheets import file_response
from sahih.web.streaming import CompressPages, FileStream

PLAIN = os.urandom(4 * CHUNK + 1000)


@pytest.fixture
def file(db: None, noon: dt.datetime) -> Iterator[StoredFile]:
    """A file of five chunks."""
    lsp = make_lsp("rintisan", 123)
    with tenant(lsp.pk):
        yield vault.store([PLAIN], name="video.pdf", mime="application/pdf", kind="bukti", at=noon)


def place(file: StoredFile) -> Path:
    return Path(settings.SAHIH_VAULT) / file.path


def spoil(file: StoredFile, *, chunk: int) -> None:
    content = bytearray(place(file).read_bytes())
    content[11 + chunk * (CHUNK + 16) + 5] ^= 1
    place(file).write_bytes(content)


def pieces_of(response: HttpResponse) -> tuple[list[bytes], bool]:
    """What leaves before the end, and whether the end was reached."""
    found: list[bytes] = []
    try:
        for piece in response:
            found.append(piece)  # noqa: PERF402 -- what came before an error counts
    except Damaged:
        return found, False
    finally:
        response.close()
    return found, True


def async_pieces_of(response: HttpResponse) -> tuple[list[bytes], bool]:
    """The same as an ASGI server asks for it."""
    assert isinstance(response, AsyncIterable)

    async def collect() -> bool:
        try:
            async for piece in response:
                found.append(piece)  # noqa: PERF401 -- what came before an error counts
        except Damaged:
            return False
        return True

    found: list[bytes] = []
    ended = asyncio.run(collect())
    response.close()
    return found, ended


WAYS = pytest.mark.parametrize("collected", [pieces_of, async_pieces_of])


@WAYS
def test_file_leaves_in_chunks_with_its_length_announced(file: StoredFile, collected: object) -> None:
    response = file_response(file)

    found, ended = collected(response)  # type: ignore[operator]
    assert (b"".join(found), ended, response["Content-Length"]) == (PLAIN, True, str(len(PLAIN)))
    assert max(map(len, found)) == CHUNK


@WAYS
@pytest.mark.parametrize("chunk", [2, 4])
def test_damage_on_the_way_breaks_the_answer_off_before_its_length(
    file: StoredFile, collected: object, chunk: int
) -> None:
    """The answer has begun by then: that it stays short of what it announced is what the browser sees."""
    spoil(file, chunk=chunk)

    response = file_response(file)

    found, ended = collected(response)  # type: ignore[operator]
    assert (response.status_code, ended) == (200, False)
    assert PLAIN.startswith(b"".join(found))
    assert len(b"".join(found)) < int(response["Content-Length"])


def test_asgi_server_is_never_told_that_a_broken_answer_is_complete(file: StoredFile) -> None:
    """Without the last word it must close the connection, which the browser shows as a failed download."""
    spoil(file, chunk=3)
    sent: list[Mapping[str, Any]] = []

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    with pytest.raises(Damaged):
        asyncio.run(ASGIHandler.send_response(ASGIHandler.__new__(ASGIHandler), file_response(file), send))

    bodies = [one for one in sent if one["type"] == "http.response.body"]
    assert (len(bodies), {one["more_body"] for one in bodies}) == (2, {True})


def test_damage_at_the_start_begins_no_answer(file: StoredFile) -> None:
    spoil(file, chunk=0)

    with pytest.raises(Damaged):
        file_response(file)


def test_file_cut_at_a_chunk_breaks_off_too(file: StoredFile) -> None:
    place(file).write_bytes(place(file).read_bytes()[: 11 + 3 * (CHUNK + 16)])

    found, ended = pieces_of(file_response(file))

    assert (len(b"".join(found)) < len(PLAIN), ended) == (True, False)


@pytest.mark.parametrize("size", [10, 2 * CHUNK + 10])
def test_another_file_under_the_same_key_is_never_sent_whole(file: StoredFile, noon: dt.datetime, size: int) -> None:
    """All papers of a case share its key: what is put in the place of another decrypts well."""
    first, second = (
        vault.store([os.urandom(size)], name="a.pdf", mime="application/pdf", kind="bukti", at=noon, key=file.key)
        for _ in range(2)
    )
    place(first).write_bytes(place(second).read_bytes())

    with pytest.raises(Damaged):
        vault.read(first)
    if size < CHUNK:
        with pytest.raises(Damaged):
            file_response(first)
    else:
        found, ended = pieces_of(file_response(first))
        assert (len(b"".join(found)) < size, ended) == (True, False)


def test_missing_bytes_or_a_destroyed_key_begin_no_answer(file: StoredFile, noon: dt.datetime) -> None:
    place(file).unlink()
    with pytest.raises(FileNotFoundError):
        file_response(file)

    vault.destroy(file, reason="Retensi habis.", at=noon)
    with pytest.raises(KeyDestroyed):
        file_response(file)


def test_file_is_sent_after_its_lsp_is_left(noon: dt.datetime, db: None) -> None:
    """The request's transaction and its LSP are over when the bytes go out."""
    lsp = make_lsp("rintisan", 123)
    with tenant(lsp.pk):
        stored = vault.store([PLAIN], name="a.pdf", mime="application/pdf", kind="bukti", at=noon, key=new_data_key())
        response = file_response(stored)

    assert pieces_of(response) == ([PLAIN[n : n + CHUNK] for n in range(0, len(PLAIN), CHUNK)], True)


def test_file_is_not_compressed_and_a_page_is(file: StoredFile) -> None:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    middleware = CompressPages(lambda _request: HttpResponse())

    page = middleware.process_response(request, HttpResponse(b"halaman " * 500))
    sent = middleware.process_response(request, file_response(file))

    assert (page["Content-Encoding"], int(page["Content-Length"]) < 4000) == ("gzip", True)
    assert ("Content-Encoding" in sent, sent["Content-Length"]) == (False, str(len(PLAIN)))
    sent.close()


def test_answer_that_nobody_reads_to_its_end_closes_the_file(file: StoredFile) -> None:
    response = file_response(file)
    assert isinstance(response, FileStream)
    next(iter(response))

    response.close()

    assert response.opened.pieces.gi_frame is None


def test_answer_that_is_dropped_unread_closes_the_file_too(file: StoredFile) -> None:
    """Also where it hangs in a circle, as a request and its answer do."""
    response = file_response(file)
    assert isinstance(response, FileStream)
    pieces = response.opened.pieces
    response.circle = response

    del response
    gc.collect()

    assert pieces.gi_frame is None
