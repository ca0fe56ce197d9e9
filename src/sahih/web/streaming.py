"""A file on its way out: sent piece by piece as it is decrypted, never whole in memory."""

import weakref
from collections.abc import AsyncIterator, Generator, Iterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "image/svg+xml", "application/manifest+json")


class Opened:
    """A stream whose first piece is there already: what cannot be opened fails before any answer begins."""

    def __init__(self, pieces: Generator[bytes, None, None]) -> None:
        self.pieces = pieces
        self.first = next(pieces)
        # An answer that nobody reads or closes lets go of its file too.
        self.close = weakref.finalize(self, pieces.close)

    def __iter__(self) -> Iterator[bytes]:
        yield self.first
        yield from self.pieces


class FileStream(StreamingHttpResponse):
    """The same pieces under WSGI and under ASGI, where each is fetched in the request's own thread.

    An error on the way breaks the answer off before its announced length, so that nobody takes a part
    for the whole.
    """

    def __init__(self, pieces: Generator[bytes, None, None], *, size: int, mime: str) -> None:
        self.opened = Opened(pieces)
        super().__init__(self.opened, content_type=mime)
        self["Content-Length"] = str(size)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self.opened)
        while (piece := await sync_to_async(_next)(pieces)) is not None:
            yield piece


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)


class CompressPages(GZipMiddleware):
    """Pages are compressed, files are not, streamed or whole: they are compressed in themselves, and their length is announced."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(TEXT):
            return response
        assert isinstance(response, HttpResponse)
        return super().process_response(request, response)
