"""Lists by key, not by number: the next page begins after a row, however many came before it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

PAGE_SIZE = 25


@dataclass(frozen=True)
class KeysetPage(Generic[M]):
    """The rows of one page, and the key after its last row when there are more."""

    rows: list[M]
    next_key: str
    is_first: bool


def newest_first(rows: QuerySet[M], *, by: str, after: str, size: int = PAGE_SIZE) -> KeysetPage[M]:
    """Newest first by an instant and the key; a key that no longer exists starts over."""
    ordered = rows.order_by(f"-{by}", "-pk")
    last = rows.order_by().filter(ref=after).values_list(by, "pk").first() if after else None
    if last is not None:
        ordered = ordered.filter(Q(**{f"{by}__lt": last[0]}) | Q(**{by: last[0], "pk__lt": last[1]}))
    found = list(ordered[: size + 1])
    key = str(getattr(found[size - 1], "ref", "")) if len(found) > size else ""
    return KeysetPage(found[:size], key, is_first=last is None)
