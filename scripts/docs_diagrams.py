"""Draw what the code says about itself into the marked regions of docs/architecture.md (`make docs`).

Wings and stages come from the import graph, states from the transition tables; the test of the
docs fails when a drawing no longer tells the truth.
"""

import os
import re
import sys
from pathlib import Path

import django
import grimp

REPOSITORY = Path(__file__).resolve().parents[1]
TARGET = REPOSITORY / "docs" / "architecture.md"
# What begins and ends the road stands above all else and would only add arrows to everything.
ENTRANCES = {"sahih.cli", "sahih.config"}

Edges = set[tuple[str, str]]


def imports_between(container: str, *, without: set[str]) -> Edges:
    """Who imports whom among the packages directly inside the container; tests do not count."""
    graph = grimp.build_graph("sahih", cache_dir=None)
    for module in graph.modules:
        if {"tests", "conftest"} & set(module.split(".")):
            graph.remove_module(module)
    packages = {one for one in graph.find_children(container) if graph.find_children(one)} - without
    for package in packages:
        graph.squash_module(package)
    return {
        (_last(one), _last(other))
        for one in packages
        for other in packages
        if one != other and graph.direct_import_exists(importer=one, imported=other)
    }


def _last(module: str) -> str:
    return module.rsplit(".", 1)[-1]


def shortest(edges: Edges) -> Edges:
    """Leave out each arrow that a longer way already implies."""
    return {(one, other) for one, other in edges if not _reaches(edges - {(one, other)}, one, other)}


def _reaches(edges: Edges, start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        following = {other for one, other in edges if one == here} - seen
        if goal in following:
            return True
        seen |= following
        waiting += sorted(following)
    return False


def flowchart(edges: Edges) -> str:
    arrows = [f"  {one} --> {other}" for one, other in sorted(shortest(edges))]
    return "\n".join(["flowchart TD", *arrows])


def state_diagrams() -> str:
    """One drawing a machine, in the order of the road."""
    from sahih.kernel.workflow import MACHINES  # noqa: PLC0415 -- after Django is set up

    models = [model for model in MACHINES.values() if "tests" not in model.__module__.split(".")]
    return "\n\n".join(f"**{model.__name__}**\n\n{_fenced(_states(model))}" for model in models)


def _states(model: type) -> str:
    table = model.TRANSITIONS
    begin = model._meta.get_field("status").default
    lines = ["stateDiagram-v2", f"  [*] --> {begin}"]
    for name, step in table.items():
        lines += [f"  {source} --> {step.target}: {name}" for source in sorted(step.sources)]
    ends = {step.target for step in table.values()} - {source for step in table.values() for source in step.sources}
    return "\n".join([*lines, *(f"  {end} --> [*]" for end in sorted(ends))])


def _fenced(mermaid: str) -> str:
    return f"```mermaid\n{mermaid}\n```"


def drawings() -> dict[str, str]:
    """What belongs into each marked region."""
    return {
        "wings": _fenced(flowchart(imports_between("sahih", without=ENTRANCES))),
        "stages": _fenced(flowchart(imports_between("sahih.process", without={"sahih.process.contoh"}))),
        "states": state_diagrams(),
    }


def drawn(text: str) -> str:
    """The page with every region drawn anew; a region that is missing is an error."""
    for name, content in drawings().items():
        region = re.compile(rf"(<!-- begin {name} -->\n).*?(\n<!-- end {name} -->)", re.DOTALL)
        if not region.search(text):
            raise SystemExit(f"docs/architecture.md has no region {name}")
        text = region.sub(lambda found, content=content: found[1] + content + found[2], text)
    return text


def enter_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahih.config.testing")
    django.setup()


def main() -> int:
    enter_django()
    TARGET.write_text(drawn(TARGET.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
