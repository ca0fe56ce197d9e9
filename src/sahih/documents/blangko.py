"""Blank prints of the paper path: the facts of the case, empty boxes, and a code on every page (L12)."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import pikepdf

from sahih.documents.content import Content, PrintedSignature
from sahih.documents.pdf import Rendered
from sahih.documents.pindaian import page_codes
from sahih.documents.printing import print_pdf
from sahih.documents.signature_boxes import people_of
from sahih.documents.vocabulary import Formulir


def print_blank(
    formulir: Formulir,
    content: Content,
    *,
    ref: str,
    date: str,
    kop: Mapping[str, Any] | None,
    watermark: str = "",
    document_block: Mapping[str, Any] | None = None,
) -> Rendered:
    """Names stand in the boxes, their hands are missing; printed twice, since the codes count the pages."""
    names = [PrintedSignature(box.role, *who) for box in formulir.signatures for who in people_of(box.role, content)]
    code = "-".join(ref.upper()[at : at + 4] for at in range(0, len(ref), 4))

    def printed(pages: int) -> Rendered:
        codes = page_codes(ref, pages)
        return print_pdf(
            formulir,
            content,
            names,
            date=date,
            kop=kop,
            watermark=watermark,
            document_block=document_block,
            codes=codes,
            sheet_code=code,
        )

    first = printed(1)
    return first if first.pages == 1 else printed(first.pages)


def stapled(prints: Iterable[bytes]) -> bytes:
    """One file for the printer; what is kept and signed is never this one."""
    with pikepdf.new() as whole:
        for one in prints:
            with pikepdf.open(BytesIO(one)) as part:
                whole.pages.extend(part.pages)
        out = BytesIO()
        whole.save(out, static_id=True)
    return out.getvalue()
