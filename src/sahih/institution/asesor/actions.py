"""Enter an asesor into the register and renew their certificate."""

import datetime as dt

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.policies import may_manage_people
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import Refused, require

REGISTERED = AuditKind("asesor.registered", ("met", "certified_until"))
RENEWED = AuditKind("asesor.renewed", ("certified_until",))


@action("asesor.register")
def register_asesor(
    person: Person, *, met: str, home_lsp: Lsp, certificate_no: str,
    certified_from: dt.date, certified_until: dt.date, actor: Actor,
) -> Asesor:  # fmt: skip
    """One register number per person, one home LSP (A1, A12)."""
    require(may_manage_people(actor))
    asesor = Asesor(
        person=person, met=met, home_lsp=home_lsp, certificate_no=certificate_no,
        certified_from=certified_from, certified_until=certified_until,
    )  # fmt: skip
    asesor.full_clean()
    asesor.save()
    record(REGISTERED, asesor, new={"met": met, "certified_until": str(certified_until)})
    return asesor


@action("asesor.renew")
def renew_certificate(asesor: Asesor, *, certificate_no: str, until: dt.date, actor: Actor) -> Asesor:
    """A renewed certificate only ever lengthens."""
    require(may_manage_people(actor))
    if until <= asesor.certified_until:
        raise Refused("Tanggal akhir sertifikat baru harus sesudah yang lama.")
    old = asesor.certified_until
    asesor.certificate_no, asesor.certified_until = certificate_no, until
    asesor.save(update_fields=["certificate_no", "certified_until"])
    record(RENEWED, asesor, old={"certified_until": str(old)}, new={"certified_until": str(until)})
    return asesor
