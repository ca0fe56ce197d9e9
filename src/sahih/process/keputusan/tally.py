"""Counting votes: explicit, complete, and never K by silence or by a tie (D6)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """What the votes say, and in words why they say nothing yet."""

    outcome: str  # "K", "BK" or "" while undecided
    kompeten: int
    belum: int
    missing: int


def tally(votes: Mapping[int, str], *, members: int, quorum: int) -> Tally:
    """One vote per member by member id; undecided while a vote is missing, below quorum, or tied."""
    kompeten = sum(vote == "K" for vote in votes.values())
    belum = sum(vote == "BK" for vote in votes.values())
    complete = kompeten + belum == members and members >= quorum
    outcome = ""
    if complete and kompeten != belum:
        outcome = "K" if kompeten > belum else "BK"
    return Tally(outcome=outcome, kompeten=kompeten, belum=belum, missing=members - kompeten - belum)
