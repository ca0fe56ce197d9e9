"""The row of links holds what fits; the rest opens beneath its last word."""

import pytest

from sahih.web.ui.frame import parted
from sahih.web.ui.parts import Link


@pytest.mark.parametrize(("links", "in_sight", "beneath"), [(1, 1, 0), (8, 8, 0), (9, 7, 2), (14, 7, 7)])
def test_row_of_links_never_shows_more_than_eight_words(links: int, in_sight: int, beneath: int) -> None:
    all_links = [Link(str(number), f"/{number}/") for number in range(links)]

    nav, more = parted(all_links)

    assert (len(nav), len(more)) == (in_sight, beneath)
    assert nav + more == all_links
