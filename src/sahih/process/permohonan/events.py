"""What happens to an application, for the audit."""

from dataclasses import dataclass

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("permohonan.opened", ("mode", "medium", "uji_coba", "permits"))
SAVED = AuditKind("permohonan.saved", ("revision",))
BUKTI_ADDED = AuditKind("bukti.added", ("label", "sha256"))
BUKTI_REMOVED = AuditKind("bukti.removed", ("label",))
NIK_WARNED = AuditKind("permohonan.nik_warned", ("warning",))


@dataclass(frozen=True)
class ApplicationAsked:
    """Somebody wants to be assessed against a skema; whoever knows why they must not today raises Refused."""

    person_id: int
    skema_id: int
