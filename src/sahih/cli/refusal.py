"""What a command refuses, and how any expected failure becomes one sentence."""

from sahih.config.environment import BadEnvironment
from sahih.kernel.postgres import PostgresError


class Refusal(Exception):
    """The command cannot do this; the message says what to do instead."""


def sentence_of(error: Exception) -> str | None:
    """The sentence for a failure that was foreseen; None for one that must show where it happened."""
    if isinstance(error, Refusal | BadEnvironment | PostgresError):
        return str(error)
    if type(error).__name__ in {"ImproperlyConfigured", "CommandError"}:  # Django's, perhaps not imported
        return str(error)
    return None
