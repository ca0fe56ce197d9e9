"""The rules of the session on the asesi's phone, and what the asesor sees of it (SOP 3.3.8)."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser

from sahih.process.asesmen import actions as act
from sahih.process.contoh.kertas import adopt_rules
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.panggung import Panggung, browser_of, sign_in
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations
from sahih.web.ui.tests.conftest import chromium

__all__ = ("chromium",)
SHOTS = os.environ.get("SAHIH_SHOTS", "")


@pytest.fixture
def stage(until: Stage) -> Panggung:
    """The SPT is signed at an LSP that has a tata tertib in force."""
    made = until("plan")
    adopt_rules(made.kisah.rumah.cast, at=made.move(6))
    made.kisah.schedule()
    return made


def test_asesi_reads_and_accepts_the_rules_on_the_phone_and_the_asesor_sees_it(stage: Panggung) -> None:
    kasus = stage.kisah.kasus[0]
    client, url = browser_of(kasus.who), f"/saya/permohonan/{kasus.permohonan.ref}/"
    stage.move(11, 10)

    road = client.get(url).content.decode()
    page = client.get(f"{url}tata-tertib/").content.decode()
    answer = sign_in(client, f"{url}tata-tertib/", kasus.who)
    after = client.get(f"{url}tata-tertib/").content.decode()

    assert ("Baca tata tertib asesmen" in road, "Mengerjakan sendiri" in page) == (True, True)
    assert (answer.status_code, 'name="shown"' in after, "Mengerjakan sendiri" in after) == (302, False, True)
    assert client.get(f"{url}lembar/tata-tertib/pdf/")["Content-Type"] == "application/pdf"
    asesor = stage.browser("asesor").get(f"{stage.base}/asesmen/{stage.asesmen().ref}/").content.decode()
    assert "TATA.TERTIB Tata Tertib Asesmen" in asesor


def test_asesor_is_told_whom_the_session_waits_for(stage: Panggung, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sahih.process.contoh.kisah.accept_rules", lambda *_who, **_how: None)
    stage.kisah.agree()
    stage.move(12, 8)

    page = stage.browser("asesor").get(f"{stage.base}/asesmen/jadwal/{stage.kisah.jadwal[0].ref}/").content.decode()

    assert "Menunggu asesi menyetujui tata tertib" in page


@pytest.mark.parametrize("width", WIDTHS)
def test_page_of_the_rules_has_no_violation_and_no_overflow(
    chromium: Browser, stage: Panggung, settings: LazySettings, width: int
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    kasus = stage.kisah.kasus[0]
    stage.move(11, 10)

    with page_of(chromium, Site(browser_of(kasus.who)), width=width) as page:
        page.goto(f"{ORIGIN}/saya/permohonan/{kasus.permohonan.ref}/tata-tertib/")
        assert (violations(page), overflow(page)) == ([], 0)
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"tata_tertib_{width}.png"), full_page=True)


def test_asesi_refuses_the_rules_and_the_adjustment_on_their_own_pages(
    stage: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B6: not to sign is a right; the page says beforehand what follows, and the asesor reads the words."""
    monkeypatch.setattr("sahih.process.contoh.kisah.accept_rules", lambda *_who, **_how: None)
    kisah, kasus = stage.kisah, stage.kisah.kasus[0]
    kisah.agree()
    asesor, at = kisah.rumah["asesor"], stage.move(11, 12)
    asesor.does(act.correct_sheet, stage.asesmen(), "FR.AK.07", reason="Waktunya kurang.", at=at)
    kisah._put(asesor, act.sign_ak07_asesor, kasus, "ak07", at=at)
    client, url = browser_of(kasus.who), f"/saya/permohonan/{kasus.permohonan.ref}/"
    here = f"{stage.base}/asesmen/{stage.asesmen().ref}/"
    offered = stage.browser("asesor").get(here).content.decode()

    for code, words in (("ak07", "Waktunya tetap kurang."), ("tata-tertib", "Saya tidak mau direkam.")):
        page = client.get(f"{url}{code}/").content.decode()
        shown = client.get(f"{url}menolak/{code}/").content.decode()
        answer = client.post(f"{url}menolak/{code}/", {"alasan": words})
        assert (f"{url}menolak/{code}/" in page, "Tolak menandatangani" in shown, answer.status_code) == (
            True,
            True,
            302,
        )

    told = stage.browser("asesor").get(here).content.decode()
    assert (f"{here}menolak/ak-07/" in offered, f"{here}menolak/tata-tertib/" in offered) == (True, True)
    assert ("Waktunya tetap kurang." in told, "Saya tidak mau direkam." in told) == (True, True)
