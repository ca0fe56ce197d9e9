import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image

from sahih.documents.pdf import Attachment, PdfError, picture, render
from sahih.documents.qr import qr_svg

KOP = {"name": "LSP Contoh Kimia Gresik", "licence": "BNSP-LSP-1565-ID", "address": "Gresik", "contact": "031-0000"}


def letter(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "date": "2026-11-20",
        "title": ["SURAT KEPUTUSAN", "KETUA LSP"],
        "number": "12/SK/LSP-CKG/XI/2026",
        "place": "Gresik",
        "kop": KOP,
        "blocks": list(blocks),
        **more,
    }


def paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text}


def text_of(pdf: bytes) -> str:
    """The text as its /ToUnicode maps tell it, page by page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return "\n".join(page_text(page) for page in document.pages)


_CHAR = re.compile(r"<([0-9a-fA-F]{4})>()\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def page_text(page: pikepdf.Page) -> str:
    maps = {name: to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    text, font = [], {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "Tf":
            font = maps[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            parts: Any = operands[0] if operator == "TJ" else operands
            raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            text += [font.get(raw[at : at + 2], "") for at in range(0, len(raw), 2)]
    return "".join(text)


def to_unicode(font: Any) -> dict[bytes, str]:
    """Both ways of a CMap: Typst tells letter by letter, Chromium in ranges too."""
    table, found = font["/ToUnicode"].read_bytes().decode("latin-1"), {}
    for ranges, body in re.findall(r"beginbf(char|range)(.*?)endbf", table, re.DOTALL):
        for first, last, text in re.findall(_RANGE if ranges == "range" else _CHAR, body):
            low, letter = int(first, 16), bytes.fromhex(text).decode("utf-16-be")
            for code in range(low, int(last or first, 16) + 1):
                found[code.to_bytes(2)] = letter[:-1] + chr(ord(letter[-1]) + code - low)
    return found


def test_equal_data_gives_equal_bytes_in_every_thread() -> None:
    data = letter(paragraph("Sama"))

    with ThreadPoolExecutor(4) as pool:
        files = {rendered.pdf for rendered in pool.map(lambda _: render("surat.typ", data), range(8))}

    assert len(files) == 1


def test_other_date_gives_other_bytes() -> None:
    first, second = (render("surat.typ", letter() | {"date": day}).pdf for day in ("2026-11-20", "2026-11-21"))

    assert first != second


def test_markup_in_the_data_is_printed_as_text() -> None:
    hostile = '#panic() *tebal* $x$ #read("base.typ") <b> \\ "kutip"'

    assert hostile in text_of(render("surat.typ", letter(paragraph(hostile))).pdf).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "named"),
    [("nama\u202egnap", "U+202E"), ("a\x00b", "U+0000"), ("nol\u200blebar", "U+200B"), ("漢", "漢"), ("😀", "😀")],
)
def test_unprintable_character_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(PdfError, match=re.escape(named)):
        render("surat.typ", letter(paragraph(text)))


def test_decomposed_letters_are_printed_composed() -> None:
    composed, decomposed = (render("surat.typ", letter(paragraph(text))).pdf for text in ("Andr\u00e9", "Andre\u0301"))

    assert composed == decomposed


@pytest.mark.parametrize("day", [None, "", "kemarin"])
def test_data_without_a_date_is_refused(day: str | None) -> None:
    with pytest.raises(PdfError, match="Tanggal"):
        render("surat.typ", letter() | {"date": day})


def test_more_data_than_a_document_holds_is_refused() -> None:
    with pytest.raises(PdfError, match="terlalu besar"):
        render("surat.typ", letter(paragraph("a" * 8_000_001)))


def test_watermark_stands_on_every_page() -> None:
    """L11: every sheet and letter of a trial bears the words."""
    long = letter(*[{"kind": "pagebreak"}] * 2, watermark="CONTOH – TIDAK BERLAKU")

    rendered = render("surat.typ", long)

    with pikepdf.open(BytesIO(rendered.pdf)) as document:
        marked = ["CONTOH – TIDAK BERLAKU" in page_text(page) for page in document.pages]
    assert marked == [True] * rendered.pages == [True, True, True]


def test_long_table_repeats_its_head_and_counts_its_pages() -> None:
    table = {"kind": "table", "head": ["No.", "Nama"], "rows": [[str(n), f"Asesi {n}"] for n in range(120)]}

    rendered = render("surat.typ", letter(table))

    with pikepdf.open(BytesIO(rendered.pdf)) as document:
        pages = [page_text(page) for page in document.pages]
    assert len(pages) == rendered.pages > 1
    assert all("Nama" in page and f"Halaman {n} dari {len(pages)}" in page for n, page in enumerate(pages, 1))


def test_every_kind_of_block_is_printed() -> None:
    blocks = (
        paragraph("kalimat"),
        {"kind": "facts", "rows": [["Nama", "isi fakta"]]},
        {"kind": "list", "items": ["butir pertama", "butir kedua"], "numbering": "1."},
        {"kind": "decree", "parts": [{"label": "Menimbang", "clauses": ["sebab"]}, {"heading": "MEMUTUSKAN"}]},
        {"kind": "table", "head": ["Kolom"], "rows": [["sel"]], "widths": [1], "aligns": ["center"]},
        {"kind": "annex", "title": "Lampiran I", "rows": [["Nomor", "12"]]},
    )
    signature = {"role": "Ketua", "name": "Nama Ketua", "reg": "MET.1", "at": "20 November 2026", "level": "kunci"}

    text = text_of(render("surat.typ", letter(*blocks, signatures=[signature], tembusan=["Arsip"])).pdf)

    wanted = ["kalimat", "isi fakta", "butir kedua", "Menimbang", "sebab", "MEMUTUSKAN", "Kolom", "sel", "Lampiran I"]
    wanted += ["Nama Ketua", "MET.1", "Arsip"]
    assert [words for words in wanted if words not in text] == []


def test_picture_and_qr_are_embedded_with_alternative_text() -> None:
    pixel = BytesIO()
    Image.new("RGB", (1, 1), "green").save(pixel, "PNG")
    logo = picture(pixel.getvalue(), mime="image/png", width=1, height=1)
    signature = {"role": "Ketua", "name": "N", "at": "kini", "qr": qr_svg("HTTPS://CEK.EXAMPLE/T/1")}

    pdf = render("surat.typ", letter(kop=KOP | {"logo": logo}, signatures=[signature])).pdf

    with pikepdf.open(BytesIO(pdf)) as document:
        dictionaries = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        spoken = {str(item["/Alt"]) for item in dictionaries if "/Alt" in item}
    assert spoken == {"Logo LSP Contoh Kimia Gresik", "Kode QR tanda tangan Ketua"}


def test_form_claims_pdf_a_2a_and_ua_1() -> None:
    assert claims(render("surat.typ", letter()).pdf) == ("2", "A", "1")


def test_file_ends_with_a_newline_after_the_end_mark() -> None:
    assert render("surat.typ", letter()).pdf.endswith(b"%%EOF\n")


def test_attachments_come_back_as_they_went_in() -> None:
    given = (
        Attachment("teks.json", "application/json", b'{"a":"\xc3\xa9"}', "teks"),
        Attachment("biner.bin", "application/octet-stream", bytes(range(256)), "biner"),
    )

    pdf = render("surat.typ", letter(), profile="certificate", attachments=given).pdf

    with pikepdf.open(BytesIO(pdf)) as document:
        found = {name: document.attachments[name].get_file().read_bytes() for name in document.attachments}
    assert found == {item.name: item.content for item in given}
    assert claims(pdf) == ("3", "A", "1")


def claims(pdf: bytes) -> tuple[str, str, str]:
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as metadata:
        return metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]
