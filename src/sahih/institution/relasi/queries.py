"""Who stands too near to an asesi."""

from collections.abc import Sequence

from django.db.models import Q

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import selves_of
from sahih.institution.relasi.models import Relasi


def related_person_ids(asesi: Person) -> set[int]:
    """Every person with a declared relation to this human being; both sides are found by NIK too (D2, A11)."""
    people = Person.objects.filter(nik_index=asesi.nik_index) if asesi.nik_index else Person.objects.filter(pk=asesi.pk)
    near = Person.objects.filter(pk__in=Relasi.objects.filter(asesi__in=people).values("person_id"))
    known = near.exclude(nik_index="").values("nik_index")
    return set(Person.objects.filter(Q(pk__in=near) | Q(nik_index__in=known)).values_list("pk", flat=True))


def related_asesi(person: Person, asesi_list: Sequence[Person]) -> list[Person]:
    """The same question asked from one person's side, for many asesi at once."""
    near = Relasi.objects.filter(person__in=selves_of([person]), asesi__in=selves_of(asesi_list))
    return list(Person.objects.filter(pk__in=near.values("asesi_id")))


def relasi_of(asesi: Person) -> list[Relasi]:
    """What was declared about this human being, the latest first."""
    found = Relasi.objects.filter(asesi__in=selves_of([asesi])).select_related("person")
    return list(found.order_by("-declared_at", "-id"))
