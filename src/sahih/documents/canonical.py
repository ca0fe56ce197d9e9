"""The bytes of a filled sheet that are hashed and signed, and the fingerprint of a definition."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast

import rfc8785


def canonical(content: Mapping[str, Any]) -> bytes:  # Any: JSON of any shape
    """Return the RFC 8785 form of the content."""
    return rfc8785.dumps(cast("dict[str, Any]", content))


def digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def definition_digest(definition: object) -> str:
    """Hash what a definition prints and asks, which a published version never changes.

    What is left at its default is left out, so that a new trait in the vocabulary touches no old form; so are the
    functions of rules.py, which may be mended.
    """
    return digest({"definition": _said(definition)})


def _said(thing: Any) -> Any:  # Any: every part of a definition
    if is_dataclass(thing) and not isinstance(thing, type):
        values = [(one.name, getattr(thing, one.name), one.default) for one in fields(thing)]
        told = {name: _said(value) for name, value, default in values if value != default and not callable(value)}
        return {"is": type(thing).__name__} | told
    if isinstance(thing, Mapping):
        return {str(key): _said(value) for key, value in thing.items()}
    return [_said(one) for one in thing] if isinstance(thing, tuple) else thing
