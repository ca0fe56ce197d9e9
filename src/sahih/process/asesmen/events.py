"""What happens in an assessment, for the audit."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("asesmen.opened", ("jadwal",))
SAVED = AuditKind("asesmen.saved", ("form", "revision"))
SIGNED = AuditKind("asesmen.signed", ("form", "role"))
REFUSED = AuditKind("asesmen.signature_refused", ("form",))
REPORT_OPENED = AuditKind("laporan.opened")
REPORT_SIGNED = AuditKind("laporan.signed")
