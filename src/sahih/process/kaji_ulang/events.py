"""What happens in the review by the penyelia, for the audit."""

from sahih.kernel.audit import AuditKind

COMPOSED = AuditKind("kajiulang.composed", ("penyelia",))
REPLACED = AuditKind("kajiulang.replaced", ("penyelia",))
RECEIVED = AuditKind("kajiulang.spt_received")
SAVED = AuditKind("kajiulang.saved", ("form", "revision"))
SIGNED = AuditKind("kajiulang.signed", ("form",))
CORRECTED = AuditKind("kajiulang.sheet_corrected", ("form",))
CORRECTION_DROPPED = AuditKind("kajiulang.correction_dropped", ("form",))
FOUND = AuditKind("temuan.found", ("form",))
ANSWERED = AuditKind("temuan.answered")
IMPROVEMENT_OPENED = AuditKind("perbaikan.opened", ("form",))
IMPROVEMENT_WITHDRAWN = AuditKind("perbaikan.withdrawn")
RESULTS_NOTED = AuditKind("muk.results_noted", ("items", "batch"))
IMPROVEMENT_CLOSED = AuditKind("perbaikan.closed")
