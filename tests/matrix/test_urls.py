"""Every address × who asks → the answer; a new address without a row fails.

A row reads in the order of `AUDIENCES`. 302 is the way to the log-in, 404 is "for you this does not
exist", 403 is "seen but forbidden", 405 is "this only takes a form".
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker

from sahih.kernel.audit import AuditEntry
from sahih.kernel.tenancy import tenant
from sahih.process.tests.jalan import undone
from tests.matrix.addresses import filled, patterns
from tests.matrix.answers import GET
from tests.matrix.stage import AUDIENCES, OUTSIDERS, Stage, set_stage


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
    with django_db_blocker.unblock(), undone():
        yield set_stage(dt.datetime.now(dt.UTC))


@pytest.fixture(autouse=True)
def _as_before(stage: Stage) -> Iterator[None]:
    with undone():
        yield


def observed(stage: Stage, audience: str, *, method: str = "get") -> dict[str, int]:
    """What each address answers to one audience."""
    browser, found = stage.browser(audience), {}
    for pattern in patterns():
        with undone():
            ask = getattr(browser, method)
            found[pattern] = ask(filled(pattern, slug=stage.slug, refs=stage.refs)).status_code
    return found


def test_every_address_has_a_row() -> None:
    assert sorted(GET) == sorted(patterns())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_get_answers_as_the_table_says(stage: Stage, audience: str) -> None:
    column = AUDIENCES.index(audience)

    expected = {pattern: int(row.split()[column]) for pattern, row in GET.items()}
    assert observed(stage, audience) == expected


@pytest.mark.parametrize("audience", OUTSIDERS)
def test_post_of_an_outsider_changes_nothing(stage: Stage, audience: str) -> None:
    """Addresses that name a thing of others take no form from them, whatever it holds."""
    browser, before = stage.browser(audience), entries(stage)

    answers = {pattern: _post(browser, stage, pattern) for pattern in patterns() if is_guarded(pattern)}

    allowed = {302, 403, 404, 405}
    assert {pattern: status for pattern, status in answers.items() if status not in allowed} == {}
    assert entries(stage) - before <= {"policy.denied"}


def _post(browser: Client, stage: Stage, pattern: str) -> int:
    """Not undone, so that what it would have done is seen."""
    status: int = browser.post(filled(pattern, slug=stage.slug, refs=stage.refs)).status_code
    return status


def is_guarded(pattern: str) -> bool:
    """An address of the LSP's staff, or of one thing of one person."""
    return pattern.startswith("saya/permohonan/") or (
        pattern.startswith("l/<slug:slug>/") and pattern != "l/<slug:slug>/" and "/ajukan/" not in pattern
    )


def entries(stage: Stage) -> set[str]:
    """Kinds of what happened in the LSP after its story ended."""
    with tenant(stage.kisah.rumah.lsp.pk):
        return set(AuditEntry.objects.filter(pk__gt=stage.last_entry).values_list("kind", flat=True))
