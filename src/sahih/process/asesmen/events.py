"""What happens in an assessment, for the audit."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("asesmen.opened", ("jadwal",))
SAVED = AuditKind("asesmen.saved", ("form", "revision"))
SIGNED = AuditKind("asesmen.signed", ("form", "role"))
RULES_READ = AuditKind("asesmen.rules_read", ("sha256",))
REFUSED = AuditKind("asesmen.signature_refused", ("form",))
CORRECTED = AuditKind("asesmen.sheet_corrected", ("form",))
REPORT_CORRECTED = AuditKind("laporan.corrected")
PLANNED = AuditKind("asesmen.planned", ("rencana", "potensi"))
NOT_ADJUSTED = AuditKind("asesmen.not_adjusted")
ADJUSTING = AuditKind("asesmen.adjusting")
REPORT_OPENED = AuditKind("laporan.opened")
REPORT_SIGNED = AuditKind("laporan.signed")
REVIEW_OPENED = AuditKind("tinjauan.opened")
REVIEW_SIGNED = AuditKind("tinjauan.signed")
FEEDBACK_OPENED = AuditKind("asesmen.feedback_opened", ("form",))
FEEDBACK_REMINDED = AuditKind("asesmen.feedback_reminded")
FEEDBACK_WAIVED = AuditKind("asesmen.feedback_waived")
