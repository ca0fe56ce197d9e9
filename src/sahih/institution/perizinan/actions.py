"""Enter a permit of BNSP, or its end."""

import datetime as dt

from sahih.institution.lsp.policies import may_configure
from sahih.institution.perizinan.models import Perizinan
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import require

ENTERED = AuditKind("perizinan.entered", ("kind", "decision_no", "valid_until"))
WITHDRAWN = AuditKind("perizinan.withdrawn", ("withdrawn_on",))


@action("perizinan.enter")
def enter_permit(
    *, kind: str, decision_no: str, decided_on: dt.date, valid_from: dt.date, valid_until: dt.date, actor: Actor
) -> Perizinan:
    require(may_configure(actor))
    permit = Perizinan.objects.create(
        kind=kind, decision_no=decision_no, decided_on=decided_on, valid_from=valid_from, valid_until=valid_until
    )
    record(ENTERED, permit, new={"kind": kind, "decision_no": decision_no, "valid_until": str(valid_until)})
    return permit


@action("perizinan.withdraw")
def withdraw_permit(permit: Perizinan, *, on: dt.date, reason: str, actor: Actor) -> Perizinan:
    """BNSP ended it early; what runs under it is stopped by the gates, not by this row."""
    require(may_configure(actor))
    permit.withdrawn_on = on
    permit.save(update_fields=["withdrawn_on"])
    record(WITHDRAWN, permit, new={"withdrawn_on": str(on)}, reason=reason)
    return permit
