"""Who may take an invitation, who may replace a PIN, and what the trail keeps of a link's address."""

import datetime as dt
import re
import time
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from sahih.institution.accounts.actions import (
    AlreadyUsed,
    accept_invitation,
    invite,
    register_account,
    release,
    revoke_invitation,
    set_pin,
)
from sahih.institution.accounts.kontak import masked, normal_contact
from sahih.institution.accounts.models import IdentityCheck, Invitation, Membership, Pin, User
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.actions import enter_perusahaan
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.web.akun.mfa import MFAAdapter
from sahih.web.akun.tests.test_masuk import _addresses, admin, enter, invited, lsp, siti, strong
from sahih.web.middleware import TenantMiddleware, path_without_secrets

__all__ = ("_addresses", "admin", "lsp", "siti")

OLD, NEW = "482915", "739164"
PIN_PAGE = "/akun/keamanan/pin/"


def aged(user: User, *, minutes: int) -> Client:
    """A strong session whose second factor was some time ago."""
    client, data = strong(user), {"secret": MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")}
    factor = Authenticator.objects.create(user=user, type="totp", data=data, created_at=now() - dt.timedelta(days=4))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "id": factor.pk, "at": time.time() - minutes * 60}]
    session.save()
    return client


@pytest.fixture
def with_pin(siti: User) -> User:
    actor = Actor(user_id=siti.pk, person_id=siti.person_id, level=Level.STRONG)
    set_pin(siti, OLD, actor=actor, at=now() - dt.timedelta(days=3))
    return siti


def has_pin(user: User, pin: str) -> bool:
    return check_password(pin, Pin.objects.get(user=user).hashed)


def test_pin_in_an_old_session_is_not_replaced_without_the_old_one(with_pin: User) -> None:
    """A phone that lies open on a table signs nothing in its owner's name tomorrow."""
    client = aged(with_pin, minutes=20)

    page = client.get("/akun/keamanan/").content.decode()
    answer = client.post(PIN_PAGE, {"pin": NEW, "again": NEW})

    assert 'name="old"' in page
    assert (answer.status_code, has_pin(with_pin, OLD)) == (422, True)
    assert "Ketik PIN lama." in answer.content.decode()


def test_pin_is_replaced_by_whoever_knows_the_old_one(with_pin: User) -> None:
    answer = aged(with_pin, minutes=20).post(PIN_PAGE, {"old": OLD, "pin": NEW, "again": NEW})

    assert (answer.status_code, has_pin(with_pin, NEW)) == (302, True)


def test_wrong_old_pin_counts_and_closes_it_after_five(with_pin: User) -> None:
    client = aged(with_pin, minutes=20)

    answers = [client.post(PIN_PAGE, {"old": "000000", "pin": NEW, "again": NEW}) for _ in range(6)]
    right = client.post(PIN_PAGE, {"old": OLD, "pin": NEW, "again": NEW})

    assert {one.status_code for one in answers} == {422}
    assert "PIN ditutup sementara" in answers[-1].content.decode()
    assert (right.status_code, has_pin(with_pin, OLD)) == (422, True)


def test_pin_is_replaced_after_a_fresh_second_factor(with_pin: User) -> None:
    client = aged(with_pin, minutes=10)

    page = client.get("/akun/keamanan/").content.decode()
    answer = client.post(PIN_PAGE, {"pin": NEW, "again": NEW})

    assert 'name="old"' not in page
    assert (answer.status_code, has_pin(with_pin, NEW)) == (302, True)


@pytest.mark.parametrize(("minutes", "status"), [(10, 302), (20, 422)])
def test_look_at_the_card_stands_for_the_old_pin_a_quarter_of_an_hour(
    with_pin: User, lsp: Lsp, admin: Actor, minutes: int, status: int
) -> None:
    """An asesi without a second factor who forgot the PIN is looked at once more."""
    with tenant(lsp.pk):
        Membership.objects.create(person=with_pin.person, role=Role.ASESI, valid_from=dt.date(2026, 1, 1))
        seen = now() - dt.timedelta(minutes=minutes)
        IdentityCheck.objects.create(
            person=with_pin.person, checked_by_id=admin.self_id, checked_at=seen, valid_until=seen + dt.timedelta(hours=12), how="KTP"
        )  # fmt: skip
    client = Client()
    client.force_login(with_pin)

    assert client.post(PIN_PAGE, {"pin": NEW, "again": NEW}).status_code == status


def test_page_that_makes_ready_does_not_replace_a_pin_either(with_pin: User) -> None:
    answer = aged(with_pin, minutes=20).post("/akun/tanda-tangan/", {"langkah": "pin", "pin": NEW, "again": NEW})

    assert (answer.status_code, has_pin(with_pin, OLD)) == (422, True)


def test_nobody_sets_the_pin_of_another(with_pin: User) -> None:
    stranger = register_account(name="Orang", email="orang@pabrik.example", phone=None, actor=Actor.system(), at=now())
    actor = Actor(user_id=stranger.pk, person_id=stranger.person_id, level=Level.STRONG)

    with pytest.raises(Refused, match="pemilik akunnya"):
        set_pin(with_pin, NEW, old_pin=OLD, actor=actor, at=now())


def logged_in(contact: str) -> Client:
    """Somebody who proved this contact by a code."""
    client = Client()
    enter(client, client.post("/akun/daftar/", {"nama": "Siti Aminah", "kontak": contact, "next": "/saya/"}))
    return client


def test_invitation_of_another_contact_is_refused_with_a_sentence(lsp: Lsp, admin: Actor) -> None:
    url, stranger = invited(lsp, admin), logged_in("orang@pabrik.example")

    page = stranger.get(url).content.decode()
    answer = stranger.post(url)

    assert "Undangan ini dikirim ke s•••@pabrik.example" in page
    assert "Terima undangan" not in page
    assert answer.status_code == 422
    with tenant(lsp.pk):
        assert (Invitation.objects.get().accepted_at, Membership.objects.filter(role=Role.ASESI).count()) == (None, 0)


def test_wrong_account_is_left_and_the_link_stands_open_again(lsp: Lsp, admin: Actor) -> None:
    """On a shared phone: log out from the refusal, come back to the link, type the invited address."""
    url, client = invited(lsp, admin), logged_in("orang@pabrik.example")
    way = re.search(r'href="(/akun/logout/[^"]*)"', client.get(url).content.decode())
    assert way is not None

    form = client.get(way[1]).content.decode()
    left = client.post(way[1], {"next": url} if f'value="{url}"' in form else {})

    assert left["Location"] == url
    assert 'name="kontak"' in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("sent_to", "typed"),
    [("Siti@Pabrik.Example", "siti@pabrik.example"), ("0812-3456 7890", "+6281234567890"), ("+62 812 34567890", "081234567890")],
)  # fmt: skip
def test_same_contact_written_otherwise_is_the_same(lsp: Lsp, admin: Actor, sent_to: str, typed: str) -> None:
    url, client = invited(lsp, admin, contact=sent_to), logged_in(typed)

    assert client.post(url).status_code == 302
    with tenant(lsp.pk):
        assert Membership.objects.filter(role=Role.ASESI).count() == 1


def test_contact_that_nobody_proved_takes_no_invitation(lsp: Lsp, admin: Actor) -> None:
    """A number typed into an account is not yet one's own."""
    url = invited(lsp, admin, contact="081234567890")
    thief = register_account(name="Maling", email=None, phone="+6281234567890", actor=Actor.system(), at=now())
    client = Client()
    client.force_login(thief)

    assert client.post(url).status_code == 422


def test_stranger_who_types_another_address_is_told_beside_the_field(lsp: Lsp, admin: Actor) -> None:
    answer = Client().post(invited(lsp, admin), {"nama": "Orang", "kontak": "orang@pabrik.example"})

    assert answer.status_code == 422
    assert "Undangan ini dikirim ke s•••@pabrik.example." in answer.content.decode()
    assert not User.objects.filter(email="orang@pabrik.example").exists()


@pytest.mark.parametrize(
    ("contact", "shown"), [("siti@pabrik.example", "s•••@pabrik.example"), ("0812-3456 7890", "+6281•••890")]
)
def test_link_in_the_wrong_hands_does_not_tell_the_contact(lsp: Lsp, admin: Actor, contact: str, shown: str) -> None:
    """The one who was asked knows it, and types it; whoever found the link learns no address."""
    url = invited(lsp, admin, contact=contact)

    pages = [Client().get(url), Client().post(url, {"nama": "Orang", "kontak": ""})]

    for page in pages:
        assert shown in page.content.decode()
        assert contact not in page.content.decode()
        assert normal_contact(contact) not in page.content.decode()


@pytest.mark.parametrize("fate", ["revoked", "expired", "accepted"])
def test_dead_invitation_is_not_revived_by_a_second_click(lsp: Lsp, admin: Actor, fate: str) -> None:
    """The tab with the button was open before; the role is not given, and not given back."""
    url, client = invited(lsp, admin), logged_in("siti@pabrik.example")
    with tenant(lsp.pk):
        one = Invitation.objects.get()
        if fate == "revoked":
            revoke_invitation(one, reason="Salah alamat.", actor=admin, at=now())
        elif fate == "expired":
            Invitation.objects.update(expires_at=now() - dt.timedelta(seconds=1))
        else:
            client.post(url)
            Membership.objects.filter(role=Role.ASESI).update(
                valid_from=dt.date(2026, 1, 1), valid_until=dt.date(2026, 1, 2)
            )

    answers = [client.post(url).status_code for _ in range(2)]

    assert answers == ([302, 302] if fate == "accepted" else [410, 410])
    with tenant(lsp.pk):
        open_roles = Membership.objects.filter(role=Role.ASESI, valid_until=None).count()
        assert (open_roles, Invitation.objects.get().accepted_at is not None) == (0, fate == "accepted")


def test_who_was_released_and_is_invited_again_comes_back(lsp: Lsp, admin: Actor) -> None:
    client = logged_in("siti@pabrik.example")
    client.post(invited(lsp, admin))
    with tenant(lsp.pk):
        Membership.objects.filter(role=Role.ASESI).update(
            valid_from=dt.date(2026, 1, 1), valid_until=dt.date(2026, 1, 2)
        )

    answer = client.post(invited(lsp, admin))

    assert answer.status_code == 302
    with tenant(lsp.pk):
        assert Membership.objects.get(role=Role.ASESI).valid_until is None


def test_who_is_released_and_accepts_again_on_the_first_day_stays(lsp: Lsp, admin: Actor) -> None:
    """A role that began today ends today at the earliest; what is accepted after that must not end at midnight."""
    client = logged_in("siti@pabrik.example")
    client.post(invited(lsp, admin))
    with tenant(lsp.pk):
        chief = Actor.system(lsp.pk)
        release(Membership.objects.get(role=Role.ASESI), actor=chief, at=now())
        assert Membership.objects.get(role=Role.ASESI).valid_until == local_date(now())

    answer = client.post(invited(lsp, admin))

    assert answer.status_code == 302
    with tenant(lsp.pk):
        assert Membership.objects.get(role=Role.ASESI).valid_until is None


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_invitation_is_not_revoked_without_a_reason(lsp: Lsp, admin: Actor, reason: str) -> None:
    invited(lsp, admin)

    with tenant(lsp.pk):
        with pytest.raises(Refused, match="Tuliskan alasan"):
            revoke_invitation(Invitation.objects.get(), reason=reason, actor=admin, at=now())

        assert Invitation.objects.get().revoked_at is None


def test_representative_of_one_company_does_not_become_that_of_another_unseen(
    lsp: Lsp, admin: Actor, siti: User
) -> None:
    with tenant(lsp.pk):
        firms = [enter_perusahaan(name=name, email="a@b.example", actor=admin) for name in ("PT Satu", "PT Dua")]
        for number, firm in enumerate(firms):
            row, _token = invite(
                name="S", contact="siti@pabrik.example", role=Role.PERUSAHAAN, link="{token}", perusahaan=firm, actor=admin, at=now()
            )  # fmt: skip
            take = partial(accept_invitation, row, user=siti, actor=Actor(user_id=siti.pk), at=now())
            if number == 0:
                take()
            else:
                with pytest.raises(Refused, match="masih mewakili perusahaan lain"):
                    take()

        assert Membership.objects.get(role=Role.PERUSAHAAN).perusahaan == firms[0]


def test_stale_object_of_a_revoked_invitation_is_refused_by_the_action(lsp: Lsp, admin: Actor, siti: User) -> None:
    with tenant(lsp.pk):
        stale, _token = invite(
            name="S", contact="siti@pabrik.example", role=Role.ASESI, link="{token}", actor=admin, at=now()
        )
        revoke_invitation(Invitation.objects.get(pk=stale.pk), reason="x", actor=admin, at=now())

        with pytest.raises(AlreadyUsed):
            accept_invitation(stale, user=siti, actor=Actor(user_id=siti.pk, person_id=siti.person_id), at=now())
        with pytest.raises(AlreadyUsed):
            revoke_invitation(stale, reason="x", actor=admin, at=now())


def test_accepted_invitation_cannot_be_revoked(lsp: Lsp, admin: Actor) -> None:
    url, client = invited(lsp, admin), logged_in("siti@pabrik.example")
    client.post(url)

    with tenant(lsp.pk), pytest.raises(AlreadyUsed):
        revoke_invitation(Invitation.objects.get(), reason="x", actor=admin, at=now())


def test_invitation_is_revoked_on_the_page_of_the_office(lsp: Lsp, admin: Actor) -> None:
    url = invited(lsp, admin)
    office = strong(User.objects.get(person_id=admin.self_id))
    with tenant(lsp.pk):
        ref = Invitation.objects.get().ref

    listed = office.get("/l/rintisan/pengaturan/undangan/").content.decode()
    answer = office.post(f"/l/rintisan/pengaturan/undangan/{ref}/tarik/", {"reason": "Salah alamat."})

    assert f"/undangan/{ref}/tarik/" in listed
    assert answer.status_code == 302
    assert Client().get(url).status_code == 410
    assert "Ditarik" in office.get("/l/rintisan/pengaturan/undangan/").content.decode()


@pytest.mark.parametrize(
    ("raw", "kept", "shown"),
    [(" Siti@Pabrik.Example ", "siti@pabrik.example", "s•••@pabrik.example"), ("0812 3456 7890", "+6281234567890", "+6281•••890")],
)  # fmt: skip
def test_contact_is_kept_one_way_and_shown_in_part(raw: str, kept: str, shown: str) -> None:
    assert (normal_contact(raw), masked(normal_contact(raw))) == (kept, shown)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/undangan/rahasia-sekali/", "/undangan/…/"),
        ("/akun/confirm-email/MQ:1abc:def/", "/akun/confirm-email/…/"),
        ("/l/rintisan/pengaturan/profil/", "/l/rintisan/pengaturan/profil/"),
    ],
)
def test_address_is_kept_without_what_opens_something(path: str, kept: str) -> None:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)

    assert path_without_secrets(request) == kept


def test_denied_look_leaves_no_token_in_the_trail(db: None) -> None:
    """Whatever refuses under a personal link: the trail is read by many and kept for years."""

    def view(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve(request.path)
        raised = middleware.process_exception(request, Refused("Tidak sekarang."))
        assert raised is not None
        return raised

    middleware = TenantMiddleware(view)
    request = RequestFactory().get("/undangan/rahasia-sekali/")
    request.user = AnonymousUser()

    assert middleware(request).status_code == 403
    assert AuditEntry.objects.filter(kind="policy.denied").get().new == {"path": "/undangan/…/"}
