"""Who acts, in which LSP, with what right and how surely known."""

import secrets
from dataclasses import dataclass, field
from enum import IntEnum


class Level(IntEnum):
    """How surely the person behind the session is known (research: assurance of a log-in)."""

    NONE = 0
    SINGLE = 1  # one factor: a password or a link sent to the phone
    STRONG = 2  # a second factor, or the identity seen by a person


@dataclass(frozen=True)
class Actor:
    """The person or the system on whose behalf one action runs."""

    user_id: int | None = None
    person_id: int | None = None
    lsp_id: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    rights: frozenset[str] = field(default_factory=frozenset)
    level: Level = Level.NONE
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    is_system: bool = False

    @classmethod
    def system(cls, lsp_id: int | None = None, *, request_id: str | None = None) -> "Actor":
        """The installation itself: jobs, migrations of data, the numbers' import."""
        return cls(lsp_id=lsp_id, level=Level.STRONG, is_system=True, request_id=request_id or secrets.token_hex(8))

    @property
    def here(self) -> int:
        """The LSP that is acted in; asked for outside any LSP it is a mistake of ours."""
        if self.lsp_id is None:
            raise RuntimeError("the actor is in no LSP")
        return self.lsp_id

    @property
    def self_id(self) -> int:
        """The person's id for look-ups; 0, which nobody has, for the anonymous and the system."""
        return self.person_id or 0

    def has(self, *roles: str) -> bool:
        return bool(self.roles.intersection(roles))

    def may(self, right: str) -> bool:
        """Whether the LSP gave one of the actor's roles this right (SE.007 A.IV.4)."""
        return self.is_system or right in self.rights
