"""QR codes as SVG, and their decoder for tests."""

import io
from typing import Final

import zxingcpp
from PIL import Image

CONTENT_LIMIT: Final = 1_000


class QrError(Exception):
    """The content does not fit in a code that a phone can read."""


def qr_svg(content: str) -> str:
    """Draw `content` at error level M with the quiet zone of 4 modules around it."""
    # Readers guess the character set of anything but ASCII, and guess wrongly.
    if not 0 < len(content) <= CONTENT_LIMIT or not content.isascii():
        raise QrError("Isi kode QR kosong, terlalu panjang, atau bukan huruf dasar.")
    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return zxingcpp.write_barcode_to_svg(barcode, scale=1, add_quiet_zones=True)


def decode_png(png: bytes) -> list[str]:
    """Read every QR code in a picture."""
    with Image.open(io.BytesIO(png)) as image:
        found = zxingcpp.read_barcodes(
            image.convert("L"), formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
        )
    return [barcode.text for barcode in found]
