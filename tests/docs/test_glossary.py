"""Every Indonesian word by which the code names a thing stands in the glossary."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.docs.pages import REPOSITORY, text_of

DOMAIN = ("documents", "institution", "materials", "process")

# Names of mechanisms, which are English.
ENGLISH_MODELS = {
    "IdentityCheck", "Invitation", "Membership", "Person", "Pin", "RoleRight", "SigningAct", "User",
}  # fmt: skip
ENGLISH_CHOICES = {
    "all",
    "any_one",
    "knowledge",
    "none",
    "passkey",
    "pin",
    "practice",
    "psychomotor",
    "technical_hybrid",
    "theory",
    "totp",
}
ENGLISH_SEGMENTS = {".well known", "favicon.ico", "checkpoint", "l", "log", "pdf", "pin", "sahih keys", "tile"}


def words() -> set[str]:
    """What stands in the first column of the glossary's tables, in lower case."""
    rows = re.findall(r"^\| ([^|]+) \|", text_of(REPOSITORY / "docs" / "glossary.md"), re.MULTILINE)
    return {word.strip(" `").lower().replace("-", " ") for row in rows for word in row.split(",")}


def test_models_of_the_domain_stand_in_the_glossary() -> None:
    models = {model.__name__ for wing in DOMAIN for model in apps.get_app_config(wing).get_models()}

    assert sorted(name for name in models - ENGLISH_MODELS if name.lower() not in words()) == []


def test_english_exceptions_are_still_needed() -> None:
    models = {model.__name__ for wing in DOMAIN for model in apps.get_app_config(wing).get_models()}

    assert ENGLISH_MODELS - models == set()


def test_states_kinds_and_roles_stand_in_the_glossary() -> None:
    stored = {
        str(value)
        for wing in DOMAIN
        for model in apps.get_app_config(wing).get_models()
        for field in model._meta.fields
        for value, _label in field.flatchoices
    }

    assert sorted(value for value in stored - ENGLISH_CHOICES if value.lower() not in words()) == []


def test_words_of_our_addresses_stand_in_the_glossary() -> None:
    used = {word for route in routes(get_resolver()) for word in literals(route)}

    assert sorted(word for word in used - ENGLISH_SEGMENTS if word not in words()) == []


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The routes whose views are ours."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith("sahih."):
            yield route


def literals(route: str) -> list[str]:
    plain = [part for part in re.split(r"[/]", route) if part and "<" not in part and "(" not in part]
    return [re.sub(r"\.(pdf|json)$", "", part).replace("-", " ") for part in plain]
