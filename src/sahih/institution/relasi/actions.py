"""Declare who trained, employs or is kin to whom."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import same_human
from sahih.institution.relasi.models import Relasi
from sahih.institution.relasi.policies import may_declare
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import Refused, require

DECLARED = AuditKind("relasi.declared", ("kind",))


@action("relasi.declare")
def declare_relasi(person: Person, *, asesi: Person, kind: str, actor: Actor, at: dt.datetime) -> Relasi:
    """Either side, or the LSP's office, may declare; nobody can take it back."""
    require(may_declare(actor, person, asesi))
    if same_human(person, asesi):
        raise Refused(_("Hubungan menyangkut dua orang. Asesor tidak pernah menilai dirinya sendiri."))
    relasi, _created = Relasi.objects.get_or_create(
        lsp_id=actor.here, person=person, asesi=asesi, kind=kind, defaults={"declared_at": at}
    )
    record(DECLARED, relasi, new={"kind": kind})
    return relasi
