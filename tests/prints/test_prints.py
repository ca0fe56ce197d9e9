"""Geometry and claims of what goes to the printer; forms.md 1.9-1.11."""

import re
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from sahih.documents import fr, surat
from sahih.documents.blangko import print_blank
from sahih.documents.filling import begin
from sahih.documents.pindaian import Page, page_code, pages_of
from sahih.documents.printing import print_pdf
from sahih.documents.sheets import KONFIRMASI
from sahih.documents.tests.test_pdf import page_text
from sahih.kernel.vault.inspection import inspect
from tests.prints.conformance import faults
from tests.prints.samples import AGREED, DAY, form_pdf, long_contents, samples, signature

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


@pytest.mark.parametrize("code", ["FR.AK.01", "FR.MAPA.01", "SK.HASIL"])
def test_x1_each_print_says_what_its_signers_agreed_to(code: str) -> None:
    """X1: two boxes, the table of penyusun and validator, and a letter; the text of the act stands by each signature."""
    with pikepdf.open(BytesIO(prints()[code])) as document:
        text = squeezed("".join(page_text(page) for page in document.pages))

    assert text.count(squeezed(f"Menyatakan: “{AGREED}”")) == text.count("Ditandatanganisecaraelektronik") > 0


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


def test_l12_copy_of_a_paper_sheet_says_what_it_is_and_bears_one_electronic_act() -> None:
    form, content = fr.FORMS["FR.AK.01"], fr.example(fr.FORMS["FR.AK.01"])[1]
    content["form"] |= {"pindaian": "ab" * 32, "pindaian_halaman": 2, "dientri": "Ratih Contoh"}

    pdf = print_pdf(form, content, [signature(KONFIRMASI)], date=DAY).pdf

    with pikepdf.open(BytesIO(pdf)) as document:
        text = squeezed("".join(page_text(page) for page in document.pages))
    assert (
        squeezed(
            f"Salinan isian dari lembar kertas; aslinya bertanda tangan basah. Pindaian 2 halaman, sha256 {'ab' * 32}"
        )
        in text
    )
    assert (text.count("Ditandatanganidikertas"), text.count("Ditandatanganisecaraelektronik")) == (2, 1)
    assert squeezed("Dikonfirmasi terhadap pindaian oleh") in text
    assert faults(pdf) == []


@pytest.mark.parametrize("code", ["FR.AK.01", "FR.IA.01", "FR.AK.02", "FR.AK.03"])
def test_l12_blank_names_itself_on_every_page_and_nobody_in_its_code(code: str) -> None:
    form = fr.FORMS[code]
    blank = print_blank(form, begin(form, fr.EXAMPLES[code].context), ref="7h2kq9zd4m1xt8rb", date=DAY, kop=None)

    scan = inspect(blank.pdf, name="pindaian.pdf")

    assert pages_of(scan) == [Page("7h2kq9zd4m1xt8rb", number) for number in range(1, blank.pages + 1)]
    assert page_code("7h2kq9zd4m1xt8rb", 3) == "SAHIH-K/7H2KQ9ZD4M1XT8RB/3"


def test_l12_a_page_that_came_back_upside_down_still_finds_its_sheet() -> None:
    form = fr.FORMS["FR.AK.03"]
    blank = print_blank(form, begin(form, fr.EXAMPLES["FR.AK.03"].context), ref="7" * 16, date=DAY, kop=None)
    with pikepdf.open(BytesIO(blank.pdf)) as document:
        document.pages[0].Rotate = 180
        turned = BytesIO()
        document.save(turned)

    assert pages_of(inspect(turned.getvalue(), name="a.pdf"))[0] == Page("7" * 16, 1)
