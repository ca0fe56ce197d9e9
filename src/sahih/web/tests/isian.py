"""The form of a page as a browser would send it, read from its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attrs = list[tuple[str, str | None]]
UNSENT = {"file", "submit", "button", "image", "reset"}


@dataclass
class Isian:
    """One form: where it goes, what it would send untouched, and which of its boxes take text."""

    action: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    numeric: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Isian] = []
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: Attrs) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self.forms.append(Isian(said.get("action", "")))
        elif not self.forms or (not name and tag != "option"):
            return
        elif tag == "textarea":
            self._area = name
            self._text(name, "", said)
        elif tag == "select":
            self._select = name
            self.forms[-1].values[name] = [""]
        elif tag == "option" and "selected" in said:
            self.forms[-1].values[self._select] = [said.get("value", "")]
        elif tag == "input":
            self._input(name, said)

    def _input(self, name: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind in {"text", "search"}:
            self._text(name, said.get("value", ""), said)
        elif kind not in UNSENT and (kind not in {"checkbox", "radio"} or "checked" in said):
            untold = "on" if kind in {"checkbox", "radio"} else ""
            self.forms[-1].values.setdefault(name, []).append(said.get("value", untold))

    def _text(self, name: str, value: str, said: dict[str, str]) -> None:
        self.forms[-1].values.setdefault(name, []).append(value)
        self.forms[-1].texts.append(name)
        if said.get("inputmode") == "numeric":
            self.forms[-1].numeric.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            # A browser drops the line end that a template puts first.
            said = self.forms[-1].values[self._area]
            said[-1] = said[-1].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].values[self._area][-1] += data


def form_in(html: str) -> Isian:
    """The form of the page: the one with the most boxes for text."""
    reader = _Reader()
    reader.feed(html)
    return max(reader.forms, key=lambda one: len(one.texts))
