"""What happens in an assessment, for the audit."""

from dataclasses import dataclass

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("asesmen.opened", ("jadwal",))
SAVED = AuditKind("asesmen.saved", ("form", "revision"))
SIGNED = AuditKind("asesmen.signed", ("form", "role"))
RULES_READ = AuditKind("asesmen.rules_read", ("sha256",))
REFUSED = AuditKind("asesmen.signature_refused", ("form",))
CORRECTED = AuditKind("asesmen.sheet_corrected", ("form",))
CORRECTION_DROPPED = AuditKind("asesmen.correction_dropped", ("form",))
REPORT_CORRECTION_DROPPED = AuditKind("laporan.correction_dropped")
REPORT_CORRECTED = AuditKind("laporan.corrected")
PLANNED = AuditKind("asesmen.planned", ("rencana", "potensi", "muk"))
MUK_CHANGED = AuditKind("asesmen.muk_changed", ("muk",))
NOT_ADJUSTED = AuditKind("asesmen.not_adjusted")
ADJUSTING = AuditKind("asesmen.adjusting")
EVIDENCE = AuditKind("asesmen.evidence_judged", ("evidence", "elemen", "valid", "asli", "terkini", "memadai", "remedy"))
REPORT_OPENED = AuditKind("laporan.opened")
REPORT_SIGNED = AuditKind("laporan.signed")
REVIEW_OPENED = AuditKind("tinjauan.opened")
REVIEW_SIGNED = AuditKind("tinjauan.signed")
REVIEW_CORRECTED = AuditKind("tinjauan.corrected")
REVIEW_CORRECTION_DROPPED = AuditKind("tinjauan.correction_dropped")
FEEDBACK_OPENED = AuditKind("asesmen.feedback_opened", ("form",))
FEEDBACK_REMINDED = AuditKind("asesmen.feedback_reminded")
FEEDBACK_WAIVED = AuditKind("asesmen.feedback_waived")


@dataclass(frozen=True)
class MukMeant:
    """These MUK are about to be used for somebody; who knows that they have judged them raises Refused."""

    muk_ids: tuple[int, ...]
    asesi_id: int
