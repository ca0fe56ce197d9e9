"""Whether an asesor's own papers hold on a day (A5)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.asesor.models import Asesor
from sahih.kernel.policy import Verdict, allow_if


def certificate_in_force(asesor: Asesor, day: dt.date) -> Verdict:
    """A5: dates are compared as dates; the last day still counts."""
    return allow_if(
        asesor.certified_from <= day <= asesor.certified_until,
        _("Sertifikat asesor %(met)s berlaku sampai %(until)s, tidak pada tanggal asesmen.")
        % {"met": asesor.met, "until": asesor.certified_until.strftime("%d-%m-%Y")},
    )
