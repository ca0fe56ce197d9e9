"""A page left open past the end of its session leads back to itself, by way of the log-in where one is needed."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from sahih.institution.accounts.actions import register_account
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now

OURS = "http://testserver"


@pytest.fixture(autouse=True)
def _files(db: None, settings: LazySettings) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def sent(browser: Client, path: str, page: str) -> tuple[int, dict[str, str]]:
    """The status, and the ways on that the page offers in its text."""
    answer = browser.post(path, {"nama": "Siti"}, headers={"referer": page})
    acts = answer.content.decode().partition('<p class="acts">')[2].partition("</p>")[0]
    return answer.status_code, {words: href for href, words in re.findall(r'href="([^"]*)">([^<]+)<', acts)}


def test_stale_page_of_an_ended_session_leads_through_the_log_in_back_to_itself() -> None:
    status, ways = sent(Client(enforce_csrf_checks=True), "/saya/", f"{OURS}/saya/permohonan/abc/?langkah=2")

    assert (status, ways) == (
        403, {"Masuk lagi": "/akun/login/?next=/saya/permohonan/abc/%3Flangkah%3D2", "Ke halaman depan": "/"},
    )  # fmt: skip


def test_stale_page_of_who_is_still_logged_in_is_opened_again() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(
        register_account(name="Siti", email="siti@pabrik.example", phone=None, actor=Actor.system(), at=now())
    )

    status, ways = sent(browser, "/saya/", f"{OURS}/saya/")

    assert (status, ways) == (403, {"Buka halaman tadi": "/saya/", "Ke halaman depan": "/"})


@pytest.mark.parametrize("page", ["/akun/login/?next=/saya/", "/undangan/rahasia-sekali/", "/verifikasi/berkas/"])
def test_stale_page_that_needs_nobody_is_opened_again_and_enters_no_other_address(page: str) -> None:
    status, ways = sent(Client(enforce_csrf_checks=True), page, f"{OURS}{page}")

    assert (status, ways) == (403, {"Buka halaman tadi": page, "Ke halaman depan": "/"})


@pytest.mark.parametrize("page", ["https://lain.example/saya/", "javascript:alert(1)", "//lain.example/saya/", ""])
def test_stale_page_never_leads_to_another_host(page: str) -> None:
    status, ways = sent(Client(enforce_csrf_checks=True), "/saya/", page)

    assert (status, ways["Masuk lagi"]) == (403, "/akun/login/?next=/saya/")


def test_what_was_sent_after_the_session_ended_comes_back_to_its_page() -> None:
    """With a cookie that still fits the gate asks to log in; the address of the post itself shows nothing."""
    answer = Client().post("/saya/", headers={"referer": f"{OURS}/saya/?tahap=2"})

    assert (answer.status_code, answer["Location"]) == (302, "/akun/login/?next=/saya/%3Ftahap%3D2")
