"""What happens to a plan, for the audit."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("rencana.opened", ("versi", "potensi", "copied"))
SAVED = AuditKind("rencana.saved", ("form", "revision"))
