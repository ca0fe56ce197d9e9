"""What a response says to whoever can open it: a page, JSON, a print, a workbook, a letter, a packed file of them."""

import html
import io
import re
import zipfile

import pikepdf

from sahih.documents.tests.test_pdf import text_of

TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")


def words_of(content: bytes) -> str:
    """Without white space, since a print breaks lines where it likes; what is packed or attached is opened too."""
    return SPACE.sub("", _opened(content))


def _opened(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(content)) as document:
            attached = [one.get_file().read_bytes() for one in document.attachments.values()]
        return text_of(content) + "".join(map(_opened, attached))
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "".join(f"{name} {_opened(package.read(name))}" for name in package.namelist())
    plain = content.decode("utf-8", "replace")
    # A word may be cut by marks, as Word does to its runs, or stand in an attribute.
    return html.unescape(plain) + html.unescape(TAG.sub("", plain))
