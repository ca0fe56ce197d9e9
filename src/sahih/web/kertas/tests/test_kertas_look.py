"""The pages of paper as a person meets them: no axe violation, nothing wider than a phone."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser

from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.web.kertas.tests.test_kertas_pages import base, scanned, sheet
from sahih.web.tests.panggung import browser_of
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")


def test_every_page_at_both_widths_has_no_violation_and_no_overflow(
    chromium: Browser, kisah: KisahKertas, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    admin = scanned(kisah)
    one, at = sheet(kisah), kisah.at(13)
    pages = {"daftar": base(kisah), "jadwal": f"{base(kisah)}jadwal/{kisah.jadwal[0].ref}/", "dipindai": one}
    found = look(chromium, Site(admin), pages)
    admin.post(f"{one}mulai/")
    found |= look(chromium, Site(admin), {"isi": f"{one}isi/asesor/"})
    kisah.type_in(kisah.kasus[0], "FR.AK.01", at=at)
    manajer = {"banding": one, "konfirmasi": f"{one}konfirmasi/", "kembalikan": f"{one}kembalikan/"}
    found |= look(chromium, Site(browser_of(kisah.rumah["manajer"])), manajer)

    assert {name: seen for name, seen in found.items() if seen != (200, 1, [], 0)} == {}


def look(chromium: Browser, site: Site, pages: dict[str, str]) -> dict[str, object]:
    """What each page answers at each width: status, number of main headings, violations, pixels too wide."""
    found: dict[str, object] = {}
    for width in WIDTHS:
        with page_of(chromium, site, width=width) as page:
            for name, path in pages.items():
                answer = page.goto(ORIGIN + path)
                headings = page.locator("h1").count()
                found[f"{name} {width}"] = (answer.status if answer else 0, headings, violations(page), overflow(page))
                if SHOTS:
                    page.screenshot(path=str(Path(SHOTS) / f"{name}_{width}.png"), full_page=True)
    return found
