"""What the database must say about each tenant table; asked by a test and before serving.

Not a Django system check: those run before the migration that would mend what they find.
"""

from django.apps import apps
from django.db import connection

from sahih.kernel import rls


def unsecured_tables() -> list[str]:
    """A sentence for each tenant table without forced policies or composite keys."""
    secured, constraints = _secured_tables(), _constraint_names()
    errors: list[str] = []
    for model in apps.get_models():
        if not rls.is_tenant(model):
            continue
        table = model._meta.db_table
        if table not in secured:
            errors.append(f"{table} has no forced row level security")
        errors.extend(
            f"{table}.{field.column} lacks its composite key"
            for field in rls.tenant_links(model)
            if rls.link_name(table, field.column) not in constraints
        )
    return errors


def _secured_tables() -> set[str]:
    return _names(
        "SELECT c.relname FROM pg_class c WHERE c.relrowsecurity AND c.relforcerowsecurity "
        "AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) >= 4"
    )


def _constraint_names() -> set[str]:
    return _names("SELECT conname FROM pg_constraint")


def _names(query: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}
