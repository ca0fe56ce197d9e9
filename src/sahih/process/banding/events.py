"""What happens to an appeal, for the audit."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("banding.opened", ("kind",))
FILED = AuditKind("banding.filed", ("number", "kind", "is_late", "file_by", "decide_by"))
RECEIVED = AuditKind("banding.received")
CLOSED = AuditKind("banding.closed", ("number",))
