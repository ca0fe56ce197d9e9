"""What happens on the way to the holder, for the audit."""

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("penyerahan.opened", ("number",))
SIGNED = AuditKind("penyerahan.signed", ("number",))
SENT = AuditKind("penyerahan.sent", ("courier", "resi", "sent_on", "receiver", "received_on"))
