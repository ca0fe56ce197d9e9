"""The written pages, and what they name in backticks."""

import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "sahih"
PAGES = (REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md")))

_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")
# A path has a folder; placeholders such as <slug> or … make it an address instead.
_PATH = re.compile(r"^[\w.-]+/([\w.-]+/)*([\w-]+\.(py|html|md|typ|toml|yaml|css|js))?$")
_FUNCTION = re.compile(r"^([a-z_]\w*)\(\)$")


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def prose_of(page: Path) -> str:
    return _FENCE.sub("", text_of(page))


def spans(prose: str) -> list[str]:
    return _SPAN.findall(prose)


def sections(page: Path) -> Iterator[tuple[str, str]]:
    """Heading and prose of each section."""
    parts = re.split(r"^#+ (.+)$", prose_of(page), flags=re.MULTILINE)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def named_paths(prose: str) -> list[str]:
    return [span for span in spans(prose) if _PATH.match(span)]


def named_functions(prose: str) -> list[str]:
    return [found[1] for span in spans(prose) if (found := _FUNCTION.match(span))]


def find(path: str) -> Path | None:
    """A path as the pages write it: from the root of the repository, or from the package."""
    return next((root / path for root in (REPOSITORY, PACKAGE) if (root / path).exists()), None)
