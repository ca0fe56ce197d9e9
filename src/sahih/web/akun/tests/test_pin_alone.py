"""A PIN that stands alone: whoever finds the open phone puts no key of their own beside it."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from sahih.institution.accounts.models import IdentityCheck, Membership, User
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.tenancy import tenant
from sahih.web.akun.tests.test_masuk import _addresses, admin, lsp, siti
from sahih.web.akun.tests.test_siapkan import code_for, secret_in
from sahih.web.akun.tests.test_undangan_pin import NEW, OLD, PIN_PAGE, has_pin, logged_in, with_pin

__all__ = ("_addresses", "admin", "lsp", "siti", "with_pin")

READY, PROVE = "/akun/tanda-tangan/", "/akun/keamanan/buktikan/"


@pytest.fixture
def phone(with_pin: User) -> Client:
    return left_open(with_pin)


def left_open(user: User) -> Client:
    """Logged in by the mailed code, and left on a table."""
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return logged_in(str(user.email))


def enrol(phone: Client) -> None:
    secret = secret_in(phone.get(READY).content.decode())
    phone.post(READY, {"langkah": "kode", "code": code_for(secret)})


def seen(person: User, lsp: Lsp, admin: Actor, *, minutes: int) -> None:
    """Somebody of the LSP compared face and card so long ago."""
    at = now() - dt.timedelta(minutes=minutes)
    with tenant(lsp.pk):
        Membership.objects.create(person=person.person, role=Role.ASESI, valid_from=dt.date(2026, 1, 1))
        IdentityCheck.objects.create(
            person=person.person, checked_by_id=admin.self_id, checked_at=at, valid_until=at + dt.timedelta(hours=12), how="KTP"
        )  # fmt: skip


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "account_set_password"])
def test_first_factor_on_the_pages_of_allauth_asks_the_pin(phone: Client, with_pin: User, name: str) -> None:
    url = reverse(name)

    answers = [phone.get(url), phone.post(url, {"password1": "Rahasia-panjang-9", "password2": "Rahasia-panjang-9"})]

    assert [(one.status_code, one["Location"].partition("?")[0]) for one in answers] == [(302, PROVE)] * 2
    with_pin.refresh_from_db()
    assert not with_pin.has_usable_password()


def test_page_that_makes_ready_asks_the_pin_and_shows_no_secret(phone: Client) -> None:
    page = phone.get(READY).content.decode()
    answers = [phone.post(READY, {"langkah": step, "code": "000000"}) for step in ("kode", "kunci")]

    assert f'href="{PROVE}?next={READY}"' in page
    assert ("otpauth" in page, "kunci-opsi" in page) == (False, False)
    assert [one["Location"].partition("?")[0] for one in answers] == [PROVE] * 2


def test_right_pin_opens_the_way_and_leads_back(phone: Client, with_pin: User) -> None:
    answer = phone.post(f"{PROVE}?next={READY}", {"pin": OLD})
    enrol(phone)

    assert (answer.status_code, answer["Location"]) == (302, READY)
    assert Authenticator.objects.filter(user=with_pin, type=Authenticator.Type.TOTP).exists()


def test_wrong_pin_counts_and_closes_it_after_five(phone: Client) -> None:
    answers = [phone.post(PROVE, {"pin": "000000"}) for _ in range(6)]
    right = phone.post(PROVE, {"pin": OLD})

    assert {one.status_code for one in answers} == {422}
    assert "PIN salah" in answers[0].content.decode()
    assert "PIN ditutup sementara" in right.content.decode()
    assert phone.get(reverse("mfa_activate_totp"))["Location"].startswith(PROVE)


def test_factor_made_in_this_session_does_not_replace_the_pin(phone: Client, with_pin: User) -> None:
    """It proves who made it, not who owns the account."""
    phone.post(PROVE, {"pin": OLD})
    enrol(phone)

    answer = phone.post(PIN_PAGE, {"pin": NEW, "again": NEW})

    assert (answer.status_code, has_pin(with_pin, OLD)) == (422, True)


@pytest.mark.parametrize(("minutes", "is_open"), [(10, True), (20, False)])
def test_look_at_the_card_stands_for_the_pin_a_quarter_of_an_hour(
    phone: Client, with_pin: User, lsp: Lsp, admin: Actor, minutes: int, *, is_open: bool
) -> None:
    seen(with_pin, lsp, admin, minutes=minutes)

    assert (phone.get(reverse("mfa_activate_totp")).status_code == 200) == is_open


def test_who_has_no_pin_adds_a_factor_unasked(siti: User) -> None:
    newcomer = left_open(siti)

    assert newcomer.get(reverse("mfa_activate_totp")).status_code == 200
    assert newcomer.get(PROVE)["Location"] == "/akun/keamanan/"
