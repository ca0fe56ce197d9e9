"""A MUK and its map on paper: each page says who read it and when, and nothing lies over it (FX14, 17024 7.4)."""

import datetime as dt
import io
import os
import re
from pathlib import Path

import pikepdf
import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser

from sahih.documents.tests.test_pdf import page_text
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_muk_pages import base
from sahih.web.tests.panggung import browser_of
from sahih.web.ui.tests.browser import ORIGIN, Site, page_of

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")


def printed(chromium: Browser, house: Rumah, path: str, *, key: str) -> list[str]:
    """The text of each printed page, without spaces."""
    with page_of(chromium, Site(browser_of(house[key])), width=1280) as page:
        page.goto(ORIGIN + path)
        pdf = page.pdf(prefer_css_page_size=True)
    if SHOTS:
        (Path(SHOTS) / f"cetak_{path.strip('/').rsplit('/', 1)[-1]}.pdf").write_bytes(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [re.sub(r"\s", "", page_text(one)) for one in document.pages]


def test_fx14_every_printed_page_of_a_muk_names_its_reader_once(
    chromium: Browser, house: Rumah, settings: LazySettings, at: dt.datetime
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    muk = contoh.validated(house, at=at)
    name = re.sub(r"\s", "", house["manajer"].user.person.name)

    for place in ("cetak", "kunci", "peta"):
        pages = printed(chromium, house, f"{base(house, muk)}{place}/", key="manajer")

        assert len(pages) > 1, place
        assert [name in text for text in pages] == [True] * len(pages), place
