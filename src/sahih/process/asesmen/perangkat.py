"""Which MUK an assessment uses: validated, of the asesi's own version, with content for all that the plan opens (PL10)."""

from django.utils.translation import gettext as _

from sahih.kernel.policy import Refused, Verdict, first_denial
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.queries import instruments_of
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import covers, may_be_used
from sahih.materials.perangkat.queries import usable_for


def only_muk(rencana: Rencana) -> Muk:
    """The one MUK that fits the plan; none or several is a sentence that says what to do (FX4)."""
    usable = list(usable_for(rencana.versi))
    fitting = [one for one in usable if covers(one, instruments_of(rencana))]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Refused(_("Pilih MUK yang dipakai: skema ini punya %d MUK yang tervalidasi.") % len(fitting))
    if usable:
        return usable[0]
    raise Refused(_("Belum ada MUK tervalidasi untuk versi skema ini. Susun dan validasi MUK dulu."))


def muk_fits(muk: Muk, rencana: Rencana) -> Verdict:
    return first_denial(may_be_used(muk, rencana.versi), covers(muk, instruments_of(rencana)))
