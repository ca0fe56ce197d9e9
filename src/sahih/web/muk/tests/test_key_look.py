"""A question under its key in a real browser: its words stay on the device until the button sends both."""

import json

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, expect

from sahih.materials.perangkat.models import Muk
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_muk_pages import base, content, first
from sahih.web.tests.panggung import browser_of
from sahih.web.ui.tests.browser import ORIGIN, Site, page_of

pytestmark = pytest.mark.enable_socket


def test_fx14_words_of_a_keyed_question_wait_on_the_device_and_its_key_is_chosen_again(
    chromium: Browser, house: Rumah, muk: Muk, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    row = first(house, muk, "FR.IA.05")
    address = f"{ORIGIN}{base(house, muk)}butir/{row.ref}/"
    with page_of(chromium, Site(browser_of(house["asesor"]))) as page:
        page.goto(address)
        page.fill("[name=option_0]", "Pilihan yang diganti")
        expect(page.locator("[data-saved]")).to_have_text("tersimpan di perangkat ini")
        with page.expect_response(lambda one: one.url.endswith("/simpan/")) as saved:
            page.check("[name=kritis]")
        assert saved.value.status == 200
        expect(page.locator("[data-saved]")).to_have_text("tersimpan di perangkat ini")
        stored = page.evaluate("Object.entries(localStorage).filter(([name]) => name.endsWith('-butir'))[0][1]")
        assert json.loads(stored)["fields"] == {"option_0": ["Pilihan yang diganti"]}

        page.goto(address)
        expect(page.locator("[name=option]")).not_to_have_value("")
        page.click("[data-draft=restore]")

        expect(page.locator("[name=option_0]")).to_have_value("Pilihan yang diganti")
        expect(page.locator("[name=option]")).to_have_value("")
        expect(page.locator("[data-key-again]")).to_be_visible()

        page.select_option("[name=option]", "1")
        page.get_by_role("button", name="Simpan butir").click()
        expect(page.locator("[data-success]")).to_be_visible()
        assert page.evaluate("Object.keys(localStorage).filter(name => name.endsWith('-butir'))") == []
    (kept,) = [one for part in content(house, muk).bagian for one in part.butir if one.options[:1] == ("Pilihan yang diganti",)]  # fmt: skip
    assert (kept.kritis, kept.kunci and kept.kunci.option) == (True, 1)
