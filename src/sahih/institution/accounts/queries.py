"""Who somebody is in an LSP on a day."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from sahih.institution.accounts.models import Membership, Person, RoleRight, User
from sahih.institution.accounts.roles import RIGHTS, STAFF, Role
from sahih.kernel.actor import Actor, Level
from sahih.kernel.keys import decrypt, index_of
from sahih.kernel.tenancy import cross_tenant, person_scope


def valid_on(day: dt.date) -> Q:
    """Memberships in force on that day."""
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


def actor_in(lsp_id: int, *, user: User, day: dt.date, level: Level, request_id: str) -> Actor:
    """The account's actor inside one LSP; needs that LSP active."""
    roles = frozenset(Membership.objects.filter(valid_on(day), person_id=user.person_id).values_list("role", flat=True))
    return Actor(
        user_id=user.pk, person_id=user.person_id, lsp_id=lsp_id, roles=roles, rights=rights_of(roles),
        level=level, request_id=request_id,
    )  # fmt: skip


def rights_of(roles: Iterable[str]) -> frozenset[str]:
    """What these roles may do in the active LSP: the defaults and where the LSP departs from them."""
    held = {Role(role) for role in roles}
    granted = {(name, role) for name, right in RIGHTS.items() for role in right.default}
    for override in RoleRight.objects.filter(role__in=held):
        pair = (override.right, Role(override.role))
        if override.granted:
            granted.add(pair)
        else:
            granted.discard(pair)
    return frozenset(name for name, role in granted if role in held and role in RIGHTS[name].grantable)


def people_who_may(right: str, *, day: dt.date) -> QuerySet[Person]:
    """The persons whose role holds the right in the active LSP that day."""
    held = set(RIGHTS[right].default)
    for override in RoleRight.objects.filter(right=right):
        (held.add if override.granted else held.discard)(Role(override.role))
    roles = held & RIGHTS[right].grantable
    members = Membership.objects.filter(valid_on(day), role__in=roles).values("person_id")
    return Person.objects.filter(pk__in=members).order_by("name")


def own_memberships(person_id: int, *, day: dt.date) -> list[Membership]:
    """All of one person's memberships, over all LSPs; for their own pages alone."""
    with person_scope(person_id):
        found = Membership.own.filter(valid_on(day), person_id=person_id).select_related("lsp", "perusahaan")
        return list(found.order_by("lsp__name", "role"))


def people_with(role: Role, *, day: dt.date) -> QuerySet[Person]:
    """The persons who hold the role in the active LSP that day."""
    members = Membership.objects.filter(valid_on(day), role=role).values("person_id")
    return Person.objects.filter(pk__in=members).order_by("name")


def staff_on(day: dt.date) -> QuerySet[Person]:
    """Whoever serves in the active LSP that day, in whatever role."""
    members = Membership.objects.filter(valid_on(day), role__in=STAFF).values("person_id")
    return Person.objects.filter(pk__in=members).order_by("name")


def membership_of(person_id: int, role: Role, *, day: dt.date) -> Membership | None:
    return Membership.objects.filter(valid_on(day), person_id=person_id, role=role).first()


def nik_of(person: Person) -> str:
    return decrypt(bytes(person.nik_cipher), purpose="nik").decode() if person.nik_cipher else ""


def has_other_nik(person: Person, nik: str) -> bool:
    """Whether the person is known by another number than this."""
    return person.nik_index not in ("", index_of(nik, purpose="nik"))


def others_with_nik(person: Person, nik: str) -> QuerySet[Person]:
    """The other accounts of the active LSP that bear this number: N4 knows one person by it."""
    here = Membership.objects.exclude(person=person).values("person_id")
    return Person.objects.filter(pk__in=here, nik_index=index_of(nik, purpose="nik")).order_by("name")


def is_staff_anywhere(person: Person, *, but_for: Iterable[int] = ()) -> bool:
    """Whether an LSP, other than those, ever appointed this person by SK; which one stays unsaid."""
    with cross_tenant(reason="Nama dan NIK personel: apakah orang ini pernah diangkat dengan SK."):
        return Membership.objects.filter(person=person, role__in=STAFF).exclude(lsp_id__in=but_for).exists()


def same_human(first: Person, second: Person) -> bool:
    """By person, and by NIK where two accounts belong to one human being (D2)."""
    return first.pk == second.pk or (first.nik_index != "" and first.nik_index == second.nik_index)


def selves_of(people: Iterable[Person]) -> QuerySet[Person]:
    """Every record of these human beings: by person, and by NIK where somebody has two."""
    known = list(people)
    niks = {one.nik_index for one in known} - {""}
    return Person.objects.filter(Q(pk__in=[one.pk for one in known]) | Q(nik_index__in=niks))


def accounts_of(person_id: int) -> QuerySet[Person]:
    """Every record of one human being, as a subquery."""
    niks = Person.objects.filter(pk=person_id).exclude(nik_index="").values("nik_index")
    return Person.objects.filter(Q(pk=person_id) | Q(nik_index__in=niks))


def is_among(person: Person, people: Iterable[Person]) -> bool:
    return any(same_human(person, one) for one in people)
