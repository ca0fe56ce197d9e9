"""What happens to a MUK, for the audit; never a word of its content."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("muk.opened", ("versi", "number", "like"))
REPLACED = AuditKind("muk.replaced", ("source", "items", "sha256"))
