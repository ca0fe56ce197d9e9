"""The import contracts list everything they are meant to hold."""

import tomllib
from typing import Any

from tests.architecture.sources import PACKAGE, REPOSITORY

# Frames and entrances that every audience shares.
SHARED_WEB = {"akun", "api", "kotak_surat", "templatetags", "tests", "ui"}


def _listed(contract: str) -> set[str]:
    config: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    (found,) = [known for known in config["tool"]["importlinter"]["contracts"] if known.get("id") == contract]
    return {module.rsplit(".", 1)[-1] for module in found["modules"]}


def _packages(folder: str) -> set[str]:
    return {path.parent.name for path in (PACKAGE / folder).glob("*/__init__.py")}


def test_every_form_stands_in_its_contract() -> None:
    assert _listed("forms") == _packages("documents/fr") - {"tests"}


def test_every_audience_stands_in_its_contract() -> None:
    assert _listed("audiences") == _packages("web") - SHARED_WEB
