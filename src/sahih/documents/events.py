"""News about sheets."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LembarLocked:
    """The last signature is on the sheet."""

    lembar_id: int
