"""Nobody raises themself: roles, invitations and identity checks are given by others."""

import datetime as dt

import pytest

from sahih.institution.accounts.actions import accept_invitation, appoint, invite, register_account, see_identity
from sahih.institution.accounts.models import Membership, User
from sahih.institution.accounts.queries import actor_in
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.actions import enter_perusahaan
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.tests.builders import make_lsp

AT = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 20)


@pytest.fixture
def lsp(db: None) -> Lsp:
    return make_lsp("rintisan", 123)


def person_with(lsp: Lsp, *roles: Role, email: str) -> tuple[User, Actor]:
    user = register_account(name=email, email=email, phone=None, actor=Actor.system(lsp.pk), at=AT)
    for role in roles:
        Membership.objects.create(person=user.person, role=role, sk_number="1", valid_from=dt.date(2026, 1, 1))
    return user, actor_in(lsp.pk, user=user, day=DAY, level=Level.STRONG, request_id="uji")


def test_appointing_oneself_is_refused(lsp: Lsp) -> None:
    with tenant(lsp.pk):
        user, actor = person_with(lsp, Role.PENGELOLA_SI, email="si@rintisan.example")

        with pytest.raises(Refused, match="orang lain"):
            appoint(user.person, Role.KETUA, actor=actor, at=AT, sk_number="SK-1")


def test_identity_check_never_replaces_the_second_factor_of_staff(lsp: Lsp) -> None:
    with tenant(lsp.pk):
        user, actor = person_with(lsp, Role.ADMIN, email="admin@rintisan.example")
        colleague, _actor = person_with(lsp, Role.KETUA, email="ketua@rintisan.example")

        with pytest.raises(Refused, match="orang lain"):
            see_identity(user.person, how="KTP asli", actor=actor, at=AT)
        with pytest.raises(Refused, match="faktor kedua"):
            see_identity(colleague.person, how="KTP asli", actor=actor, at=AT)


def test_invitation_gives_no_role_that_the_persons_others_exclude(lsp: Lsp) -> None:
    with tenant(lsp.pk):
        _user, admin = person_with(lsp, Role.ADMIN, email="admin@rintisan.example")
        asesor, actor = person_with(lsp, Role.ASESOR, email="asesor@rintisan.example")
        company = enter_perusahaan(name="PT Uji", email="hse@uji.example", actor=admin)
        invitation, _token = invite(
            name="Wakil", contact="hse@uji.example", role=Role.PERUSAHAAN, link="{token}", perusahaan=company,
            actor=admin, at=AT,
        )  # fmt: skip

        with pytest.raises(Refused, match="Wakil perusahaan tidak mengases"):
            accept_invitation(invitation, user=asesor, actor=actor, at=AT)

        assert list(Membership.objects.filter(person=asesor.person).values_list("role", flat=True)) == ["asesor"]
