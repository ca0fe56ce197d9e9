"""What happens to requests, numbers and certificates, for the audit."""

from sahih.kernel.audit import AuditKind

REQUESTED = AuditKind("permintaan.opened", ("number", "kompeten", "belum_kompeten"))
EXPORTED = AuditKind("permintaan.exported", ("sha256",))
NUMBERED = AuditKind("sertifikat.numbered", ("number", "registration", "blanko"))
RENUMBERED = AuditKind("sertifikat.renumbered", ("number", "registration", "blanko"))
ISSUE_ASKED = AuditKind("sertifikat.issue_asked", ("count",))
ISSUED = AuditKind("sertifikat.issued", ("number", "sha256", "permits"))
FETCHED = AuditKind("sertifikat.fetched", ("number",))
NUMBER_VOIDED = AuditKind("sertifikat.number_voided", ("number",))
