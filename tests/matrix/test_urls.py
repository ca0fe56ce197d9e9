"""Every address × who asks → the answer; a new address without a row fails.

A row reads in the order of `AUDIENCES`. 302 is the way to the log-in, 404 is "for you this does not
exist", 403 is "seen but forbidden", 405 is "this only takes a form".
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import DjangoDbBlocker

from sahih.kernel.audit import AuditEntry
from sahih.kernel.keys import DataKey, KeyDestroyed
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.models import Muk
from sahih.process.tests.jalan import undone
from sahih.web.tests.bodies import words_of
from tests.matrix.addresses import filled, patterns
from tests.matrix.answers import GET
from tests.matrix.secrets import TELLS_KEYS
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


@dataclass(frozen=True)
class Answer:
    status: int
    tells: bool
    """Whether a key of a MUK, or the salt of a signed hash, is in it."""


def observed(stage: Stage, audience: str) -> dict[str, Answer]:
    """What each address answers to one audience."""
    browser, found = stage.browser(audience), {}
    for pattern in patterns():
        with undone():
            found[pattern] = answer_of(stage, browser.get(filled(pattern, slug=stage.slug, refs=stage.refs)))
    return found


def answer_of(stage: Stage, response: HttpResponseBase) -> Answer:
    said = words_of(b"".join(response))  # type: ignore[arg-type]  # reason: plain or streamed, both are read so
    return Answer(response.status_code, any(one in said for one in stage.secrets))


def telling(answers: dict[str, Answer]) -> set[str]:
    return {pattern for pattern, answer in answers.items() if answer.tells}


def test_every_address_has_a_row() -> None:
    assert sorted(GET) == sorted(patterns())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_fx14_get_answers_as_the_table_says_and_tells_keys_where_it_says(stage: Stage, audience: str) -> None:
    """17024 7.4: pages, prints, workbooks, JSON, error pages, what anybody may verify: each is read for every key."""
    column = AUDIENCES.index(audience)

    answers = observed(stage, audience)

    expected = {pattern: int(row.split()[column]) for pattern, row in GET.items()}
    assert {pattern: answer.status for pattern, answer in answers.items()} == expected
    assert telling(answers) == TELLS_KEYS.get(audience, set())


@pytest.mark.parametrize("audience", ["anonim", "asesi", "asesi_lain", "perusahaan"])
def test_fx14_pages_of_an_asesi_stand_without_the_keys_of_any_muk(stage: Stage, audience: str) -> None:
    """What cannot be opened cannot be told, not even by the place of the right option: the keys are gone, and no page notices."""
    column = AUDIENCES.index(audience)
    shown = [pattern for pattern, row in GET.items() if row.split()[column] == "200"]
    with tenant(stage.kisah.rumah.lsp.pk):
        keys = Muk.objects.values_list("key_id", flat=True)
        assert DataKey.objects.filter(pk__in=keys).update(wrapped=b"") >= 2
    browser = stage.browser(audience)

    statuses = [browser.get(filled(one, slug=stage.slug, refs=stage.refs)).status_code for one in shown]

    assert [one for one, status in zip(shown, statuses, strict=True) if status != 200] == []
    with pytest.raises(KeyDestroyed):
        stage.browser("manajer").get(filled("l/<slug:slug>/muk/<slug:ref>/kunci/", slug=stage.slug, refs=stage.refs))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_fx14_file_of_a_muk_tells_its_keys_to_those_who_made_check_and_manage_it(stage: Stage, audience: str) -> None:
    """The MUK that the road used, in each form, with keys and without."""
    browser = stage.browser(audience)
    url = f"/l/{stage.slug}/muk/{stage.kisah.muk.ref}/ekspor/"

    asked = [{"bentuk": kind, **wish} for kind in ("yaml", "xlsx", "zip") for wish in ({}, {"kunci": "on"})]
    told = [answer_of(stage, browser.post(url, one)).tells for one in asked]

    is_near = audience in {"asesor", "asesor2", "manajer"}
    assert told == [is_near and "kunci" in one for one in asked]


@pytest.mark.parametrize("audience", OUTSIDERS)
def test_post_of_an_outsider_changes_nothing(stage: Stage, audience: str) -> None:
    """Addresses that name a thing of others take no form from them, whatever it holds."""
    browser, before = stage.browser(audience), entries(stage)

    answers = {pattern: _post(browser, stage, pattern) for pattern in patterns() if is_guarded(pattern)}

    allowed = {302, 403, 404, 405}
    assert {pattern: one.status for pattern, one in answers.items() if one.status not in allowed} == {}
    assert telling(answers) == set()
    assert entries(stage) - before <= {"policy.denied"}


def _post(browser: Client, stage: Stage, pattern: str) -> Answer:
    """Not undone, so that what it would have done is seen."""
    return answer_of(stage, browser.post(filled(pattern, slug=stage.slug, refs=stage.refs)))


def test_fx14_what_an_asesi_sends_is_answered_without_a_key(stage: Stage) -> None:
    """Saved, refused or signed: pages and JSON alike."""
    browser, answers = stage.browser("asesi"), {}
    for pattern in patterns():
        if not pattern.startswith(("galeri/", "akun/")):
            with undone():
                answers[pattern] = _post(browser, stage, pattern)

    assert len({one.status for one in answers.values()}) > 3
    assert telling(answers) == set()


def is_guarded(pattern: str) -> bool:
    """An address of the LSP's staff, or of one thing of one person."""
    return pattern.startswith("saya/permohonan/") or (
        pattern.startswith("l/<slug:slug>/") and pattern != "l/<slug:slug>/" and "/ajukan/" not in pattern
    )


def entries(stage: Stage) -> set[str]:
    """Kinds of what happened in the LSP after its story ended."""
    with tenant(stage.kisah.rumah.lsp.pk):
        return set(AuditEntry.objects.filter(pk__gt=stage.last_entry).values_list("kind", flat=True))
