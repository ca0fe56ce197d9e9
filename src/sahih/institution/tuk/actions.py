"""Enter a place of assessment."""

from sahih.institution.lsp.policies import may_configure
from sahih.institution.tuk.models import Tuk
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import require

ENTERED = AuditKind("tuk.entered", ("name", "kind"))


@action("tuk.enter")
def enter_tuk(*, name: str, kind: str, address: str, actor: Actor) -> Tuk:
    """The office that plans, or whoever configures the LSP."""
    if not actor.may("jadwal.plan"):
        require(may_configure(actor))
    tuk, _created = Tuk.objects.get_or_create(lsp_id=actor.here, name=name, defaults={"kind": kind, "address": address})
    record(ENTERED, tuk, new={"name": name, "kind": kind})
    return tuk
