"""What happens to a letter, for the audit."""

from sahih.kernel.audit import AuditKind

DRAFTED = AuditKind("surat.drafted", ("code", "number"))
SAVED = AuditKind("surat.saved", ("code", "revision"))
SIGNED = AuditKind("surat.signed", ("code", "role"))
RENEWED = AuditKind("surat.presented", ("code", "sha256"))
FOTO_ADDED = AuditKind("surat.foto_added", ("label", "sha256"))
ANSWERED = AuditKind("surat.answered", ("outcome", "valid_from", "valid_until", "sha256"))
