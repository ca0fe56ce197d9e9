"""What happens in the validation of a MUK, for the audit."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("validasi.opened", ("muk", "periode", "day", "team"))
REPLACED = AuditKind("validasi.replaced", ("peran", "person"))
SAVED = AuditKind("validasi.saved", ("revision",))
SIGNED = AuditKind("validasi.signed", ("role",))
FOUND = AuditKind("validasi.found", ("outcome",))
