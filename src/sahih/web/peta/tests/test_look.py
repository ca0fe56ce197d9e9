"""The maps as they are met: both widths, both schemes, axe, the budget."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page

from sahih.documents.sheets import content_of
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.models import Butir, ButirKuk, Muk
from sahih.materials.peta.tests.banks import fill_bank, open_bank
from sahih.materials.skema.models import Kuk
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.evidence import evidence_of
from sahih.process.contoh import jawaban, rencana
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage
from sahih.web.ui.tests.browser import ORIGIN, SCHEMES, WIDTHS, Scheme, Site, overflow, page_of, violations
from tests.journeys.visitor import save_small

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")
# `make screenshots` wants the map in docs/img: on a desk, on a phone, on paper.
PICTURES = os.environ.get("SAHIH_SCREENSHOTS", "")
PICTURED = {"peta-muk": "peta-bukti", "peta-asesi": "peta-bukti-asesi"}
A4_LANDSCAPE = {"width": 1123, "height": 794}
BUDGET_BYTES = 60_000


def gappy_bank(panggung: Panggung, *, at: dt.datetime) -> Muk:
    """Full but for two KUK, and one KUK that FR.IA.07 asks about over and over."""
    with panggung.inside():
        versi = panggung.kisah.rumah.versi
        rows = list(Kuk.objects.filter(versi=versi).order_by("elemen__unit__number", "elemen__number", "number"))
        muk = open_bank(versi, at=at)
        four = (Instrumen.IA01, Instrumen.IA03, Instrumen.IA05, Instrumen.IA07)
        fill_bank(muk, instruments=four, but=frozenset({rows[1].ref, rows[4].ref}))
        asked = Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.07", kuk_set__kuk__versi=versi).order_by("pk")[
            3:7
        ]
        for one in asked:
            ButirKuk.objects.get_or_create(lsp=muk.lsp, muk=muk, versi=versi, butir=one, kuk=rows[0])
        return muk


def test_maps_have_no_violation_no_overflow_and_keep_the_budget(
    chromium: Browser, settings: LazySettings, until: Stage
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    panggung = until("open_house")
    house, at = panggung.kisah.rumah, panggung.move(1)
    plan = rencana.drafted(house, at=at, potensi="1", tools=("CL", "PMO", "DPL", "CVP"))
    muk = gappy_bank(panggung, at=at)
    with tenant(house.lsp.pk):
        bare = Kuk.objects.filter(versi=house.versi).order_by("elemen__unit__number", "elemen__number", "number")[0]
    here = f"/muk/{muk.ref}/peta/"
    visits = [
        ("peta-muk", here),
        ("peta-silang", f"{here}?sudut=silang"),
        ("peta-dimensi", f"{here}?sudut=dimensi&kelompok=1"),
        ("peta-instrumen", f"{here}?sudut=instrumen&kelompok=1"),
        ("peta-kosong", f"{here}?kosong=1"),
        ("peta-butir", f"{here}butir/{bare.ref}/"),
        ("peta-rencana", f"/rencana/{plan.ref}/peta/"),
    ]
    found = {
        f"{name}-{width}-{scheme}": look(chromium, panggung, name, path, width=width, scheme=scheme)
        for name, path in visits
        for width in WIDTHS
        for scheme in SCHEMES
        if scheme == "light" or name == "peta-muk"
    }

    assert found == dict.fromkeys(found, ([], 0, True))


def judged_asesi(until: Stage) -> tuple[Panggung, list[tuple[str, str]]]:
    """Half of the units observed and closed with one Tidak; one file is not the asesi's own work."""
    panggung = until("agree")
    at = panggung.move(12, 9)
    asesor = panggung.kisah.rumah["asesor"]
    asesor.does(act.start_asesmen, panggung.asesmen(), at=at)
    with panggung.inside():
        posted = jawaban.ia01(content_of(panggung.sheet("ia01")), competent=False)
    asesor.does(act.save_ia01, panggung.asesmen(), posted, at=at, partial=False)
    asesor.signs([panggung.sheet("ia01")], act.sign_ia01_asesor, panggung.asesmen(), at=at)
    with panggung.inside():
        first = evidence_of(panggung.asesmen())[0]
    said = {"valid": True, "asli": False, "terkini": True, "memadai": True}
    asesor.does(
        act.judge_evidence, panggung.asesmen(), first.key, elemen=first.elemen[:1], said=said, note="Nama di sertifikat bukan nama asesi.", at=at
    )  # fmt: skip
    here = f"/asesmen/{panggung.asesmen().ref}/peta/"
    return panggung, [
        ("peta-asesi", here),
        ("peta-asesi-terbuka", f"{here}?terbuka=1&kelompok=semua"),
        ("peta-vatm", f"{here}vatm/{first.key}/"),
    ]


def test_the_map_of_an_asesi_has_no_violation_no_overflow_and_keeps_the_budget(
    chromium: Browser, settings: LazySettings, until: Stage
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    panggung, visits = judged_asesi(until)

    found = {
        f"{name}-{width}": look(chromium, panggung, name, path, width=width, scheme="light")
        for name, path in visits
        for width in WIDTHS
    }

    assert found == dict.fromkeys(found, ([], 0, True))


def look(
    chromium: Browser, panggung: Panggung, name: str, path: str, *, width: int, scheme: Scheme
) -> tuple[object, int, bool]:
    site = Site(panggung.browser("asesor"))
    with page_of(chromium, site, width=width, scheme=scheme) as page:
        page.goto(f"{ORIGIN}{panggung.base}{path}")
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}-{scheme}.png"), full_page=True)
            page.pdf(path=str(Path(SHOTS) / f"{name}.pdf"), prefer_css_page_size=True)
        if PICTURES and name in PICTURED and scheme == "light":
            picture(page, PICTURED[name], width=width)
        size = sum(site.sizes.values())
        found = violations(page) if width == WIDTHS[0] or scheme == "dark" else []
        return found, overflow(page), size <= BUDGET_BYTES


def picture(page: Page, name: str, *, width: int) -> None:
    """The map from its heading on, as a screen shows it; at the wide width as paper bears it too."""
    page.locator("#peta").evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 110)")
    save_small(page.screenshot(), Path(PICTURES) / f"{name}-{width}.png", width=width)
    if width == WIDTHS[0]:
        return
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_LANDSCAPE["width"], "height": A4_LANDSCAPE["height"]})
    page.locator("#peta").evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY)")
    save_small(page.screenshot(), Path(PICTURES) / f"{name}-cetak.png", width=A4_LANDSCAPE["width"])
    page.emulate_media(media="screen")
