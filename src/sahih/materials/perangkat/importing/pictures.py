"""Pictures of items: decoded, bounded and encoded again, so that nothing else travels along."""

import hashlib
import io
import struct
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from sahih.kernel.policy import Refused
from sahih.materials.berkas.packages import BROKEN
from sahih.materials.perangkat.importing.bacaan import Gambar

MAX_BYTES, MAX_PIXELS, EDGE = 10 * 1024 * 1024, 40_000_000, 1600
# A drawing stays sharp as PNG; a photograph this large as PNG is sent to a phone as JPEG.
AS_PHOTO = 400 * 1024
ENDING = {"image/png": "png", "image/jpeg": "jpg"}
PNG = b"\x89PNG\r\n\x1a\n"
JPEG_PARTS = (0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD)
_FORMATS = ("PNG", "JPEG", "GIF", "BMP")


def reencoded(content: bytes) -> Gambar | None:
    """The picture as it may be kept, or nothing where it is none or too large."""
    if not content or len(content) > MAX_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                if image.width * image.height > MAX_PIXELS or not image.width or not image.height:
                    return None
                return _as_kept(image)
    except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _as_kept(image: Image.Image) -> Gambar:
    """Always written anew, however plain it looks: what stands behind its end no decoder tells."""
    kept = _upright(image)
    kept.thumbnail((EDGE, EDGE))
    return _light(kept)


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    # How the camera was held is written beside the pixels, and goes with the rest.
    image = ImageOps.exif_transpose(image)
    return image.convert("RGBA" if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info else "RGB")


def _light(kept: Image.Image) -> Gambar:
    png = _encoded(kept, "PNG")
    if kept.mode == "RGB" and len(png) > AS_PHOTO:
        return Gambar(_encoded(kept, "JPEG"), "image/jpeg")
    return Gambar(png, "image/png")


def shown(content: bytes, mime: str) -> Gambar:
    """What anybody is given of a picture that was kept: its pixels, and not where and by what it was taken.

    One that was kept before pictures were written anew keeps its bytes, since their hash is signed.
    """
    if is_plain(content):
        return Gambar(content, mime)
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            return _light(_upright(image))
    except BROKEN as error:
        raise Refused(_("Gambar ini tidak dapat dibuka lagi. Minta penyusunnya memasang gambar itu sekali lagi.")) from error  # fmt: skip


def is_plain(content: bytes) -> bool:
    """Whether nothing but pixels is in it, as in all that is written here; what is not known for sure is not plain."""
    try:
        return _is_plain_png(content) if content.startswith(PNG) else _is_plain_jpeg(content)
    except (IndexError, ValueError, struct.error):
        return False


def _is_plain_png(content: bytes) -> bool:
    place, kind = len(PNG), b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", content, place)
        if kind not in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            return False
        place += size + 12
    return place == len(content)


def _is_plain_jpeg(content: bytes) -> bool:
    """Tables, frames and scans, after a JFIF head without a thumbnail."""
    place = 2 if content.startswith(b"\xff\xd8") else len(content)
    while content[place] == 0xFF and content[place + 1] != 0xD9:
        kind, (size,) = content[place + 1], struct.unpack_from(">H", content, place + 2)
        is_head = kind == 0xE0 and content[place + 4 : place + 9] == b"JFIF\0" and size == 16
        if not (is_head or kind in JPEG_PARTS):
            return False
        place += size + 2
        if kind == 0xDA:
            place = _end_of_scan(content, place)
    return content[place:] == b"\xff\xd9"


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the next marker stands: in a scan 00 and the eight restarts follow an FF, and nothing else does."""
    while not (content[place] == 0xFF and content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7):
        place = content.index(b"\xff", place + 1)
    return place


def _encoded(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    clean.save(out, kind, **({"quality": 85} if kind == "JPEG" else {"optimize": False}))
    return out.getvalue()


def hash_of(gambar: Gambar) -> str:
    return hashlib.sha256(gambar.content).hexdigest()
