"""The public keys and the log, as machines fetch them."""

from django.http import Http404, HttpResponse

from sahih.insight.verifikasi.queries import TILE_BYTES, latest_checkpoint, tile_at
from sahih.process.sertifikat.trust import current_trust
from sahih.web.gate import ActorRequest, public

BRIEFLY, FOR_EVER = "public, max-age=60", "public, max-age=31536000, immutable"


@public
def keys(request: ActorRequest) -> HttpResponse:
    """Everything by which an outsider judges our files."""
    del request
    return _kept(HttpResponse(current_trust().to_json(), content_type="application/json"), BRIEFLY)


@public
def checkpoint(request: ActorRequest) -> HttpResponse:
    """The newest signed head of the log."""
    del request
    head = latest_checkpoint()
    if head is None:
        raise Http404
    return _kept(HttpResponse(head.note, content_type="text/plain; charset=utf-8"), BRIEFLY)


@public
def tile(request: ActorRequest, level: int, number: int) -> HttpResponse:
    """Up to 256 hashes of one level; a full tile never changes."""
    del request
    hashes = tile_at(level, number)
    if hashes is None:
        raise Http404
    answer = HttpResponse(hashes, content_type="application/octet-stream")
    return _kept(answer, FOR_EVER if len(hashes) == TILE_BYTES else BRIEFLY)


def _kept(answer: HttpResponse, how_long: str) -> HttpResponse:
    answer["Cache-Control"] = how_long
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
