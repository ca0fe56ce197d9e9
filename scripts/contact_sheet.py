"""Draws docs/forms.png: the first page of every form, letter and certificate, each under its code."""

# ruff: noqa: E402 -- sentences of the forms need the setup

import json
import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahih.config.testing")

import django

django.setup()

import typst

from sahih.documents.pdf import fonts
from tests.prints.samples import Sample, samples

OUT = Path(__file__).parents[1] / "docs" / "forms.png"
PPI = 96.0
# Typst draws a page of a PDF as a picture, so that no other program is needed to look at our own prints.
SHEET = """
#set page(width: 330mm, height: auto, margin: 8mm, fill: rgb("#e6ebe8"))
#set text(font: "Source Sans Pro", size: 8pt)
#let prints = json(bytes(sys.inputs.prints))
#grid(columns: (1fr,) * 6, column-gutter: 5mm, row-gutter: 6mm, ..prints.map(one => {
  block(stroke: 0.4pt + rgb("#b9c5bf"), fill: white, image(one.file, format: "pdf", width: 100%))
  v(-6pt)
  text(weight: "bold", one.name)
  linebreak()
  text(size: 6.5pt, one.title)
}))
"""


def main() -> None:
    prints = list(samples())
    OUT.write_bytes(draw(prints))
    print(f"{OUT.relative_to(OUT.parents[1])}: {len(prints)} papers")


def draw(prints: list[Sample]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        listed = [{"file": f"{n}.pdf", "name": one.name, "title": one.title} for n, one in enumerate(prints)]
        for entry, one in zip(listed, prints, strict=True):
            (root / entry["file"]).write_bytes(one.pdf)
        (root / "sheet.typ").write_text(SHEET)
        compiler = typst.Compiler(root=str(root), font_paths=fonts(), ignore_system_fonts=True)
        picture = compiler.compile(
            input=str(root / "sheet.typ"), format="png", ppi=PPI, sys_inputs={"prints": json.dumps(listed)}
        )
    assert isinstance(picture, bytes)
    return picture


if __name__ == "__main__":
    main()
