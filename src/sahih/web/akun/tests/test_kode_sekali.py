"""A code of the authenticator app opens once, and whoever types it again is told so: at the log-in, before a change, at signing."""

import datetime as dt
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from sahih.documents.models import SigningAct
from sahih.institution.accounts.actions import register_account
from sahih.institution.accounts.models import User
from sahih.institution.accounts.proofs import NotProved, prove_by_totp
from sahih.institution.accounts.totp import WINDOW
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.process.contoh.orang import PASSWORD, totp_code, totp_secret

TOLD, WRONG = "Kode ini sudah dipakai. Tunggu kode berikutnya", "000000"
SECOND, AGAIN = "/akun/2fa/authenticate/", "/akun/2fa/reauthenticate/"


@pytest.fixture(autouse=True)
def _files(db: None, settings: LazySettings) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()


@pytest.fixture
def siti() -> User:
    user = register_account(name="Siti", email="siti@pabrik.example", phone=None, actor=Actor.system(), at=now())
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, totp_secret("siti"))
    return user


def code() -> str:
    return totp_code("siti", at=dt.datetime.now(dt.UTC))


def at_second_step() -> Client:
    browser = Client()
    browser.post("/akun/login/", {"login": "siti@pabrik.example", "password": PASSWORD})
    return browser


def typed(browser: Client, path: str, what: str) -> tuple[int, bool]:
    answer = browser.post(path, {"code": what})
    return answer.status_code, TOLD in answer.content.decode()


def test_code_used_at_a_log_in_is_said_to_be_used_and_a_wrong_one_is_not(siti: User) -> None:
    once = code()
    first, second = at_second_step(), at_second_step()

    assert typed(first, SECOND, once) == (302, False)
    assert typed(second, SECOND, once) == (200, True)
    assert typed(second, SECOND, WRONG) == (200, False)
    assert second.get("/saya/").status_code == 302


def test_code_used_at_the_log_in_is_said_to_be_used_before_a_change(siti: User) -> None:
    once, browser = code(), at_second_step()
    typed(browser, SECOND, once)

    assert typed(browser, AGAIN, once) == (200, True)


def test_after_too_many_codes_nothing_is_told_of_any(siti: User) -> None:
    """Else the limit on guesses would not hold for the code that was used."""
    once, browser = code(), at_second_step()
    typed(at_second_step(), SECOND, once)
    for _ in range(12):
        typed(browser, SECOND, WRONG)

    assert typed(browser, SECOND, once) == (200, False)


def test_used_code_is_remembered_as_long_as_it_would_be_taken(siti: User, settings: LazySettings) -> None:
    typed(at_second_step(), SECOND, code())

    with connection.cursor() as cursor:
        table = settings.CACHES["default"]["LOCATION"]
        cursor.execute(f"SELECT expires FROM {table} WHERE cache_key LIKE '%%totp.used%%'")
        (expires,) = cursor.fetchone()
    kept = expires.astimezone(dt.UTC) - dt.datetime.now(dt.UTC)
    assert (WINDOW, kept > dt.timedelta(seconds=WINDOW - 10)) == (90, True)


def test_used_code_is_told_at_signing_to_who_knows_the_password_only(siti: User) -> None:
    once, act = code(), SigningAct()
    proof = prove_by_totp(act, password=PASSWORD, code=once, user=siti)

    told = [refused(act, siti, *one) for one in ((PASSWORD, once), ("salah", once), (PASSWORD, WRONG))]

    assert proof.method == "totp"
    assert [TOLD in one for one in told] == [True, False, False]
    assert told[1] == told[2]


def refused(act: SigningAct, user: User, password: str, what: str) -> str:
    with pytest.raises(NotProved) as refusal:
        prove_by_totp(act, password=password, code=what, user=user)
    return str(refusal.value.reason)
