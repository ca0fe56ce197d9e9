"""The pages of import and export as a person meets them: no axe violation, nothing wider than a phone."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser

from sahih.materials.perangkat.importing.tests.word_files import EVERY, A, C, Doc, as_bytes
from sahih.materials.perangkat.models import Muk
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_impor_pages import acuan, base, upload
from sahih.web.tests.panggung import browser_of
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")


def whole_word_file(house: Rumah) -> bytes:
    """Every instrument in its printed layout, for units of this house."""
    units = acuan(house).units
    codes = {A: units[1][0], C: list(units.values())[-1][0]}

    def build(document: Doc) -> None:
        for one in EVERY:
            one(document)
        for table in document.tables:
            for cell in table._cells:
                cell.paragraphs[0].text = codes.get(cell.paragraphs[0].text, cell.paragraphs[0].text)

    return as_bytes(build)


def test_import_and_export_at_both_widths_have_no_violation_and_no_overflow(
    chromium: Browser, house: Rumah, muk: Muk, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    preview = upload(house, muk, whole_word_file(house))["Location"]
    pages = {
        "impor": f"{base(house, muk)}impor/", "pratinjau": preview, "ekspor": f"{base(house, muk)}ekspor/", "muk": base(house, muk),
    }  # fmt: skip
    found: dict[str, object] = {}
    for width in WIDTHS:
        with page_of(chromium, Site(browser_of(house["asesor"])), width=width) as page:
            for name, path in pages.items():
                answer = page.goto(ORIGIN + path)
                headings = page.locator("h1").count()
                for one in page.locator("summary").all()[:4] if name == "pratinjau" else ():
                    one.click()
                found[f"{name} {width}"] = (answer.status if answer else 0, headings, violations(page), overflow(page))
                if SHOTS:
                    page.screenshot(path=str(Path(SHOTS) / f"impor_{name}_{width}.png"), full_page=True)

    assert {name: seen for name, seen in found.items() if seen != (200, 1, [], 0)} == {}
