"""The pages of accounts wear the shell: those before log-in, and those of one's own account."""

import pytest
from playwright.sync_api import Browser

from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations

pytestmark = pytest.mark.enable_socket

ENTRANCE = ["login/", "login/code/", "password/reset/", "signup/"]


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_before_log_in_have_no_violation_and_no_overflow(chromium: Browser, site: Site, width: int) -> None:
    with page_of(chromium, site, width=width) as page:
        found = {}
        for name in ENTRANCE:
            page.goto(f"{ORIGIN}/akun/{name}")
            found[name] = (page.locator("h1").count(), violations(page), overflow(page))

    assert found == {name: (1, [], 0) for name in ENTRANCE}


def test_log_in_page_holds_no_inline_style_or_running_script(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(f"{ORIGIN}/akun/login/")

        inline = "[style], style, script:not([src], [type='application/json'])"
        assert page.locator(inline).evaluate_all("all => all.map(one => one.outerHTML)") == []
        assert page.get_by_role("button", name="Masuk", exact=True).count() == 1
