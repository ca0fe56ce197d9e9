"""Which MUK an assessment uses: validated, of the asesi's own version, and measuring all that the plan opens (PL10)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.kernel.clock import local_date
from sahih.kernel.policy import ALLOW, Refused, Verdict, allow_if, first_denial
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.queries import instruments_of
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.pengesahan import unreasoned
from sahih.materials.perangkat.policies import covers, may_be_used, unfit_holds
from sahih.materials.perangkat.queries import usable_for
from sahih.materials.peta.counting import Peta
from sahih.materials.peta.gaps import Celah
from sahih.materials.peta.queries import gaps_of_plan
from sahih.process.asesmen.models import Asesmen

NAMED = 3


def only_muk(rencana: Rencana) -> Muk:
    """The one MUK that fits the plan; none or several is a sentence that says what to do (FX4)."""
    usable = list(usable_for(rencana.versi))
    fitting = [one for one in usable if muk_fits(one, rencana)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Refused(_("Pilih MUK yang dipakai: skema ini punya %d MUK yang tervalidasi.") % len(fitting))
    if usable:
        return usable[0]
    raise Refused(_("Belum ada MUK tervalidasi untuk versi skema ini. Susun dan validasi MUK dulu."))


def muk_fits(muk: Muk, rencana: Rencana, peta: Peta | None = None) -> Verdict:
    """Validated and not unfit, filled where the plan opens, and no KUK left out but by a signed reason."""
    return first_denial(
        may_be_used(muk, rencana.versi), covers(muk, instruments_of(rencana)), leaves_nothing_out(muk, rencana, peta)
    )


def left_out(muk: Muk, rencana: Rencana, peta: Peta | None = None) -> list[Celah]:
    """What the plan opens nothing for and nobody signed a reason for."""
    return unreasoned(muk, gaps_of_plan(rencana, muk, peta))


def leaves_nothing_out(muk: Muk, rencana: Rencana, peta: Peta | None = None) -> Verdict:
    """PL6, PL11: what this plan leaves unmeasured was accepted when the MUK was signed; a plan may be newer than its MUK."""
    found = left_out(muk, rencana, peta)
    words = "; ".join(one.words for one in found[:NAMED])
    more = _("; dan %d lagi") % (len(found) - NAMED) if len(found) > NAMED else ""
    said = _("%(muk)s tidak dapat dipakai dengan rencana potensi %(potensi)s: %(words)s%(more)s. Celah itu tidak beralasan saat MUK disahkan. Pilih MUK atau rencana lain, atau mulai MUK baru dari MUK ini dan beri alasannya saat pengesahan.")  # fmt: skip
    return allow_if(not found, said % {"muk": muk, "potensi": rencana.potensi, "words": words, "more": more})


def muk_stands(asesmen: Asesmen) -> Verdict:
    """PL10, gate 4: the MUK that was chosen may still be used; an older assessment was never asked for one."""
    return ALLOW if asesmen.muk is None else may_be_used(asesmen.muk, asesmen.peserta.permohonan.versi)


def muk_stood(asesmen: Asesmen, day: dt.date) -> Verdict:
    """The same of a session that was held on this day and is told of later (L12)."""
    muk, zone = asesmen.muk, asesmen.peserta.jadwal.zone
    if muk is None or muk.status != Muk.Status.DITARIK:
        early = [one for one in unfit_holds(muk) if local_date(one.placed_at, zone) <= day] if muk else []
        return allow_if(not early, early[0].reason if early else "")
    withdrawn = muk.retired_at is not None and local_date(muk.retired_at, zone) <= day
    return allow_if(not withdrawn, _("%s sudah ditarik pada hari asesmen.") % muk)
