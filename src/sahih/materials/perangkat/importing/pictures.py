"""Pictures of items: decoded, bounded and encoded again, so that nothing else travels along."""

import hashlib
import io
import warnings

from PIL import Image, ImageOps

from sahih.materials.berkas.packages import BROKEN
from sahih.materials.perangkat.importing.bacaan import Gambar

MAX_BYTES, MAX_PIXELS, EDGE = 10 * 1024 * 1024, 40_000_000, 1600
# A drawing stays sharp as PNG; a photograph this large as PNG is sent to a phone as JPEG.
AS_PHOTO = 400 * 1024
ENDING = {"image/png": "png", "image/jpeg": "jpg"}
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
    image.load()
    # How the camera was held is written beside the pixels, and goes with the rest.
    image = ImageOps.exif_transpose(image)
    kept = image.convert("RGBA" if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info else "RGB")
    kept.thumbnail((EDGE, EDGE))
    png = _encoded(kept, "PNG")
    if kept.mode == "RGB" and len(png) > AS_PHOTO:
        return Gambar(_encoded(kept, "JPEG"), "image/jpeg")
    return Gambar(png, "image/png")


def _encoded(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    clean.save(out, kind, **({"quality": 85} if kind == "JPEG" else {"optimize": False}))
    return out.getvalue()


def hash_of(gambar: Gambar) -> str:
    return hashlib.sha256(gambar.content).hexdigest()
