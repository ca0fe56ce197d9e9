"""Names of things in URLs: 80 random bits, never a primary key."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_ref() -> str:
    """Sixteen characters of Crockford's base 32, readable over the phone."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))
