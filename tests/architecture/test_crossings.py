"""Who may look past the wall between LSPs: few, named, and each known by its function."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, application_sources

# `person_scope` leaves no entry in the audit, so it opens nothing but the rows of whoever asks.
MAY_CALL = {
    "person_scope": {
        "src/sahih/web/middleware.py:_scope",
        "src/sahih/institution/accounts/queries.py:own_memberships",
    },
    "own_memberships": {"src/sahih/web/ui/frame.py:places_of", "src/sahih/web/ui/frame.py:opening_page"},
    "cross_tenant": {
        "src/sahih/insight/berkas/command.py:_find",
        "src/sahih/insight/perjalanan/queries.py:invitation_by",
        "src/sahih/insight/verifikasi/queries.py:signature_by",
        "src/sahih/institution/accounts/queries.py:is_staff_anywhere",
        "src/sahih/kernel/vault/sweeping.py:sweep_orphans",
    },
}


def users(source: Source, name: str) -> Iterator[str]:
    """Each function that names it, and the module itself where that happens outside any function."""
    yield from _users(source.tree, f"{source.path}:", name)


def _users(node: ast.AST, place: str, name: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        inner = f"{place.partition(':')[0]}:{child.name}" if is_function else place
        named = child.id if isinstance(child, ast.Name) else child.attr if isinstance(child, ast.Attribute) else ""
        renamed = isinstance(child, ast.alias) and child.name == name and child.asname
        if named == name or renamed:
            yield place
        yield from _users(child, inner, name)


@pytest.mark.parametrize("name", sorted(MAY_CALL))
def test_only_the_named_functions_look_past_the_wall(name: str) -> None:
    found = {place for source in application_sources() for place in users(source, name)}

    assert found == MAY_CALL[name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def f():\n    with person_scope(1):\n        pass", ["a.py:f"]),
        ("def f():\n    def g():\n        return tenancy.person_scope(1)", ["a.py:g"]),
        ("@person_scope(1)\ndef f(): ...", ["a.py:f"]),
        ("opened = person_scope", ["a.py:"]),
        ("from sahih.kernel.tenancy import person_scope as other", ["a.py:"]),
        ("from sahih.kernel.tenancy import person_scope", []),
    ],
)
def test_every_way_of_naming_it_is_seen(text: str, found: list[str]) -> None:
    assert list(users(Source("a.py", text, ast.parse(text)), "person_scope")) == found
