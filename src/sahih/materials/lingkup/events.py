"""What happens to coverage, for the audit."""

from sahih.kernel.audit import AuditKind

ASESOR_COVERED = AuditKind("lingkup.asesor_covered", ("asesor", "skema", "basis", "certificate_no", "valid_until"))
TUK_COVERED = AuditKind("lingkup.tuk_covered", ("tuk", "skema", "sk_number", "valid_until"))
PERMIT_COVERED = AuditKind("lingkup.permit_covered", ("perizinan", "skema", "covers_practice"))
ENDED = AuditKind("lingkup.ended", ("valid_until",))
