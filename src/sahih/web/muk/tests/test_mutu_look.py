"""The pages about the quality of a MUK at both widths: no axe violation, nothing wider than the window."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser

from sahih.kernel.tenancy import tenant
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import validasi as story
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_muk_pages import base
from sahih.web.tests.panggung import browser_of
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")


def test_pages_of_quality_have_no_violation_and_no_overflow(
    chromium: Browser, house: Rumah, at: dt.datetime, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    used, other = contoh.validated(house, at=at), contoh.validated(house, at=at, title="Paket B")
    done, row = story.finished(house, other, at=at, outcome="tidak_layak"), story.opened(house, used, at=at)
    waits = contoh.submitted(house, at=at, title="Paket D")
    with tenant(house.lsp.pk):
        seat = row.anggota_set.get(peran="asesor")
    free = contoh.validated(house, at=at, title="Paket C")
    pages: dict[str, tuple[Pemeran, str]] = {
        "muk": (house["mutu"], base(house, other)), "buka": (house["mutu"], f"{base(house, free)}validasi/"),
        "temuan": (house["mutu"], f"{base(house, used)}temuan/"), "hasil": (house["mutu"], f"{base(house, used)}hasil-butir/"),
        "selesai": (house["asesor2"], f"{base(house)}validasi/{done.ref}/"),
        "tim": (house["mutu"], f"{base(house)}validasi/{row.ref}/"),
        "ganti": (house["mutu"], f"{base(house)}validasi/{row.ref}/anggota/{seat.ref}/"),
        "kunci": (house["mutu"], f"{base(house)}validasi/{row.ref}/kunci/"),
        "kembali": (house["asesor"], f"{base(house, waits)}tarik-kembali/"), "diajukan": (house["asesor"], base(house, waits)),
        "giliran": (house["asesor2"], f"{base(house)}validasi/{row.ref}/"),
        "isi": (house["asesor2"], f"{base(house)}validasi/{row.ref}/isi/"),
    }  # fmt: skip
    found: dict[str, object] = {}
    for width in WIDTHS:
        for name, (who, path) in pages.items():
            with page_of(chromium, Site(browser_of(who)), width=width) as page:
                answer = page.goto(ORIGIN + path)
                found[f"{name} {width}"] = (
                    answer.status if answer else 0, page.locator("h1").count(), violations(page), overflow(page),
                )  # fmt: skip
                if SHOTS:
                    page.screenshot(path=str(Path(SHOTS) / f"mutu_{name}_{width}.png"), full_page=True)

    assert {name: seen for name, seen in found.items() if seen != (200, 1, [], 0)} == {}
