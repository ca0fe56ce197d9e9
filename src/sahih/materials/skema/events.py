"""What happens to a skema, for the audit."""

from sahih.kernel.audit import AuditKind

COMPLETED_FIELDS = (
    "title_en", "sector", "fee", "level", "kbli", "kbji", "remote_category", "validity_years", "basic_rule",
    "kind_confirmed", "kelompok_confirmed", "unit_titles_en", "kelompok_titles",
)  # fmt: skip

IMPORTED = AuditKind("skema.imported", ("number", "version", "source_sha256"))
IMPORT_REPEATED = AuditKind("skema.import_repeated", ("number", "version", "source_sha256"))
EDITED = AuditKind("skemaversi.edited", ("changes", "content_sha256"))
CHANGES_ASKED = AuditKind("skemaversi.changes_asked")
DRAFTED = AuditKind("skema.drafted", ("number", "version", "from", "units"))
RENUMBERED = AuditKind("skema.renumbered", ("number",))
COMPLETED = AuditKind("skemaversi.completed", COMPLETED_FIELDS)
