"""What happens to a standard, for the audit."""

from sahih.kernel.audit import AuditKind

ENTERED = AuditKind("standar.entered", ("kind", "number", "year", "title"))
IMPORTED = AuditKind("standar.imported", ("source_sha256", "added", "corrected", "unchanged"))
UNIT_ENTERED = AuditKind("standarunit.entered", ("code", "edition"))
UNIT_CORRECTED = AuditKind("standarunit.corrected", ("code", "edition", "isi_sha256"))
STATUS_SET = AuditKind("standar.status_set", ("status_on", "status_decree", "replaced_by"))
IMPORT_KEPT = AuditKind("standar.import_kept", ("name", "sha256"))
