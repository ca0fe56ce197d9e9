import io
import re

import pytest
from PIL import Image, ImageDraw

from sahih.documents.qr import QrError, decode_png, qr_svg


def picture_of(svg: str, *, pixels: int) -> bytes:
    """Paint the code's one path, module by module."""
    size = int(re.search(r'<svg width="(\d+)"', svg)[1])  # type: ignore[index]  # the code is ours
    image = Image.new("L", (size * pixels, size * pixels), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+Z", svg):
        left, top = int(x) * pixels, int(y) * pixels
        pen.rectangle((left, top, left + int(width) * pixels - 1, top + int(height) * pixels - 1), fill=0)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("content", ["https://cek.example/v/ABC", "HTTPS://CEK.EXAMPLE/#0123456789", "A" * 1_000])
def test_code_is_read_back(content: str) -> None:
    assert decode_png(picture_of(qr_svg(content), pixels=4)) == [content]


def test_code_has_a_quiet_zone_of_four_modules() -> None:
    svg = qr_svg("https://cek.example/v/ABC")

    corners = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h", svg)]

    assert (min(x for x, _ in corners), min(y for _, y in corners)) == (4, 4)


@pytest.mark.parametrize("content", ["", "a" * 1_001, "é"])
def test_content_that_no_phone_reads_is_refused(content: str) -> None:
    with pytest.raises(QrError):
        qr_svg(content)


def test_picture_without_a_code_gives_nothing() -> None:
    target = io.BytesIO()
    Image.new("L", (50, 50), 255).save(target, "PNG")

    assert decode_png(target.getvalue()) == []
