"""Declare who trained, employs or is kin to whom."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.relasi.models import Relasi
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import Refused

DECLARED = AuditKind("relasi.declared", ("kind",))


@action("relasi.declare")
def declare_relasi(person: Person, *, asesi: Person, kind: str, actor: Actor, at: dt.datetime) -> Relasi:
    """Either side, or the LSP's office, may declare; nobody can take it back."""
    if actor.person_id not in {person.pk, asesi.pk} and not actor.may("people.manage"):
        raise Refused(_("Hubungan dinyatakan oleh yang bersangkutan atau oleh LSP."))
    relasi, _created = Relasi.objects.get_or_create(
        lsp_id=actor.here, person=person, asesi=asesi, kind=kind, defaults={"declared_at": at}
    )
    record(DECLARED, relasi, new={"kind": kind})
    return relasi
