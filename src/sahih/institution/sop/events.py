"""What happens to the map of an SOP, for the audit."""

from sahih.kernel.audit import AuditKind

MAPPED = AuditKind("sop.mapped", ("version", "title"))
