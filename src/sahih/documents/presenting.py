"""A form is brought up to date when its signer opens it to sign, and never by the signature itself (X1)."""

import datetime as dt

from sahih.documents.content import Context
from sahih.documents.models import Lembar
from sahih.documents.sheets import current_part, refresh_lembar
from sahih.documents.vocabulary import Formulir
from sahih.kernel.audit import AuditKind, record

PRESENTED = AuditKind("lembar.presented", ("role", "sha256"))


def present_lembar(lembar: Lembar, formulir: Formulir, facts: Context, *, as_role: str, at: dt.datetime) -> None:
    """Bring the facts of this moment into the part that waits for this role, and note which bytes are shown."""
    part = current_part(lembar)
    if part.role == as_role and not part.locked_at and not lembar.void_reason:
        part = refresh_lembar(lembar, formulir, facts, as_role=as_role, at=at)
    record(PRESENTED, lembar, new={"role": as_role, "sha256": part.sha256})
