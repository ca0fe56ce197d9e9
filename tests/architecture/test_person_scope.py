"""`SecureTables` writes the policies of every table of its app anew, so a later one must repeat the person scope."""

from collections.abc import Iterator

from django.db.migrations.loader import MigrationLoader

from sahih.kernel.rls import SecureTables


def operations(app: str) -> Iterator[tuple[str, SecureTables]]:
    """Every `SecureTables` of an app in the order in which a database meets them."""
    migrations = MigrationLoader(None).disk_migrations
    for (label, name), migration in sorted(migrations.items()):
        if label == app:
            yield from ((name, one) for one in migration.operations if isinstance(one, SecureTables))


def dropped(app: str) -> list[str]:
    """Where a table that a person reads over all LSPs would be theirs no more."""
    before: dict[str, str] = {}
    found = []
    for name, one in operations(app):
        found += [f"{app}.{name} drops the person scope of {model}" for model in before if model not in one.own]
        before |= one.own
    return found


def test_no_later_migration_drops_the_person_scope_of_a_table() -> None:
    apps = {label for label, _name in MigrationLoader(None).disk_migrations}

    assert [one for app in sorted(apps) for one in dropped(app)] == []


def test_institution_has_person_scopes_to_lose() -> None:
    assert any(one.own for _name, one in operations("institution"))
