"""The app on a person's phone: a code that was typed once is never typed again."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

STEP_SECONDS = 30
_typed: dict[str, int] = {}


def fresh_code(secret: str) -> str:
    """The code of this half minute, or, if it was used, the next one (the server takes the neighbour); longer than that is waited for."""
    step = max(_now(), _typed.get(secret, 0) + 1)
    while step > _now() + 1:
        time.sleep(1)
    _typed[secret] = step
    return str(format_hotp_value(hotp_value(secret, step)))


def _now() -> int:
    return int(time.time()) // STEP_SECONDS
