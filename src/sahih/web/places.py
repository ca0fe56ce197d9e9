"""Where on the paper a problem is: a list of forty lines that all read alike helps nobody."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from sahih.documents.content import Content, row_of
from sahih.documents.vocabulary import Problem

ROWS = {
    "kuk": gettext_lazy("KUK"),
    "elemen": gettext_lazy("Elemen"),
    "unit": gettext_lazy("Unit"),
    "syarat_dasar": gettext_lazy("Persyaratan dasar"),
    "syarat_administratif": gettext_lazy("Bukti administratif"),
}
IN_A_UNIT = {"kuk", "elemen"}


def listed(problems: Sequence[Problem], content: Content) -> list[Problem]:
    """The problems as a list names them: with the number that the paper prints at their row."""
    placed = ((place_of(content, one.path), one) for one in problems)
    return [Problem(one.path, f"{place}: {one.message}" if place else one.message) for place, one in placed]


def place_of(content: Content, path: str) -> str:
    """As the row is called: `KUK 2.1 (M.71KKK01.004.1)`, or nothing where the field's own name says it."""
    row, source = row_of(content, path), path.partition("/")[0]
    number = row["cells"].get("nomor") if row else ""
    if not row or not number:
        return ""
    unit = row["cells"].get("unit") if source in IN_A_UNIT else ""
    name = f"{ROWS[source]} {number}" if source in ROWS else f"No. {number}"
    return f"{name} ({unit})" if unit else name
