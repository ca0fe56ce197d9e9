"""What counts as a reason, wherever somebody must give one: it is printed, signed and read by whoever asks why."""

import re

# A word of three letters, in any script: a full stop, a dash and "x" tell the reader nothing.
WORD = re.compile(r"[^\W\d_]{3}")


def says_something(text: str) -> bool:
    """Whether at least one word stands there."""
    return WORD.search(text) is not None
