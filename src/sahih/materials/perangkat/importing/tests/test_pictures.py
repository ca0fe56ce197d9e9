"""A picture of an item holds pixels and nothing else: no place, no camera, no second file behind it."""

import io
import zipfile

import pytest
from PIL import Image

from sahih.materials.perangkat.importing.pictures import EDGE, reencoded

HIDDEN = b"<script>alert(1)</script>"
GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (60, 30), turned: int = 1, **more: object) -> bytes:
    """Half red, half blue, with where it was taken and by what."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "KAMERA-RAHASIA", turned
    exif[GPS] = {1: "S", 2: (7.0, 15.0, 0.0)}
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("isi.html", HIDDEN)
    return out.getvalue()


def noise() -> bytes:
    """A photograph that would be a large PNG."""
    out = io.BytesIO()
    Image.effect_noise((900, 900), 90).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


DIRTY = {
    "exif": photo(),
    "exif in png": photo("PNG"),
    "comment": photo(comment=HIDDEN),
    "icc profile": photo(icc_profile=HIDDEN * 9),
    "archive behind the end": photo() + archive(),
    "page behind a plain picture": noise() + HIDDEN,
    "archive behind a plain picture": noise() + archive(),
}


@pytest.mark.parametrize("dirty", DIRTY)
def test_picture_is_written_anew_whatever_it_was(dirty: str) -> None:
    kept = reencoded(DIRTY[dirty])

    assert kept is not None
    assert [word in kept.content for word in (HIDDEN, b"KAMERA-RAHASIA", b"PK\x03\x04", b"Exif", b"eXIf")] == [
        False
    ] * 5
    with Image.open(io.BytesIO(kept.content)) as image:
        assert (dict(image.getexif()), f"image/{str(image.format).lower()}") == ({}, kept.mime)


@pytest.mark.parametrize(("turned", "size", "first"), [(1, (60, 30), "red"), (3, (60, 30), "blue"), (6, (30, 60), "red"), (8, (30, 60), "blue")])  # fmt: skip
def test_picture_stands_as_its_camera_meant_it(turned: int, size: tuple[int, int], first: str) -> None:
    """The turn was written beside the pixels; with the rest gone it must be in them."""
    kept = reencoded(photo(turned=turned))

    assert kept is not None
    with Image.open(io.BytesIO(kept.content)) as image:
        red, _green, blue = image.convert("RGB").getpixel((3, 3))  # type: ignore[misc]  # reason: three bands, as asked
        assert (image.size, "red" if red > blue else "blue") == (size, first)


def test_picture_written_once_is_within_bounds_and_stays_readable() -> None:
    once = reencoded(noise())
    assert once is not None
    twice = reencoded(once.content)

    assert twice is not None
    assert (once.mime, twice.mime) == ("image/jpeg", "image/jpeg")
    large = reencoded(photo(size=(4000, 40)))
    assert large is not None
    with Image.open(io.BytesIO(large.content)) as image:
        assert image.size == (EDGE, 16)
