"""Who writes a MUK, who validates it, who reads it and its keys (PL5, PL10, FX14)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.materials.muk.policies import is_qualified
from sahih.materials.perangkat.models import Muk
from sahih.materials.skema.enums import UNPUBLISHED
from sahih.materials.skema.models import SkemaVersi

Status = Muk.Status


@policy("muk.draft")
def may_draft_muk(actor: Actor, versi: SkemaVersi, *, day: dt.date) -> Verdict:
    """As a plan: an asesor able in the skema, for a version under which people are assessed."""
    return first_denial(
        allow_if(versi.status not in UNPUBLISHED, _("Skema ini belum terbit; MUK disusun setelah skema terbit.")),
        is_qualified(actor, versi.skema, day=day),
    )


@policy("muk.fill")
def may_fill_muk(actor: Actor, muk: Muk, *, day: dt.date) -> Verdict:
    """Its penyusun, while it is a draft; a MUK that was handed in changes no more (PL10)."""
    return first_denial(
        allow_if(muk.status == Status.DRAF, _("MUK ini sudah ditandatangani penyusunnya dan tidak dapat diubah.")),
        allow_if(actor.person_id == muk.penyusun_id, _("MUK ini sedang disusun oleh %s.") % muk.penyusun.name),
        is_qualified(actor, muk.versi.skema, day=day),
    )
