"""Decisions that explain themselves: a verdict is yes, or a sentence for the person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

Words = str | Promise
P = TypeVar("P", bound=Callable[..., "Verdict"])

POLICIES: dict[str, Callable[..., "Verdict"]] = {}


@dataclass(frozen=True)
class Verdict:
    """Allowed, or denied with the reason that the button and the action show alike."""

    allowed: bool
    reason: Words = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Verdict(allowed=True)


class Refused(Exception):
    """Seen but forbidden (403), or not possible in this state; carries the sentence for the user."""

    def __init__(self, reason: Words) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Unseen(Exception):
    """For this actor the thing does not exist (404)."""


def deny(reason: Words) -> Verdict:
    return Verdict(allowed=False, reason=reason)


def allow_if(condition: object, reason: Words) -> Verdict:
    return ALLOW if condition else deny(reason)


def first_denial(*verdicts: Verdict) -> Verdict:
    """The first reason against, in the order given; else yes."""
    return next((verdict for verdict in verdicts if not verdict), ALLOW)


def policy(name: str) -> Callable[[P], P]:
    """Enter the function in the closed list that the role matrix walks over."""

    def register(function: P) -> P:
        if name in POLICIES:
            raise RuntimeError(f"policy {name} exists already")
        POLICIES[name] = function
        return function

    return register


def require(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)


def get_or_unseen(queryset: Any, **lookup: Any) -> Any:  # reason: works on every model's queryset
    """The only row that matches, or Unseen: the last line of each getter."""
    found = queryset.filter(**lookup).first()
    if found is None:
        raise Unseen
    return found
