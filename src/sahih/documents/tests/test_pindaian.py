"""Sorting a scan to its sheets: whole, once, and none of somebody else's (L12)."""

import pytest

from sahih.documents.pindaian import Expected, Misfiled, Page, sort_pages

AK01, IA01 = "a" * 16, "b" * 16
EXPECTED = {AK01: Expected("FR.AK.01", 1), IA01: Expected("FR.IA.01", 3)}


def test_pages_in_any_order_find_their_sheets() -> None:
    pages = [Page(IA01, 3), Page(AK01, 1), Page(IA01, 1), Page(IA01, 2)]

    assert sort_pages(pages, EXPECTED) == {IA01: [2, 3, 0], AK01: [1]}


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ([Page(IA01, 1), Page(IA01, 2)], "FR.IA.01 harus 3 halaman, masing-masing sekali. Periksa halaman 3."),
        ([Page(AK01, 1), Page(AK01, 1)], "Halaman 1 dari FR.AK.01 ada dua kali."),
        ([Page(AK01, 2)], "FR.AK.01 harus 1 halaman, masing-masing sekali. Periksa halaman 1, 2."),
        ([Page("c" * 16, 1)], "Halaman 1 dari pindaian ini bukan lembar yang ditunggu di sini."),
        ([Page()], "Kode pada halaman 1 tidak terbaca. Pindai ulang, atau unggah pada laman lembarnya sendiri."),
    ],
)
def test_what_is_foreign_missing_or_doubled_is_refused_by_its_page(pages: list[Page], said: str) -> None:
    with pytest.raises(Misfiled) as refusal:
        sort_pages(pages, EXPECTED)

    assert str(refusal.value.reason) == said


def test_chosen_sheet_takes_pages_without_a_readable_code_and_no_foreign_one() -> None:
    torn = [Page(IA01, 1), Page(), Page(IA01, 3)]

    assert sort_pages(torn, EXPECTED, chosen=IA01) == {IA01: [0, 1, 2]}
    with pytest.raises(Misfiled, match="bukan lembar yang ditunggu"):
        sort_pages([Page(AK01, 1), Page(), Page()], EXPECTED, chosen=IA01)
    with pytest.raises(Misfiled, match="Lembar ini 3 halaman; pindaian ini 2 halaman"):
        sort_pages([Page(), Page()], EXPECTED, chosen=IA01)
