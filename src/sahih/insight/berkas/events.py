"""What happens to a file as a whole, for the audit."""

from sahih.kernel.audit import AuditKind

EXPORTED = AuditKind("berkas.exported", ("sha256", "sheets"))
ASKED = AuditKind("arsip.asked", ("permohonan",))
ADVANCED = AuditKind("arsip.advanced", ("done", "total"))
