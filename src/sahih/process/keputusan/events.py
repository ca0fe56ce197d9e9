"""What happens in the committee, for the audit."""

from sahih.kernel.audit import AuditKind

COMPOSED = AuditKind("rapat.composed", ("members", "meets_at"))
RECOMPOSED = AuditKind("rapat.recomposed", ("members", "meets_at"))
VOTED = AuditKind("suara.cast", ("vote",))
SIGNED = AuditKind("rapat.signed", ("paper",))
