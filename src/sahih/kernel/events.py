"""News that travels upward: a typed fact, handled by the functions `config.wiring` lists for it."""

import functools
from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from sahih.kernel.policy import ALLOW, Refused, Verdict, deny

Handlers = Mapping[type, tuple[Callable[[object], None], ...]]


@functools.cache
def _wiring() -> Handlers:
    wiring: Handlers = import_string(settings.SAHIH_WIRING)
    return wiring


def asked(question: object) -> Verdict:
    """Put a question to those who know the answer further up: who raises Refused says no, and why."""
    try:
        emit(question)
    except Refused as refusal:
        return deny(refusal.reason)
    return ALLOW


def emit(event: object) -> None:
    """Call each handler inside the running transaction; slow work is deferred as a job by the handler."""
    for handler in _wiring()[type(event)]:
        handler(event)
