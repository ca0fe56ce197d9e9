"""Accounts by a code, invitations, and what guards an account."""

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client

from sahih.institution.accounts.actions import invite, register_account, see_identity
from sahih.institution.accounts.models import Invitation, Membership, Pin, User
from sahih.institution.accounts.queries import actor_in
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.clock import now
from sahih.kernel.outbox import Message
from sahih.kernel.tenancy import tenant
from sahih.materials.tests.builders import make_lsp
from sahih.process.contoh.orang import totp_code, totp_secret
from sahih.web.akun.kontak import normal_phone
from sahih.web.akun.mfa import MFAAdapter

CODE = re.compile(r"(?m)^([A-Z0-9-]{6,9})$|kode masuk Anda ([A-Z0-9-]+)\.")


@pytest.fixture(autouse=True)
def _addresses(db: None, settings: LazySettings) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()


@pytest.fixture
def lsp(db: None) -> Lsp:
    return make_lsp("rintisan", 123)


@pytest.fixture
def admin(lsp: Lsp) -> Actor:
    with tenant(lsp.pk):
        user = register_account(
            name="Ratih Admin", email="admin@rintisan.example", phone=None, actor=Actor.system(lsp.pk), at=now()
        )
        Membership.objects.create(person=user.person, role=Role.ADMIN, sk_number="1", valid_from=dt.date(2026, 1, 1))
        return actor_in(lsp.pk, user=user, day=dt.date(2026, 11, 20), level=Level.STRONG, request_id="uji")


def invited(lsp: Lsp, admin: Actor, *, at: dt.datetime | None = None, contact: str = "siti@pabrik.example") -> str:
    with tenant(lsp.pk):
        _row, token = invite(
            name="Siti Aminah",
            contact=contact,
            role=Role.ASESI,
            link="http://testserver/undangan/{token}/",
            actor=admin,
            at=at or now(),
        )
    return f"/undangan/{token}/"


def last_code() -> str:
    message = Message.objects.order_by("-id").first()
    assert message is not None
    found = CODE.search(message.body)
    assert found is not None, message.body
    return found[1] or found[2]


def enter(client: Client, answer: HttpResponseBase, *, code: str | None = None) -> HttpResponseBase:
    """Follow to the page of the code and type it."""
    assert answer.status_code == 302
    return client.post(
        answer["Location"],
        {"code": code or last_code(), "next": answer["Location"].partition("next=")[2].replace("%2F", "/")},
    )


def test_stranger_makes_an_account_by_email_and_code_and_goes_on() -> None:
    client = Client()

    asked = client.post("/akun/daftar/", {"nama": "Siti Aminah", "kontak": "Siti@Pabrik.example", "next": "/saya/"})
    entered = enter(client, asked)

    user = User.objects.get()
    assert entered.status_code == 302
    assert entered["Location"] == "/saya/"
    assert (user.email, user.person.name, user.has_usable_password()) == ("siti@pabrik.example", "Siti Aminah", False)
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert client.get("/saya/").status_code == 200


def test_stranger_makes_an_account_by_phone_and_code() -> None:
    client = Client()

    asked = client.post("/akun/daftar/", {"nama": "Siti Aminah", "kontak": "0812 3456-7890", "next": "/saya/"})
    code = last_code()
    enter(client, asked)

    user = User.objects.get()
    assert (user.phone, user.phone_verified, user.email) == ("+6281234567890", True, None)
    assert Message.objects.get().to == "+6281234567890"
    assert re.fullmatch(r"\d{6}", code), code  # what the page promised


def test_known_contact_gets_the_same_answer_and_no_second_account() -> None:
    """Nobody learns from the answer whether an address has an account."""
    typed = {"nama": "Orang Lain", "kontak": "siti@pabrik.example", "next": "/saya/"}
    first = Client().post("/akun/daftar/", typed)

    second = Client().post("/akun/daftar/", typed)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert User.objects.count() == 1


def test_wrong_code_does_not_log_in() -> None:
    client = Client()
    asked = client.post("/akun/daftar/", {"nama": "Siti", "kontak": "siti@pabrik.example"})

    enter(client, asked, code="AAA-AAA")

    assert client.get("/saya/").status_code == 302


@pytest.mark.parametrize("contact", ["siti@", "12", "bukan alamat", ""])
def test_contact_that_is_neither_is_told_beside_the_field(contact: str) -> None:
    answer = Client().post("/akun/daftar/", {"nama": "Siti Aminah", "kontak": contact})

    assert answer.status_code == 422
    assert 'value="Siti Aminah"' in answer.content.decode()
    assert User.objects.count() == 0


def test_next_on_another_host_is_not_followed() -> None:
    client = Client()
    asked = client.post(
        "/akun/daftar/", {"nama": "Siti", "kontak": "siti@pabrik.example", "next": "https://penipu.example/"}
    )

    assert "penipu" not in asked["Location"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("62812-3456-7890", "+6281234567890"),
        ("8123456789", "+628123456789"),
        ("+6591234567", "+6591234567"),
    ],
)
def test_phone_numbers_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert normal_phone(typed) == kept


def test_login_page_sends_a_code_to_a_known_phone() -> None:
    register_account(name="Siti", email=None, phone="+6281234567890", actor=Actor.system(), at=now())
    client = Client()

    asked = client.post("/akun/login/", {"login": "081234567890"})
    enter(client, asked)

    assert client.get("/saya/").status_code == 200


def test_signup_stays_closed() -> None:
    answer = Client().get("/akun/signup/")

    assert "Akun dibuat lewat undangan" in answer.content.decode()


def test_invited_person_joins_and_becomes_asesi(lsp: Lsp, admin: Actor) -> None:
    url, client = invited(lsp, admin), Client()
    page = client.get(url).content.decode()

    asked = client.post(url, {"nama": "Siti Aminah", "kontak": "siti@pabrik.example"})
    entered = enter(client, asked)
    accepted = client.post(url)

    assert "LSP rintisan mengundang Anda" in page
    assert entered["Location"] == url
    assert accepted["Location"] == "/l/rintisan/"
    with tenant(lsp.pk):
        assert Membership.objects.filter(role=Role.ASESI, person__name="Siti Aminah").count() == 1
        assert Invitation.objects.get().accepted_at is not None


def test_used_invitation_is_told_to_others_and_leads_its_owner_on(lsp: Lsp, admin: Actor) -> None:
    url, client = invited(lsp, admin), Client()
    enter(client, client.post(url, {"nama": "Siti Aminah", "kontak": "siti@pabrik.example"}))
    client.post(url)

    other, owner = Client().get(url), client.get(url)

    assert other.status_code == 410
    assert "Undangan ini tidak berlaku lagi" in other.content.decode()
    assert owner.status_code == 302


def test_expired_and_unknown_invitations_are_told_in_a_sentence(lsp: Lsp, admin: Actor) -> None:
    late = invited(lsp, admin, at=now() - dt.timedelta(days=15))

    assert Client().get(late).status_code == 410
    assert Client().get("/undangan/tidak-ada/").status_code == 404


def strong(user: User) -> Client:
    """A browser in which this person logged in with a second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def siti() -> User:
    return register_account(name="Siti", email="siti@pabrik.example", phone=None, actor=Actor.system(), at=now())


def test_pin_needs_a_strong_session(siti: User) -> None:
    client = Client()
    client.force_login(siti)

    page = client.get("/akun/keamanan/").content.decode()
    answer = client.post("/akun/keamanan/pin/", {"pin": "482915", "again": "482915"})

    assert "PIN dibuat setelah masuk dengan faktor kedua" in page
    assert answer.status_code == 422
    assert not Pin.objects.exists()


def test_pin_is_set_once_the_lsp_saw_face_and_card(siti: User, lsp: Lsp, admin: Actor) -> None:
    client = Client()
    client.force_login(siti)
    with tenant(lsp.pk):
        Membership.objects.create(person=siti.person, role=Role.ASESI, valid_from=dt.date(2026, 1, 1))
        see_identity(siti.person, how="KTP asli, bertatap muka", actor=admin, at=now())

    answer = client.post("/akun/keamanan/pin/", {"pin": "482915", "again": "482915"})

    assert answer.status_code == 302
    assert Pin.objects.filter(user=siti).exists()


def test_pin_is_set_in_a_strong_session_and_bad_ones_are_told(siti: User) -> None:
    client = strong(siti)

    run = client.post("/akun/keamanan/pin/", {"pin": "123456", "again": "123456"})
    typo = client.post("/akun/keamanan/pin/", {"pin": "482915", "again": "482916"})
    good = client.post("/akun/keamanan/pin/", {"pin": "482915", "again": "482915"})

    assert "tidak mudah ditebak" in run.content.decode()
    assert "Kedua PIN tidak sama" in typo.content.decode()
    assert good.status_code == 302
    assert Pin.objects.filter(user=siti).exists()


def test_another_device_is_logged_out_from_the_list(siti: User) -> None:
    lost, here = Client(), Client()
    for client in (lost, here):
        client.force_login(siti)
        client.get("/saya/")
    row = UserSession.objects.get(session_key=lost.session.session_key)

    here.post(f"/akun/keamanan/perangkat/{row.pk}/keluarkan/")

    assert lost.get("/saya/").status_code == 302
    assert here.get("/saya/").status_code == 200


def test_session_of_somebody_else_cannot_be_ended(siti: User) -> None:
    stranger = register_account(name="Orang", email="orang@pabrik.example", phone=None, actor=Actor.system(), at=now())
    mine, theirs = Client(), Client()
    mine.force_login(siti)
    theirs.force_login(stranger)
    mine.get("/saya/")
    row = UserSession.objects.get(session_key=mine.session.session_key)

    answer = theirs.post(f"/akun/keamanan/perangkat/{row.pk}/keluarkan/")

    assert answer.status_code == 404


def test_mfa_pages_work_for_an_account_without_a_username(siti: User) -> None:
    EmailAddress.objects.create(user=siti, email=siti.email, primary=True, verified=True)
    client = strong(siti)

    totp, passkey = client.get("/akun/2fa/totp/activate/"), client.get("/akun/2fa/webauthn/add/")

    assert totp.status_code == 200
    assert passkey.status_code == 200


def test_second_factor_enrolled_meanwhile_strengthens_the_session(siti: User) -> None:
    """The gate sends a weak session to reauthenticate; a code of the app makes it strong."""
    TOTP.activate(siti, totp_secret("siti"))
    client = Client()
    client.force_login(siti)
    weak = client.post("/akun/keamanan/pin/", {"pin": "482915", "again": "482915"})

    asked = client.get("/akun/reauthenticate/", follow=True)
    client.post(asked.request["PATH_INFO"], {"code": totp_code("siti", at=dt.datetime.now(dt.UTC))})
    strong_now = client.post("/akun/keamanan/pin/", {"pin": "482915", "again": "482915"})

    assert weak.status_code == 422
    assert "2fa/reauthenticate" in asked.request["PATH_INFO"]
    assert strong_now.status_code == 302


def test_log_in_by_code_asks_the_second_factor_that_exists(siti: User) -> None:
    TOTP.activate(siti, totp_secret("siti"))
    client = Client()

    entered = enter(client, client.post("/akun/login/", {"login": "siti@pabrik.example"}))
    before = client.get("/saya/").status_code
    client.post(entered["Location"], {"code": totp_code("siti", at=dt.datetime.now(dt.UTC))})

    assert "2fa/authenticate" in entered["Location"]
    assert before == 302
    assert client.get("/saya/").status_code == 200


def test_authenticator_secret_lies_encrypted_and_its_code_still_fits(siti: User, settings: LazySettings) -> None:
    settings.MFA_ADAPTER = "sahih.web.akun.mfa.MFAAdapter"
    secret = totp_secret("siti")

    row = TOTP.activate(siti, secret).instance

    assert secret not in str(row.data)
    assert TOTP(row).validate_code(totp_code("siti", at=dt.datetime.now(dt.UTC)))
    assert MFAAdapter().get_totp_label(siti) == "siti@pabrik.example"
    assert MFAAdapter().get_public_key_credential_user_entity(siti)["display_name"] == "Siti"
