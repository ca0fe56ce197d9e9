"""One Chromium for the pages of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from sahih.web.ui.tests.browser import Site, launch, running_loop


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        with running_loop(None):
            yield browser
        browser.close()


@pytest.fixture
def site(chromium: Browser, settings: LazySettings, db: None) -> Site:
    settings.SAHIH_ENV = "development"
    settings.ROOT_URLCONF = "sahih.web.ui.tests.urls"
    settings.ALLOWED_HOSTS = ["*"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing one
    return Site(Client(enforce_csrf_checks=False))
