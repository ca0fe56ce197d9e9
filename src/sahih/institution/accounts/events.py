"""What happens to accounts and memberships, for the audit."""

from sahih.kernel.audit import AuditKind

APPOINTED = AuditKind("people.appointed", ("role", "sk_number", "valid_from", "valid_until"))
RELEASED = AuditKind("people.released", ("role", "valid_until"))
RIGHT_SET = AuditKind("people.right_set", ("right", "role", "granted"))
INVITED = AuditKind("people.invited", ("role", "name"))
INVITATION_ACCEPTED = AuditKind("people.invitation_accepted", ("role",))
INVITATION_REVOKED = AuditKind("people.invitation_revoked", ("role",))
PIN_SET = AuditKind("people.pin_set")
IDENTITY_SEEN = AuditKind("people.identity_seen", ("how",))
NIK_SET = AuditKind("people.nik_set")
ACCOUNT_MADE = AuditKind("people.account_made")
