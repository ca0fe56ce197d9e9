"""Nobody raises themself: roles, invitations and identity checks are given by others."""

import datetime as dt

import pytest

from sahih.institution.accounts.actions import accept_invitation, appoint, invite, register_account, see_identity
from sahih.institution.accounts.models import Membership, User
from sahih.institution.accounts.queries import actor_in, nik_of, same_human
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.actions import enter_perusahaan
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.audit import AuditEntry
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
            appoint(user.person, Role.KETUA, actor=actor, at=AT, sk_number="SK-1", nik="3273010508900001")


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
            name="Wakil", contact="asesor@rintisan.example", role=Role.PERUSAHAAN, link="{token}", perusahaan=company,
            actor=admin, at=AT,
        )  # fmt: skip

        with pytest.raises(Refused, match="Wakil perusahaan tidak mengases"):
            accept_invitation(invitation, user=asesor, actor=actor, at=AT)

        assert list(Membership.objects.filter(person=asesor.person).values_list("role", flat=True)) == ["asesor"]


NIK, OTHER_NIK = "9901010101800001", "9901010101800002"


def appointed(lsp: Lsp, role: Role, *, email: str, nik: str = "") -> User:
    """Somebody whom the system appointed by SK."""
    user = register_account(name=email, email=email, phone=None, actor=Actor.system(lsp.pk), at=AT)
    appoint(user.person, role, actor=Actor.system(lsp.pk), at=AT, sk_number="SK-1", nik=nik)
    return user


@pytest.mark.parametrize("role", [Role.ASESOR, Role.PENYELIA, Role.KOMITE, Role.KETUA])
def test_d2_who_judges_or_signs_is_appointed_with_a_nik(lsp: Lsp, role: Role) -> None:
    with tenant(lsp.pk):
        with pytest.raises(Refused, match="dikenali dari NIK-nya"):
            appointed(lsp, role, email="tanpa@rintisan.example")

        user = appointed(lsp, role, email="dengan@rintisan.example", nik=NIK)

        assert nik_of(user.person) == NIK
        assert NIK not in str(list(AuditEntry.objects.values_list("new", "old", "reason")))


def test_office_without_a_judgement_needs_no_nik(lsp: Lsp) -> None:
    with tenant(lsp.pk):
        assert appointed(lsp, Role.KEUANGAN, email="uang@rintisan.example").person.nik_index == ""


def test_d2_same_nik_under_two_accounts_is_the_same_human(lsp: Lsp) -> None:
    """A second account brings nobody the role that their first one excludes, nor a role from their own hand."""
    with tenant(lsp.pk):
        ketua = appointed(lsp, Role.KETUA, email="ketua@rintisan.example", nik=NIK)
        actor = actor_in(lsp.pk, user=ketua, day=DAY, level=Level.STRONG, request_id="uji")
        twin = register_account(name="Kembaran", email="lain@rintisan.example", phone=None, actor=actor, at=AT)

        with pytest.raises(Refused, match="tidak merangkap keduanya"):
            appoint(twin.person, Role.PENGARAH, actor=Actor.system(lsp.pk), at=AT, sk_number="SK-2", nik=NIK)
        with pytest.raises(Refused, match="orang lain"):
            appoint(twin.person, Role.KOMITE, actor=actor, at=AT, sk_number="SK-2", nik=NIK)

        appoint(twin.person, Role.KOMITE, actor=Actor.system(lsp.pk), at=AT, sk_number="SK-2", nik=NIK)
        assert same_human(twin.person, ketua.person)


def test_nik_typed_wrong_is_mended_at_home_and_kept_where_another_lsp_rests_on_it(lsp: Lsp) -> None:
    """The refusal names no other LSP."""
    other = make_lsp("tetangga", 124)
    with tenant(lsp.pk):
        user = appointed(lsp, Role.ASESOR, email="asesor@rintisan.example", nik=OTHER_NIK)
        appoint(user.person, Role.ASESOR, actor=Actor.system(lsp.pk), at=AT, sk_number="SK-1", nik=NIK)
        assert nik_of(user.person) == NIK
        # The look at the other LSPs' personnel stands in the trail.
        assert AuditEntry.objects.filter(kind="tenancy.crossed", lsp_id=lsp.pk).exists()

    with tenant(other.pk):
        system = Actor.system(other.pk)
        with pytest.raises(Refused, match="tidak dapat diganti dari sini") as refusal:
            appoint(user.person, Role.ASESOR, actor=system, at=AT, sk_number="SK-1", nik=OTHER_NIK)
        assert lsp.name not in str(refusal.value.reason)
        appoint(user.person, Role.ASESOR, actor=system, at=AT, sk_number="SK-1", nik=NIK)
