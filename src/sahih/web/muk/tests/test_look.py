"""The pages of a MUK as a person meets them: no axe violation, nothing wider than a phone, the tab of the page in sight."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page

from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import open_muk
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.tests.versions import next_version
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_muk_pages import base
from sahih.web.tests.panggung import browser_of
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")


def draft_pages(house: Rumah, muk: Muk) -> Iterator[tuple[str, str]]:
    """Those of a draft, by its penyusun."""
    here = base(house, muk)
    with tenant(house.lsp.pk):
        picked = {
            one.bagian.instrumen: one.ref for one in Butir.objects.filter(muk=muk).select_related("bagian").order_by("-pk")
        }  # fmt: skip
    yield "daftar", f"/l/{house.lsp.slug}/muk/"
    yield "muk", here
    for code in ("ia-01", "ia-02", "ia-03", "ia-05", "ia-07"):
        yield f"bagian-{code}", f"{here}kelompok/1/{code}/"
    yield "baris", f"{here}kelompok/1/ia-05/baris/"
    yield "tambah", f"{here}kelompok/1/ia-03/butir/"
    for code in ("FR.IA.01", "FR.IA.05", "FR.IA.07"):
        yield f"butir-{code}", f"{here}butir/{picked[code]}/"
    yield "pengesahan", f"{here}pengesahan/"
    yield "tanda-tangan", f"{here}tanda-tangan/"


def signed_pages(house: Rumah, muk: Muk) -> Mapping[str, str]:
    """Those of a validated one."""
    with tenant(house.lsp.pk):
        sheet = Muk.objects.select_related("pengesahan").get(pk=muk.pk).pengesahan
    assert sheet is not None
    here = base(house, muk)
    return {
        "sah": here, "sah-bagian": f"{here}kelompok/1/ia-05/", "lembar": f"{here}lembar/{sheet.ref}/", "cetak": f"{here}cetak/",
        "kunci": f"{here}kunci/",
    }  # fmt: skip


def tab_is_in_sight(page: Page) -> bool:
    return bool(
        page.locator(".top .nav").evaluate(
            """bar => [...bar.querySelectorAll('[aria-current]')].every(link => {
            const [at, room] = [link.getBoundingClientRect(), bar.getBoundingClientRect()];
            return at.left >= room.left - 1 && at.right <= room.right + 1 })"""
        )
    )


def looked_at(chromium: Browser, house: Rumah, pages: Mapping[str, str], key: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for width in WIDTHS:
        with page_of(chromium, Site(browser_of(house[key])), width=width) as page:
            for name, path in pages.items():
                answer = page.goto(ORIGIN + path)
                if SHOTS:
                    page.screenshot(path=str(Path(SHOTS) / f"m_{name}_{width}.png"), full_page=True)
                # The print has no bar.
                in_sight = not page.locator(".top .nav").count() or tab_is_in_sight(page)
                found[f"{name} {width}"] = (
                    answer.status if answer else 0, page.locator("h1").count(), violations(page), overflow(page), in_sight
                )  # fmt: skip
    return found


def test_pages_of_a_muk_at_both_widths_have_no_violation_and_no_overflow(
    chromium: Browser, house: Rumah, settings: LazySettings, at: dt.datetime
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    draft, signed = contoh.drafted(house, at=at, title="Paket B"), contoh.validated(house, at=at)
    contoh.prepared(house, draft, at=at)

    found = looked_at(chromium, house, dict(draft_pages(house, draft)), "asesor")
    found |= looked_at(chromium, house, signed_pages(house, signed), "manajer")
    versi = next_version(house, at=at)
    found |= looked_at(chromium, house, {"dari": base(house)}, "asesor")
    begun = house["asesor"].does(open_muk, versi, title="Paket C", like=signed, at=at)
    found |= looked_at(chromium, house, {"alihan": base(house, begun)}, "asesor")

    assert {name: seen for name, seen in found.items() if seen != (200, 1, [], 0, True)} == {}
