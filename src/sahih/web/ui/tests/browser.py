"""A browser that speaks with Django's test client: no port is opened and every page of the project can be looked at."""

import asyncio
import gzip
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright, Request, Route

ORIGIN = "https://sahih.test"
CHROMIUM = "/usr/bin/chromium"
WIDTHS = (360, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
Fulfil = dict[str, Any]  # Any: the keyword arguments of Route.fulfill


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium; it calls nobody at home."""
    arguments = ["--no-sandbox", "--disable-background-networking"]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


@contextmanager
def running_loop(loop: asyncio.AbstractEventLoop | None) -> Iterator[None]:
    """Show this loop, or none, to what runs inside.

    Where Playwright's loop shows, Django takes all code for asynchronous and gives it a connection of its own,
    outside the test's transaction.
    """
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


@dataclass
class Site:
    """What the browser meets: pages from the client, files from the finders, answers of a test in front of both."""

    client: Client
    answers: dict[str, Callable[[Request], Fulfil | None]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    failures: list[Exception] = field(default_factory=list)

    def serve(self, route: Route) -> None:
        """One request of the browser; an answer of None is a network that is away."""
        path = urlsplit(route.request.url).path
        if path not in self.answers:
            self._serve_ours(route, path)
            return
        answer = self.answers[path](route.request)
        if answer is None:
            route.abort()
        else:
            route.fulfill(**answer)

    def _serve_ours(self, route: Route, path: str) -> None:
        try:
            with running_loop(None):
                found = self._fulfil(route.request, path)
        except Exception as failure:  # noqa: BLE001 -- kept and raised when the page closes
            # Raised here it would only be logged, and the page would wait for its time-out.
            self.failures.append(failure)
            route.abort()
            return
        route.fulfill(**found)

    def _fulfil(self, request: Request, path: str) -> Fulfil:
        found = self._file(path) if path.startswith(settings.STATIC_URL) else self._page(request)
        body = found["body"]
        self.sizes[path] = len(gzip.compress(body if isinstance(body, bytes) else body.encode()))
        return found

    def _file(self, path: str) -> Fulfil:
        found = finders.find(path.removeprefix(settings.STATIC_URL))
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return {
            "body": Path(str(found)).read_bytes() if found else b"",
            "content_type": kind,
            "status": 200 if found else 404,
        }

    def _page(self, request: Request) -> Fulfil:
        target = request.url.removeprefix(ORIGIN)
        kind = request.headers.get("content-type", "application/octet-stream")
        response = self.client.generic(request.method, target, request.post_data or "", kind, secure=True)
        if request.resource_type == "fetch" and response.has_header("Location"):
            # Playwright lets a page follow by itself, past the routes; a fetch would meet the network.
            response = self.client.get(urljoin(target, response["Location"]), secure=True)
        return {"status": response.status_code, "headers": dict(response.items()), "body": response.getvalue()}


@contextmanager
def page_of(
    browser: Browser, site: Site, *, width: int = 1280, height: int = 900, scheme: Scheme = "light", touch: bool = False
) -> Iterator[Page]:
    """A fresh page; an error in a script fails the test."""
    failures: list[str] = []
    with running_loop(browser._loop):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=touch,
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: failures.append(str(error)))
        context.route("**/*", site.serve)
        try:
            yield page
        finally:
            context.close()
            for failure in site.failures:
                raise failure
    assert failures == []


def violations(page: Page) -> list[tuple[str, str, list[str]]]:
    """What axe finds, of any impact: rule, impact and the elements."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["impact"], [node["html"] for node in one["nodes"]]) for one in found]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
