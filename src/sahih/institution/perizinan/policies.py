"""Whether a permit holds on a day."""

import datetime as dt

from sahih.institution.perizinan.models import Perizinan


def in_force(permit: Perizinan, day: dt.date) -> bool:
    """L9: valid on that very day and not withdrawn before it."""
    withdrawn = permit.withdrawn_on is not None and permit.withdrawn_on <= day
    return permit.valid_from <= day <= permit.valid_until and not withdrawn
