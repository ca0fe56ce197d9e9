"""The asesor behind an actor, and how people sign."""

from sahih.documents.signing import Signer
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.models import Asesor
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Refused


def asesor_of(actor: Actor) -> Asesor | None:
    return Asesor.objects.filter(person_id=actor.self_id).select_related("person").first()


def signer(actor: Actor) -> Signer:
    """Name and register number as printed beside the signature."""
    person = Person.objects.filter(pk=actor.self_id).first()
    if person is None:
        raise Refused("Hanya orang yang dapat menandatangani.")
    asesor = Asesor.objects.filter(person=person).first()
    return Signer(person_id=person.pk, name=person.name, reg=asesor.met if asesor else "")
