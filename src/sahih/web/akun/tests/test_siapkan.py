"""One page that makes a newcomer able to sign, and leads back to the sheet."""

import datetime as dt
import hashlib
import json
import re
import time
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from sahih.institution.accounts.actions import register_account, set_pin
from sahih.institution.accounts.models import Pin, User
from sahih.kernel.actor import Actor, Level
from sahih.kernel.clock import now
from sahih.web.signing import SIGN_LATER

PAGE, SHEET = "/akun/tanda-tangan/", "/saya/permohonan/x/apl01/tandatangan/"
PIN = "482915"


@pytest.fixture(autouse=True)
def _addresses(db: None, settings: LazySettings) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()


@pytest.fixture
def siti() -> User:
    user = register_account(name="Siti", email="siti@pabrik.example", phone=None, actor=Actor.system(), at=now())
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def phone(siti: User) -> Client:
    """Logged in by the mailed code, on the way to a sheet that waits."""
    client = Client()
    client.force_login(siti)
    session = client.session
    session[SIGN_LATER] = SHEET
    session.save()
    return client


def secret_in(page: str) -> str:
    found = re.search(r'href="otpauth://totp/[^"]*secret=([A-Z2-7]+)', page)
    assert found is not None
    return found[1]


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def registration(given: bytes) -> dict[str, object]:
    """What a phone answers when it made a passkey for this challenge, its owner verified."""
    cose = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(b"\0" * 16, b"k" * 16, cose)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, attested)
    client = {"type": "webauthn.create", "challenge": websafe_encode(given), "origin": "https://testserver"}
    return {
        "id": websafe_encode(b"k" * 16),
        "rawId": websafe_encode(b"k" * 16),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(client).encode()),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }


def test_code_and_pin_make_ready_in_two_posts_and_lead_back_to_the_sheet(phone: Client, siti: User) -> None:
    page = phone.get(PAGE).content.decode()
    code = phone.post(PAGE, {"langkah": "kode", "code": code_for(secret_in(page))})
    then = phone.get(PAGE).content.decode()
    pin = phone.post(PAGE, {"langkah": "pin", "pin": PIN, "again": PIN})

    assert 'name="pin"' not in page
    assert (code.status_code, code["Location"]) == (302, PAGE)
    assert 'name="pin"' in then
    assert (pin.status_code, pin["Location"]) == (302, SHEET)
    assert Pin.objects.filter(user=siti).exists()


def test_secret_is_the_same_after_the_walk_to_the_app_and_after_a_typo(phone: Client, siti: User) -> None:
    """A phone reloads the page on the way back: what was added in the app must still fit."""
    first = secret_in(phone.get(PAGE).content.decode())
    typo = phone.post(PAGE, {"langkah": "kode", "code": "000000"})
    again = secret_in(phone.get(PAGE).content.decode())
    phone.post(PAGE, {"langkah": "kode", "code": code_for(first)})

    assert typo.status_code == 422
    assert secret_in(typo.content.decode()) == again == first
    assert Authenticator.objects.filter(user=siti, type=Authenticator.Type.TOTP).exists()


def test_pin_stays_shut_before_the_code(phone: Client, siti: User) -> None:
    answer = phone.post(PAGE, {"langkah": "pin", "pin": PIN, "again": PIN})

    assert answer.status_code == 422
    assert "Terbuka setelah langkah 2" in answer.content.decode()
    assert not Pin.objects.filter(user=siti).exists()


def test_weak_pin_is_told_beside_its_field_and_keeps_the_step_open(phone: Client) -> None:
    phone.post(PAGE, {"langkah": "kode", "code": code_for(secret_in(phone.get(PAGE).content.decode()))})

    answer = phone.post(PAGE, {"langkah": "pin", "pin": "123456", "again": "123456"})

    assert answer.status_code == 422
    assert "tidak mudah ditebak" in answer.content.decode()
    assert 'name="pin"' in answer.content.decode()


def test_passkey_made_by_the_phone_leads_straight_to_the_sheet(phone: Client, siti: User) -> None:
    page = phone.get(PAGE).content.decode()
    found = re.search(r'<script id="kunci-opsi" type="application/json">(.*?)</script>', page)
    assert found is not None
    made = registration(websafe_decode(json.loads(found[1])["publicKey"]["challenge"]))

    answer = phone.post(PAGE, {"langkah": "kunci", "credential": json.dumps(made), "passwordless": "on"})

    assert (answer.status_code, answer["Location"]) == (302, SHEET)
    assert Authenticator.objects.filter(user=siti, type=Authenticator.Type.WEBAUTHN).exists()


@pytest.mark.parametrize("credential", ["", "{}", '{"id": 5}', "[1]", '{"id":"eA","rawId":"eA","type":"public-key","response":{}}'])  # fmt: skip
def test_passkey_that_is_none_is_refused_in_a_sentence(phone: Client, credential: str) -> None:
    phone.get(PAGE)

    answer = phone.post(PAGE, {"langkah": "kunci", "credential": credential})

    assert answer.status_code == 422
    assert "Kunci sandi tidak jadi dibuat" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_who_is_ready_is_led_on_and_asked_nothing_more(phone: Client, siti: User) -> None:
    phone.post(PAGE, {"langkah": "kode", "code": code_for(secret_in(phone.get(PAGE).content.decode()))})
    set_pin(siti, PIN, actor=Actor(user_id=siti.pk, person_id=siti.person_id, level=Level.STRONG), at=now())

    page = phone.get(PAGE).content.decode()

    assert f'href="{SHEET}"' in page
    assert page.count('name="langkah"') == 1  # the passkey, which remains the better way


def test_next_day_the_authenticator_is_asked_once_more(phone: Client, siti: User) -> None:
    phone.post(PAGE, {"langkah": "kode", "code": code_for(secret_in(phone.get(PAGE).content.decode()))})
    tomorrow = Client()
    tomorrow.force_login(siti)

    page = tomorrow.get(PAGE).content.decode()

    assert f'href="/akun/2fa/reauthenticate/?next={PAGE}"' in page
    assert 'name="pin"' not in page


def test_new_factor_asks_who_has_one_to_prove_it_first(phone: Client, siti: User) -> None:
    """Whoever finds an open phone must not be able to add a key of their own."""
    phone.post(PAGE, {"langkah": "kode", "code": code_for(secret_in(phone.get(PAGE).content.decode()))})
    later = phone.session
    later["account_authentication_methods"] = [
        one | {"at": dt.datetime.now(dt.UTC).timestamp() - 3600} for one in later["account_authentication_methods"]
    ]
    later.save()

    answer = phone.post(PAGE, {"langkah": "kunci", "credential": "{}"})

    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
