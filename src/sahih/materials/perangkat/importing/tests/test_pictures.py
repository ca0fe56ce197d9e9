"""A picture of an item holds pixels and nothing else: no place, no camera, no second file behind it."""

import io
import zipfile

import pytest
from PIL import Image

from sahih.kernel.policy import Refused
from sahih.materials.perangkat.importing.pictures import EDGE, is_plain, reencoded, shown

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


@pytest.mark.parametrize("dirty", DIRTY)
def test_kept_picture_is_shown_without_what_came_along(dirty: str) -> None:
    """Those that were kept before pictures were written anew: where it was taken (GPS), by what, and what stands behind."""
    seen = shown(DIRTY[dirty], "image/jpeg")

    hidden = (HIDDEN, b"KAMERA-RAHASIA", b"PK\x03\x04", b"Exif", b"eXIf")
    assert any(one in DIRTY[dirty] for one in hidden)
    assert [one for one in hidden if one in seen.content] == []
    assert is_plain(seen.content)


def test_kept_photograph_is_shown_upright_and_in_its_own_size() -> None:
    seen = shown(photo(size=(EDGE + 300, 90), turned=6), "image/jpeg")

    with Image.open(io.BytesIO(seen.content)) as image:
        assert (image.size, dict(image.getexif())) == ((90, EDGE + 300), {})


@pytest.mark.parametrize("content", [photo("PNG"), noise()], ids=["png", "jpeg"])
def test_picture_written_here_is_shown_byte_for_byte(content: bytes) -> None:
    kept = reencoded(content)

    assert kept is not None
    assert (is_plain(kept.content), shown(kept.content, kept.mime)) == (True, kept)


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 9, 30, -1, -2])
def test_picture_that_is_cut_or_lengthened_is_not_plain(cut: int) -> None:
    for content in (photo("PNG"), noise()):
        plain = reencoded(content)
        assert plain is not None
        assert not is_plain(plain.content[:cut])
        assert not is_plain(plain.content + b"x")


def test_thumbnail_in_the_head_of_a_jpeg_is_not_plain() -> None:
    """A JFIF head may hold a small picture of its own, of what was cut away since."""
    plain = reencoded(noise())
    assert plain is not None
    head = plain.content[4:20]
    longer = plain.content[:4] + b"\x00\x13" + head[2:14] + b"\x01\x01" + b"abc" + plain.content[20:]

    assert (is_plain(longer), is_plain(shown(longer, "image/jpeg").content)) == (False, True)


def test_broken_picture_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="tidak dapat dibuka lagi"):
        shown(b"\xff\xd8\xff rusak", "image/jpeg")
