"""FR.IA.01 by keyboard alone: judged, noted, saved, counted."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, expect

from sahih.documents.sheets import content_of
from sahih.process.asesmen import actions as act
from sahih.web.tests.stage import Stage
from sahih.web.ui.tests.browser import ORIGIN, Site, page_of

pytestmark = pytest.mark.enable_socket


def test_kuk_by_keyboard_are_judged_noted_and_received(chromium: Browser, settings: LazySettings, until: Stage) -> None:
    """Y, T, arrows and C walk the sheet; the LSP has it without a button, and the counts follow."""
    settings.ALLOWED_HOSTS = ["*"]
    panggung = until("agree")
    panggung.kisah.rumah["asesor"].does(act.start_asesmen, panggung.asesmen(), at=panggung.move(12, 9))
    url = f"{ORIGIN}{panggung.base}/asesmen/{panggung.asesmen().ref}/isi/ia-01/"

    with page_of(chromium, Site(panggung.browser("asesor"))) as page:
        page.goto(url)
        page.locator(".kuk input").first.focus()
        for key in ("y", "ArrowDown", "t", "c"):
            page.keyboard.press(key)
        page.keyboard.type("FR.IA.07 no. 4")
        page.keyboard.press("Tab")
        expect(page.locator("[data-progress-text]")).to_have_text("2 dari 93 isian")
        expect(page.locator("[data-count]").first).to_have_text("2 dari 15 KUK")
        expect(page.locator("[data-saved]")).to_contain_text("tersimpan di LSP")
        version = page.locator("input[name=_version]").input_value()

    with panggung.inside():
        rows = content_of(panggung.sheet("ia01"))["rows"]["kuk"][:2]
    assert [row["answers"] for row in rows] == [
        {"pencapaian": "ya"},
        {"pencapaian": "tidak", "lanjut": "FR.IA.07 no. 4"},
    ]
    assert int(version) > 1
