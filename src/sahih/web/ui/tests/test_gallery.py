"""Every component as a person meets it: at both widths, in both schemes, by keyboard, within the budget."""

from itertools import product

import pytest
from django.templatetags.static import static
from playwright.sync_api import Browser

from sahih.documents.fr import EXAMPLES
from sahih.web.ui.tests.browser import ORIGIN, SCHEMES, WIDTHS, Scheme, Site, overflow, page_of, violations

pytestmark = pytest.mark.enable_socket

PAGES = ["", "asesi/", "admin/", "asesor/", "verifikasi/", "403/", "404/", "422/", "500/", "503/"]
LEMBAR = [f"lembar/{code}/{role}/kosong/" for code, one in EXAMPLES.items() for role in one.posted]
LEMBAR += ["lembar/FR.IA.01/asesor/terisi/", "lembar/FR.AK.02/asesor/terkunci/"]
BUDGET_BYTES = 60_000
CSS_BUDGET_BYTES = 12_000


@pytest.mark.parametrize(("width", "scheme"), list(product(WIDTHS, SCHEMES)))
def test_gallery_at_any_width_and_scheme_has_no_violation_and_no_overflow(
    chromium: Browser, site: Site, width: int, scheme: Scheme
) -> None:
    with page_of(chromium, site, width=width, scheme=scheme) as page:
        found = {}
        for name in PAGES:
            page.goto(f"{ORIGIN}/galeri/{name}")
            found[name] = (violations(page), overflow(page))

    assert found == {name: ([], 0) for name in PAGES}


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_official_forms_in_the_frame_have_no_violation_and_no_overflow(
    chromium: Browser, site: Site, width: int, scheme: Scheme
) -> None:
    with page_of(chromium, site, width=width, scheme=scheme) as page:
        found = {}
        for name in LEMBAR:
            page.goto(f"{ORIGIN}/galeri/{name}")
            found[name] = (page.locator("h1").count(), violations(page), overflow(page))

    assert found == {name: (1, [], 0) for name in LEMBAR}


def test_first_visit_of_heaviest_page_stays_within_budget(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(f"{ORIGIN}/galeri/")

    assert set(site.sizes) >= {
        "/galeri/",
        static("sahih/app.css"),
        static("sahih/app.js"),
        static("django_htmx/htmx-2.min.js"),
    }
    assert site.sizes[static("sahih/app.css")] <= CSS_BUDGET_BYTES
    assert sum(site.sizes.values()) <= BUDGET_BYTES


def test_every_stop_of_the_tab_key_shows_its_focus(chromium: Browser, site: Site) -> None:
    unseen = []
    with page_of(chromium, site, width=360) as page:
        page.goto(f"{ORIGIN}/galeri/asesor/")
        page.evaluate("document.activeElement.blur()")
        for _ in range(20):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => { const at = document.activeElement, box = at.closest('label') ?? at;
                if (at === document.body) return '';
                return [getComputedStyle(at).outlineStyle, getComputedStyle(box).outlineStyle].some((style) => style !== 'none')
                  ? '' : at.outerHTML }"""
            )
            unseen.append(seen)

    assert [one for one in unseen if one] == []


def test_skip_link_leads_into_the_page(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(f"{ORIGIN}/galeri/asesi/")

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        assert page.evaluate("document.activeElement.id") == "isi"


def test_touch_targets_of_controls_are_44_pixels_high(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site, width=360) as page:
        page.goto(f"{ORIGIN}/galeri/")

        small = page.eval_on_selector_all(
            ".btn:not(.small, .quiet), .yn, .field input[type=text], .choice, .nav a, .menu > summary",
            "all => all.filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 43.9).map(one => one.outerHTML)",
        )

    assert small == []


def test_pages_hold_no_inline_style_or_script(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(f"{ORIGIN}/galeri/")

        inline = page.eval_on_selector_all("[style], style, script:not([src])", "all => all.map(one => one.outerHTML)")

    assert inline == []
