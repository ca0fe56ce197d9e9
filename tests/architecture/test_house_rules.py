"""The rules of the house that no linter knows (docs/architecture.md, style guide)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import (
    PACKAGE,
    REPOSITORY,
    Source,
    application_sources,
    committed_texts,
    python_sources,
)

FILE_WALL, FUNCTION_WALL, TEMPLATE_WALL, SCRIPT_WALL = 500, 50, 200, 100
SAYS_NOTHING = {"common", "helper", "helpers", "manager", "managers", "misc", "service", "services", "util", "utils"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(source: Source) -> Iterator[Function]:
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            yield node


def longer_than(wall: int, pattern: str) -> list[Path]:
    return [path for path in PACKAGE.rglob(pattern) if path.read_text("utf-8").count("\n") > wall]


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {path.stem for path in PACKAGE.rglob("*") if path.suffix == ".py" or path.is_dir()}

    assert names & (SAYS_NOTHING | {"signals"}) == set()


def test_no_file_passes_the_wall() -> None:
    assert [source.path for source in python_sources() if len(source.lines) > FILE_WALL] == []


def test_no_function_passes_the_wall() -> None:
    long = [
        f"{source.at(node)} {node.name}"
        for source in python_sources()
        for node in functions(source)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_WALL
    ]

    assert long == []


def test_no_template_and_no_script_passes_the_wall() -> None:
    assert longer_than(TEMPLATE_WALL, "templates/**/*.html") == []
    assert longer_than(SCRIPT_WALL, "static/**/*.js") == []


# The page inside an archive is read where no server and no other file stands beside it.
OPENED_FROM_A_FOLDER = PACKAGE / "documents/templates/berkas/baca_saya.html"


def test_templates_carry_no_inline_style_or_script() -> None:
    inline = re.compile(
        r"<style|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\sstyle=|\son[a-z]+=|javascript:"
    )
    found = {path for path in PACKAGE.rglob("templates/**/*.html") if inline.search(path.read_text("utf-8"))}

    assert found == {OPENED_FROM_A_FOLDER}


def test_code_uses_no_generic_keys_no_signals_and_no_way_round_the_filter() -> None:
    forbidden = re.compile(
        r"\b(GenericForeignKey|GenericRelation|_base_manager|post_save|pre_save|m2m_changed)\b|@receiver"
    )
    found = [source.path for source in application_sources() if forbidden.search(source.text)]

    assert found == []


def test_import_inside_a_function_gives_its_reason() -> None:
    silent = [
        source.at(inner)
        for source in application_sources()
        for node in functions(source)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
        and not re.search(r"noqa: .*PLC0415.* -- \S", source.lines[inner.lineno - 1])
    ]

    assert silent == []


def test_type_ignore_names_its_error_and_gives_its_reason() -> None:
    bare = re.compile(r"#\s*type:\s*ignore(?!\[[a-z-, ]+\]\s+#\s*\S)")
    found = [
        f"{source.path}:{number}"
        for source in application_sources()
        for number, line in enumerate(source.lines, start=1)
        if bare.search(line)
    ]

    assert found == []


def test_todo_has_a_number() -> None:
    unnumbered = re.compile(r"#.*\b(TODO|FIXME|XXX)\b(?!.*#\d)")
    found = [source.path for source in application_sources() if unnumbered.search(source.text)]

    assert found == []


# Written in pieces, so that this file does not name them either.
PLACES = re.compile(
    "|".join((r"pypi" + r"\.org", "python" + "hosted", "--find" + "-links", "--(extra-)?" + "index-url", "/" + "work/"))
)


def test_nothing_committed_names_an_index_host_or_a_path_of_one_machine() -> None:
    found = {name for name, text in committed_texts().items() if PLACES.search(text)}

    assert found == set()


def test_every_requirement_has_a_hash() -> None:
    unhashed = []
    for path in (REPOSITORY / "requirements").glob("*.txt"):
        pins = re.split(r"\n(?=\S)", path.read_text("utf-8"))
        unhashed += [pin for pin in pins if re.match(r"[A-Za-z0-9]", pin) and "--hash=sha256:" not in pin]

    assert unhashed == []
