"""What is decided about the LSP's own papers, for the audit."""

from sahih.kernel.audit import AuditKind

KENDALI = (
    "code", "version", "doc_no", "edition", "effective_on", "alias", "note", "number_code", "number_pattern",
)  # fmt: skip

ENTERED = AuditKind("kendali.entered", KENDALI)
SENT = AuditKind("formulir.sent", ("code", "sha256"))
CONFIRMED = AuditKind("formulir.confirmed", ("code", "definition", "print", "kendali", "naskah", "formulir"))
SAVED = AuditKind("naskah.saved", ("code", "revision"))
DISCARDED = AuditKind("naskah.discarded", ("code", "revision"))
ADOPTED = AuditKind("naskah.adopted", ("code", "version", "sha256"))
LOGO_SET = AuditKind("kop.logo", ("sha256",))
