"""What happens to an application, for the audit."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("permohonan.opened", ("mode", "medium", "uji_coba", "permits"))
SAVED = AuditKind("permohonan.saved", ("revision",))
BUKTI_ADDED = AuditKind("bukti.added", ("label", "sha256"))
BUKTI_REMOVED = AuditKind("bukti.removed", ("label",))
NIK_WARNED = AuditKind("permohonan.nik_warned", ("warning",))
