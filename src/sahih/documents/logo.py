"""The picture in a kop: small, without anything but its pixels, the same bytes for the same picture."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image

from sahih.documents.models import Logo
from sahih.documents.pdf import picture
from sahih.kernel.policy import Refused
from sahih.kernel.vault.inspection import Inspected
from sahih.kernel.vault.store import read

# The cell of the kop is 26 × 19 mm: at 300 dots an inch more would only make every print heavier.
WIDEST, TALLEST, LEAST = 640, 480, 48


@dataclass(frozen=True)
class Picture:
    png: bytes
    width: int
    height: int


def prepared(upload: Inspected) -> Picture:
    """Redraw an inspected image on white, no larger than print needs; its metadata stays behind."""
    if upload.mime not in {"image/png", "image/jpeg"}:
        raise Refused(_("Logo berupa gambar PNG atau JPEG."))
    with Image.open(io.BytesIO(upload.content)) as source:
        if min(source.size) < LEAST or max(source.size) > 8 * min(source.size):
            raise Refused(_("Logo paling kecil %d × %d piksel dan tidak terlalu memanjang.") % (LEAST, LEAST))
        drawn = source.convert("RGBA")
    drawn.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), paper.width, paper.height)


def logo_of() -> Logo | None:
    """The logo in force."""
    row = Logo.objects.select_related("file__key").order_by("-id").first()
    return row if row and row.file_id else None


def logo_svg() -> str:
    """The same as the templates take it; empty where there is none."""
    row = logo_of()
    if row is None or row.file is None:
        return ""
    return picture(read(row.file), mime="image/png", width=row.width, height=row.height)
