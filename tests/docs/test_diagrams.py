"""The drawings in the docs are the ones that the code draws today."""

from scripts import docs_diagrams


def test_drawings_in_the_docs_are_fresh() -> None:
    text = docs_diagrams.TARGET.read_text("utf-8")

    assert docs_diagrams.drawn(text) == text, "run 'make docs'"


def test_shortest_with_an_implied_arrow_leaves_it_out() -> None:
    edges = {("web", "process"), ("process", "kernel"), ("web", "kernel")}

    assert docs_diagrams.shortest(edges) == {("web", "process"), ("process", "kernel")}
