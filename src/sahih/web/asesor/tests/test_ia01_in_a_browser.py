"""FR.IA.01 in a real browser: by keyboard, by thumb, and while network, server and session fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from sahih.documents.sheets import content_of
from sahih.web.tests.panggung import Panggung
from sahih.web.ui.tests.browser import ORIGIN, Fulfil, Site, overflow, page_of, running_loop

pytestmark = pytest.mark.enable_socket

WAITING = "tersimpan di perangkat ini, menunggu jaringan"
RECEIVED = "tersimpan di LSP"
Answer = Callable[[Request], Fulfil | None]
KUK, EVERY, TOUCH = 91, 7, 44
SMALL = """(wanted) => [...document.querySelectorAll("main a, main button, main summary, main label, main input, main textarea")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".sr, [hidden]") && !one.matches(".field > label, .yn input, .choices input, .sr"))
  .filter((one) => !one.matches("p a") && (one.getBoundingClientRect().height < wanted || one.getBoundingClientRect().width < wanted))
  .map((one) => one.outerHTML.slice(0, 90))"""


def judged(panggung: Panggung) -> list[object]:
    with running_loop(None), panggung.inside():
        rows = content_of(panggung.sheet("ia01"))["rows"]["kuk"]
    return [row["answers"].get("pencapaian") for row in rows]


def path_of(panggung: Panggung) -> str:
    with running_loop(None):
        return f"{panggung.base}/asesmen/{panggung.asesmen().ref}/isi/ia-01/"


def stored(panggung: Panggung) -> dict[str, object]:
    """All that the LSP has, by the name of its field."""
    with running_loop(None), panggung.inside():
        content = content_of(panggung.sheet("ia01"))
    rows = {f"kuk/{row['key']}/{key}": value for row in content["rows"]["kuk"] for key, value in row["answers"].items()}
    own = {key: value for key, value in content["fields"].items() if key in {"umpan_balik", "rekomendasi"}}
    return {**rows, **own}


def away(_request: Request) -> Fulfil | None:
    return None


def broken(_request: Request) -> Fulfil | None:
    return {"status": 500, "body": "<h1>500</h1>"}


@contextmanager
def storm(site: Site, path: str, answer: Answer) -> Iterator[None]:
    """While it lasts, no save reaches the LSP."""
    site.answers[f"{path}simpan/"] = answer
    yield
    del site.answers[f"{path}simpan/"]


def judge(page: Page, number: int, value: str = "ya") -> str:
    """Answer one KUK as a finger would, and say which."""
    choice = page.locator(".kuk").nth(number).locator(f"input[value={value}]")
    choice.check()
    return str(choice.get_attribute("name"))


def told(page: Page, words: str) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(words)


def test_ten_minutes_without_network_or_server_lose_nothing(chromium: Browser, observing: Panggung) -> None:
    """The page says each time where the answers are; they go by themselves when somebody takes them."""
    path, site = path_of(observing), Site(observing.browser("asesor"))
    with page_of(chromium, site) as page:
        page.clock.install()
        page.goto(ORIGIN + path)
        answered = {}
        for number, answer in enumerate((away, broken)):
            with storm(site, path, answer):
                answered[judge(page, 2 * number)] = "ya"
                page.clock.run_for(2_000)
                told(page, WAITING)
                answered[judge(page, 2 * number + 1, "tidak")] = "tidak"
                page.clock.run_for(600_000)
                told(page, WAITING)
                assert stored(observing).keys().isdisjoint(answered if number == 0 else list(answered)[2:])
            page.clock.run_for(61_000)
            told(page, RECEIVED)

    assert stored(observing) == answered


def test_page_closed_without_network_gives_its_answers_back_when_it_is_opened_again(
    chromium: Browser, observing: Panggung
) -> None:
    path, site = path_of(observing), Site(observing.browser("asesor"))

    with page_of(chromium, site) as page:
        page.goto(ORIGIN + path)
        with storm(site, path, away):
            name = judge(page, 0)
            page.fill("#umpan_balik", "Runtut, alat ukur dikalibrasi lebih dulu.")
            told(page, WAITING)
            page.close()

        again = page.context.new_page()
        again.goto(ORIGIN + path)
        expect(again.get_by_text("Ada isian yang belum sampai ke LSP")).to_be_visible()
        again.click("[data-draft=restore]")
        told(again, RECEIVED)
        assert again.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('sahih:draft')).length") == 0

    assert stored(observing) == {name: "ya", "umpan_balik": "Runtut, alat ukur dikalibrasi lebih dulu."}


def test_session_that_ended_or_was_logged_out_in_another_tab_keeps_the_answers(
    chromium: Browser, observing: Panggung
) -> None:
    """The log-out takes the drafts of this device along; the page that still shows an answer keeps that one."""
    path, client = path_of(observing), observing.browser("asesor")
    site = Site(client)

    with page_of(chromium, site) as page:
        page.goto(ORIGIN + path)
        with storm(site, path, away):
            name = judge(page, 0)
            told(page, WAITING)
        with running_loop(None):
            client.logout()
        page.evaluate("Object.keys(localStorage).forEach((key) => localStorage.removeItem(key))")
        second = judge(page, 1, "tidak")

        expect(page.get_by_text("Sesi Anda berakhir")).to_be_visible()
        told(page, "sesi berakhir, tersimpan di perangkat ini")

        with running_loop(None):
            site.client = observing.browser("asesor")
        page.goto(ORIGIN + path)
        page.click("[data-draft=restore]")
        told(page, RECEIVED)

    assert stored(observing) == {name: "ya", second: "tidak"}


def test_second_tab_is_told_and_shows_both_texts(chromium: Browser, observing: Panggung) -> None:
    path, site = path_of(observing), Site(observing.browser("asesor"))

    with page_of(chromium, site) as first:
        first.goto(ORIGIN + path)
        second = first.context.new_page()
        second.goto(ORIGIN + path)

        name = judge(first, 0)
        first.fill("#umpan_balik", "Teks tab pertama.")
        told(first, RECEIVED)
        expect(first.locator("[data-progress-text]")).to_have_text("2 dari 93 isian")
        second.fill("#umpan_balik", "Teks tab kedua.")
        expect(second.get_by_text("Formulir ini sudah berubah di tempat lain")).to_be_visible()
        assert stored(observing) == {name: "ya", "umpan_balik": "Teks tab pertama."}

        second.get_by_role("button", name="Lanjut ke tanda tangan").last.click()
        expect(second.locator("#umpan_balik")).to_have_value("Teks tab kedua.")
        expect(second.locator("#umpan_balik-salah")).to_contain_text("Tersimpan dari tempat lain: Teks tab pertama.")
        expect(second.locator(f"[name='{name}'][value=ya]")).to_be_checked()


def wanted() -> list[str]:
    return ["tidak" if number % EVERY == 0 else "ya" for number in range(KUK)]


def received(page: Page, words: str) -> None:
    expect(page.locator("[data-progress-text]")).to_have_text(words, timeout=20_000)


def test_91_kuk_by_keyboard_take_two_presses_each(chromium: Browser, observing: Panggung) -> None:
    """Y or T, then the arrow; C notes on the way; no mouse, no button, and the LSP has it all."""
    path, site = path_of(observing), Site(observing.browser("asesor"))
    with page_of(chromium, site) as page:
        page.goto(ORIGIN + path)
        pressed = 0

        def press(key: str) -> None:
            nonlocal pressed
            pressed += 1
            page.keyboard.press(key)

        while page.evaluate("!document.activeElement.matches('[data-next-gap]')"):
            press("Tab")
        press("Enter")
        start = pressed
        for number, value in enumerate(wanted()):
            press(value[0])
            if number < KUK - 1:
                press("ArrowDown")
        assert (pressed - start, start <= 25) == (2 * KUK - 1, True)

        press("c")
        page.keyboard.type("FR.IA.07 no. 4")
        received(page, f"{KUK} dari 93 isian")
        expect(page.locator(".kelompok-strip")).to_be_hidden()
        expect(page.locator("aside [data-count]").first).to_have_text("15 dari 15 KUK")
        expect(page.locator("[data-saved]")).to_contain_text("tersimpan di LSP")
        while "umpan_balik" not in str(page.evaluate("document.activeElement.id")):
            press("Tab")

    assert judged(observing) == wanted()


def test_91_kuk_by_thumb_on_a_small_phone(chromium: Browser, observing: Panggung) -> None:
    """Nothing is wider than the phone or smaller than a thumb; kelompok and the next gap stay in sight."""
    path, site = path_of(observing), Site(observing.browser("asesor"))
    with page_of(chromium, site, width=360, height=740, touch=True) as page:
        page.goto(ORIGIN + path)
        assert (overflow(page), page.evaluate(SMALL, TOUCH)) == (0, [])

        for number, value in enumerate(wanted()):
            if number != KUK - 2:
                page.locator(".kuk").nth(number).locator(f".yn label:has([value={value}])").tap()
        received(page, f"{KUK - 1} dari 93 isian")
        strip = page.locator(".kelompok-strip [data-count]")
        expect(strip.first).to_be_in_viewport()
        expect(strip.first).to_have_text("15/15")

        page.locator("[data-next-gap]").tap()
        expect(page.locator(".kuk").nth(KUK - 2)).to_be_in_viewport(ratio=1)
        head = page.locator("[data-sheet-head]").bounding_box()
        row = page.locator(".kuk").nth(KUK - 2).bounding_box()
        assert head
        assert row
        assert row["y"] >= head["y"] + head["height"]

        page.locator(".kelompok-strip a").first.tap()
        expect(page.locator(".kuk").first).to_be_in_viewport()
        assert overflow(page) == 0

    assert [one or "ya" for one in judged(observing)] == wanted()
