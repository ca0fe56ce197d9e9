"""What an import may change, as one hash a table: equal before and after means that nothing was written."""

from collections.abc import Mapping

from django.db import connection, models

from sahih.documents.models import Lembar
from sahih.kernel.audit import AuditEntry
from sahih.kernel.keys import DataKey
from sahih.kernel.vault.models import StoredFile
from sahih.materials.perangkat.models import Bagian, Butir, ButirAspek, ButirKuk, Kunci, Muk
from sahih.materials.standar.models import Standar, StandarUnit

WHOLE: tuple[type[models.Model], ...] = (Muk, Bagian, Butir, ButirKuk, ButirAspek, Kunci, Standar, StandarUnit, StoredFile)  # fmt: skip
# Only added to, and long: their number says enough.
COUNTED: tuple[type[models.Model], ...] = (AuditEntry, DataKey, Lembar)


def snapshot() -> Mapping[str, str]:
    """One query."""
    asked = [_hash(model._meta.db_table) for model in WHOLE] + [_count(model._meta.db_table) for model in COUNTED]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return dict(cursor.fetchall())


def _hash(table: str) -> str:
    return f"SELECT '{table}', coalesce(md5(string_agg(row::text, '|' ORDER BY id)), '') FROM {table} AS row"


def _count(table: str) -> str:
    return f"SELECT '{table}', count(*)::text FROM {table}"
