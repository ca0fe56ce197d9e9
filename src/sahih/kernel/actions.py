"""Every write is an action: one transaction, one actor, one clock, at least one audit entry."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import transaction

from sahih.kernel.actor import Actor
from sahih.kernel.audit import current_actor, entries_written

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., object]] = {}


class Unrecorded(RuntimeError):
    """An action was about to commit without an audit entry."""


def action(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a write; its function takes `actor` (and, where time matters, `at`) by keyword."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        if name in ACTIONS:
            raise RuntimeError(f"action {name} exists already")

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = kwargs.get("actor")
            if not isinstance(actor, Actor):
                raise TypeError(f"{name} needs actor=Actor")
            token = current_actor.set(actor)
            try:
                with transaction.atomic():
                    before = entries_written()
                    result = function(*args, **kwargs)
                    if entries_written() == before:
                        raise Unrecorded(name)
                    return result
            finally:
                current_actor.reset(token)

        ACTIONS[name] = run
        return run

    return register
