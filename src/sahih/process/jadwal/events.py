"""What happens to a schedule: for the audit, and for the stages after it."""

from dataclasses import dataclass

from sahih.kernel.audit import AuditKind

PLANNED = AuditKind("jadwal.planned", ("day", "count", "permits"))
OFFERED = AuditKind("penugasan.offered", ("met", "day"))
ANSWERED = AuditKind("penugasan.answered", ("answer", "outside_duties"))
SPT_RECEIVED = AuditKind("penugasan.spt_received")
ASESI_ANSWERED = AuditKind("peserta.answered", ("confirmed", "wish"))
LEFT = AuditKind("peserta.left")


@dataclass(frozen=True)
class JadwalOrdered:
    """The SPT is signed: the asesor may begin."""

    jadwal_id: int
