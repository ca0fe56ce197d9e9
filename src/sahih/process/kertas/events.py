"""What happens to sheets of paper, for the audit."""

from sahih.kernel.audit import AuditKind

PRINTED = AuditKind("kertas.printed", ("form", "pages"))
FILED = AuditKind("kertas.filed", ("form", "pages", "sha256"))
BEGUN = AuditKind("kertas.begun", ("form",))
SAVED = AuditKind("kertas.saved", ("form", "revision"))
CORRECTED = AuditKind("kertas.corrected", ("form", "by"))
DROPPED = AuditKind("kertas.correction_dropped", ("form",))
CONFIRMED = AuditKind("kertas.confirmed", ("form", "sha256", "scan"))
