"""What happens to requests, numbers and certificates: for the audit, and for the stages after it."""

from dataclasses import dataclass

from sahih.kernel.audit import AuditKind

REQUESTED = AuditKind("permintaan.opened", ("number", "kompeten", "belum_kompeten"))
PRESENTED = AuditKind("permintaan.presented", ("sha256",))
ADMITTED = AuditKind("permintaan.admitted", ("keputusan",))
EXPORTED = AuditKind("permintaan.exported", ("sha256",))
NUMBERED = AuditKind("sertifikat.numbered", ("number", "registration", "blanko"))
RENUMBERED = AuditKind("sertifikat.renumbered", ("number", "registration", "blanko"))
ISSUE_ASKED = AuditKind("sertifikat.issue_asked", ("count",))
ISSUED = AuditKind("sertifikat.issued", ("number", "sha256", "permits"))
FETCHED = AuditKind("sertifikat.fetched", ("number",))
NUMBER_VOIDED = AuditKind("sertifikat.number_voided", ("number",))


@dataclass(frozen=True)
class SertifikatIssued:
    """The file is made and public: it may be handed over."""

    sertifikat_id: int
