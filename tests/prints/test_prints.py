"""Geometry and claims of what goes to the printer; forms.md 1.9-1.11."""

import re
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from sahih.documents import fr, surat
from sahih.documents.tests.test_pdf import page_text
from tests.prints.conformance import faults
from tests.prints.samples import form_pdf, long_contents, samples

NAMES = [*fr.FORMS, *surat.LETTERS, "SERTIFIKAT"]


@cache
def prints() -> dict[str, bytes]:
    return {one.name: one.pdf for one in samples()}


@cache
def long_pages(code: str) -> list[str]:
    with pikepdf.open(BytesIO(form_pdf(fr.FORMS[code], long_contents()[code]))) as document:
        return [squeezed(page_text(page)) for page in document.pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_print_of_every_paper_bears_what_pdf_a_and_ua_ask(name: str) -> None:
    assert faults(prints()[name]) == []


def test_file_stripped_of_its_claims_is_told_each_fault() -> None:
    with pikepdf.open(BytesIO(prints()["FR.AK.01"])) as document:
        for key in ("/StructTreeRoot", "/Lang", "/OutputIntents", "/MarkInfo", "/ViewerPreferences", "/Metadata"):
            del document.Root[key]
        stripped = BytesIO()
        document.save(stripped)

    assert [one.split(",")[0] for one in faults(stripped.getvalue())] == [
        "not marked as tagged",
        "no structure tree",
        "no language",
        "XMP claims PDF/A-",
        "XMP does not claim PDF/UA-1",
        "no title",
        "the title is not shown",
        "no output intent with a profile",
    ]


@pytest.mark.parametrize("code", ["FR.IA.01", "FR.APL.02", "FR.AK.02", "FR.AK.05"])
def test_every_page_of_a_long_form_says_which_of_how_many(code: str) -> None:
    pages = long_pages(code)

    assert [f"Halaman{n}dari{len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert len(pages) > 1


def test_a_table_of_91_kuk_repeats_its_head_on_every_page() -> None:
    """Forms 1.9: head rows repeat."""
    pages = long_pages("FR.IA.01")

    assert ["KriteriaUnjukKerja*" in page for page in pages] == [True] * len(pages)
    assert sum(page.count("☐") for page in pages) == 0  # boxes are drawn, never typed


@pytest.mark.parametrize("code", ["FR.IA.01", "FR.AK.02", "FR.APL.02"])
def test_signatures_of_a_long_form_stand_on_one_page(code: str) -> None:
    """Forms 1.11: signature blocks never split."""
    signed = [page.count("Ditandatanganisecaraelektronik") for page in long_pages(code)]

    assert max(signed) == sum(signed) == 2


def test_no_page_ends_between_the_number_of_an_elemen_and_its_name() -> None:
    """Forms 1.11: an elemen breaks between its KUK; its name stands beside its first ones."""
    pages = long_pages("FR.IA.01")
    context = long_contents()["FR.IA.01"]
    named = {(row["cells"]["unit"], row["cells"]["elemen_nomor"]): row["cells"] for row in context["rows"]["kuk"]}

    for cells in named.values():
        first = squeezed(cells["elemen"])
        kuk = next(
            squeezed(row["cells"]["kuk"])
            for row in context["rows"]["kuk"]
            if (row["cells"]["unit"], row["cells"]["elemen_nomor"]) == (cells["unit"], cells["elemen_nomor"])
        )
        assert [n for n, page in enumerate(pages) if kuk in page and first not in page] == []
