"""What happens to a MUK, for the audit; never a word of its content."""

from dataclasses import dataclass

from sahih.kernel.audit import AuditKind

OPENED = AuditKind("muk.opened", ("versi", "number", "like"))
REPLACED = AuditKind("muk.replaced", ("source", "items", "sha256"))
NAMED = AuditKind("muk.named", ("title", "pass_mark"))
BAGIAN_SAVED = AuditKind("muk.bagian_saved", ("instrumen", "kelompok"))
BAGIAN_DROPPED = AuditKind("muk.bagian_dropped", ("instrumen", "kelompok", "items"))
BUTIR_ADDED = AuditKind("muk.butir_added", ("instrumen", "kelompok", "number"))
BUTIR_SAVED = AuditKind("muk.butir_saved", ("instrumen", "kelompok", "number"))
BUTIR_MOVED = AuditKind("muk.butir_moved", ("number",))
BUTIR_REGROUPED = AuditKind("muk.butir_regrouped", ("instrumen", "kelompok", "number", "ties_dropped"))
BUTIR_DROPPED = AuditKind("muk.butir_dropped", ("instrumen", "kelompok", "number"))
LINES_WRITTEN = AuditKind("muk.lines_written", ("instrumen", "added", "changed", "dropped"))
KEYS_SEEN = AuditKind("muk.keys_seen", ("items", "why"))
ITEMS_READ = AuditKind("muk.items_read", ("part",))
BUTIR_OPENED = AuditKind("muk.butir_opened", ("has_key",))
PRESENTED = AuditKind("muk.presented", ("sha256",))
SHEET_SAVED = AuditKind("muk.sheet_saved", ("revision",))


@dataclass(frozen=True)
class MukValidated:
    """Both have signed; what it answers is answered."""

    muk_id: int


@dataclass(frozen=True)
class ItemsAsked:
    """Somebody is about to read what the instruments of a skema ask; whoever knows why they must not raises Refused."""

    person_id: int
    skema_id: int


IMPORT_KEPT = AuditKind("muk.import_kept", ("name", "sha256"))
IMPORT_FORGOTTEN = AuditKind("muk.import_forgotten", ("name", "sha256"))
EXPORTED = AuditKind("muk.exported", ("kind", "with_keys"))
