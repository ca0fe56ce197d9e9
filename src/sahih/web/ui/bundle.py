"""One stylesheet and one script for the browser, put together from small files.

The sources under ``static/sahih/css`` and ``static/sahih/js`` stay one file per component or behaviour; a phone on 3G
fetches two files. `BundleFinder` offers them to Django as ``sahih/app.css`` and ``sahih/app.js``, so that collectstatic,
hashing, compression and the development server need to know nothing.
"""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent.parent / "static" / "sahih"
CSS, JS = "sahih/app.css", "sahih/app.js"

_CSS_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_IMPORT = re.compile(r'^import .*?from "\./[^"]+";\n', re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def css_sources() -> list[Path]:
    """Numbered files in order; components stand between layout (40) and utilities (60)."""
    numbered = sorted((SOURCES / "css").glob("*.css"))
    before = [path for path in numbered if path.name < "50"]
    after = [path for path in numbered if path.name >= "50"]
    return [*before, *sorted((SOURCES / "css" / "components").glob("*.css")), *after]


def js_sources() -> list[Path]:
    """What other modules import comes first."""
    return [*sorted((SOURCES / "js" / "shared").glob("*.js")), *sorted((SOURCES / "js").glob("*.js"))]


def css() -> str:
    """The whole stylesheet, without its comments."""
    return "".join(_CSS_COMMENT.sub("", path.read_text("utf-8")) for path in css_sources())


def js() -> str:
    """All modules in one scope: imports between them vanish, so a top-level name is used once in the whole script."""
    sources = (path.read_text("utf-8") for path in js_sources())
    return "".join(_EXPORT.sub("", _IMPORT.sub("", source)) for source in sources)


def _folder() -> Path:
    return Path(getattr(settings, "SAHIH_BUNDLE_ROOT", Path(tempfile.gettempdir()) / f"sahih-bundle-{os.getuid()}"))


def _write(path: Path, text: str) -> None:
    # Written beside and moved, since several processes may start at once.
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(path)


def assemble() -> Path:
    """Write both bundles and return the folder that holds them."""
    folder = _folder()
    _write(folder / CSS, css())
    _write(folder / JS, js())
    return folder


class BundleFinder(BaseFinder):
    """Finds the two bundles, assembling them anew whenever asked."""

    def check(self, **_kwargs: Any) -> list[Any]:  # Any: the signature of Django's finder
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002 -- Any, bool: Django's
        if path not in (CSS, JS):
            return []
        found = str(assemble() / path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        storage = FileSystemStorage(location=assemble())
        return [(CSS, storage), (JS, storage)]
