"""What the pages say about files, functions, commands and settings is so."""

import re
from pathlib import Path

import pytest

from sahih.cli import COMMANDS
from tests.docs.pages import (
    PACKAGE,
    PAGES,
    REPOSITORY,
    find,
    named_functions,
    named_paths,
    prose_of,
    sections,
    spans,
    text_of,
)

# Made where the program runs, so no clone has them.
MADE_LATER = re.compile(r"^(var|postgres|vault|keys|secrets|mail|static|bundle|run)(/|$)")
MAKE_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))


@each_page
def test_page_naming_a_path_names_one_that_exists(page: Path) -> None:
    named = [path for path in named_paths(prose_of(page)) if not MADE_LATER.match(path)]

    assert [path for path in named if find(path) is None] == []


@pytest.mark.parametrize("name", ["tour", "architecture"])
def test_page_naming_a_function_names_its_file_in_the_same_section(name: str) -> None:
    unknown = [
        f"{heading}: {function}"
        for heading, prose in sections(REPOSITORY / "docs" / f"{name}.md")
        for function in named_functions(prose)
        if not any(defines(path, function) for path in named_paths(prose))
    ]

    assert unknown == []


def defines(path: str, name: str) -> bool:
    found = find(path)
    return (
        found is not None
        and found.is_file()
        and bool(re.search(rf"^\s*(async )?def {name}\b", found.read_text("utf-8"), re.MULTILINE))
    )


@each_page
def test_page_linking_inside_the_repository_finds_its_target(page: Path) -> None:
    links = [one or other for one, other in re.findall(r'\]\(([^)#]+)[^)]*\)|src="([^"]+)"', prose_of(page))]
    inside = [link for link in links if "://" not in link]

    assert [link for link in inside if not (page.parent / link).exists()] == []


@each_page
def test_page_telling_a_command_tells_one_that_exists(page: Path) -> None:
    told = set(re.findall(r"(?:^|`|bin/)sahih ([a-z]+)", text_of(page), re.MULTILINE))

    assert told - set(COMMANDS) - {"help"} == set()


@each_page
def test_page_telling_a_make_target_tells_one_that_exists(page: Path) -> None:
    told = {found[1] for span in spans(text_of(page)) if (found := re.match(r"make ([a-z-]+)", span))}

    assert told - set(MAKE_TARGET.findall((REPOSITORY / "Makefile").read_text("utf-8"))) == set()


def test_operations_page_names_only_settings_that_the_code_reads() -> None:
    told = set(re.findall(r"\b(?:SAHIH|DATABASE)_[A-Z_]+\b", text_of(REPOSITORY / "docs" / "operations.md")))
    code = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))

    assert {name for name in told if name not in code} == set()


def test_decisions_are_numbered_without_gap_and_short() -> None:
    records = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))

    numbers = [int(record.name[:4]) for record in records]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert [record.name for record in records if text_of(record).count("\n") > 40] == []
