"""What happens to an invoice, for the audit."""

from sahih.kernel.audit import AuditKind

ISSUED = AuditKind("tagihan.issued", ("number", "total", "count"))
PROOF_SENT = AuditKind("bukti_bayar.sent", ("amount", "sha256"))
