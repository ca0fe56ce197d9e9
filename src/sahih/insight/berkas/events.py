"""What happens to a file as a whole, for the audit."""

from sahih.kernel.audit import AuditKind

EXPORTED = AuditKind("berkas.exported", ("sha256", "sheets"))
