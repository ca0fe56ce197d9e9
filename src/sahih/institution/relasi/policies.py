"""Who may declare that two people are near to each other."""

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, policy


@policy("relasi.declare")
def may_declare(actor: Actor, *people: Person) -> Verdict:
    """A10: either side for itself, or the LSP's office for both."""
    return allow_if(
        actor.person_id in {one.pk for one in people} or actor.may("people.manage"),
        _("Hubungan dinyatakan oleh yang bersangkutan atau oleh LSP."),
    )
