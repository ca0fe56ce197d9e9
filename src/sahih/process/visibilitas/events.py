"""What happens to a study, for the audit."""

from sahih.kernel.audit import AuditKind

STUDIED = AuditKind("visibilitas.studied", ("way",))
SIGNED = AuditKind("visibilitas.signed", ("way", "mode"))
