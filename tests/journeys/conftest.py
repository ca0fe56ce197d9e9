"""The house, the browser and the people of the journeys."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from sahih.web.ui.tests.browser import launch
from tests.journeys import host as hosts
from tests.journeys.host import REPOSITORY, Host
from tests.journeys.visitor import Visitor, visiting

Enter = Callable[..., Visitor]


@dataclass(frozen=True)
class Town:
    """A running installation with one LSP, early in the morning of a day of assessment."""

    host: Host
    day: str
    slug: str
    skema: str
    title: str
    tuk: str
    people: dict[str, dict[str, str]]

    def email(self, key: str) -> str:
        return self.people[key]["email"]

    @property
    def base(self) -> str:
        return f"/l/{self.slug}"


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    """Eight in the morning, whatever the hour of the test."""
    with hosts.running() as host:
        day = host.ask("begin_at", "8")["day"]
        yield Town(host=host, day=day, **host.ask("build"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def enter(chromium: Browser, town: Town) -> Iterator[Enter]:
    """Give a person their browser, the same at each call; what was found wrong on any page fails the test at its end."""
    visitors: dict[str, Visitor] = {}
    with ExitStack() as stack:

        def one(name: str, **context: Any) -> Visitor:  # Any: keyword arguments of Browser.new_context
            if name not in visitors:
                visitors[name] = stack.enter_context(visiting(chromium, town.host, name, **context))
                if name in town.people:
                    visitors[name].log_in(town.email(name))
            return visitors[name]

        yield one
    assert [f"{visitor.name}: {fault}" for visitor in visitors.values() for fault in visitor.faults] == []


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where `make screenshots` wants the pictures; None in an ordinary run."""
    wanted = os.environ.get("SAHIH_SCREENSHOTS", "")
    return REPOSITORY / wanted if wanted else None
