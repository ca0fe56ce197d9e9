"""Who studies, what a study may conclude, and what a date waits for."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import ALLOW, Verdict, allow_if, first_denial, policy
from sahih.materials.lingkup.policies import service_permitted
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.policies import mode_fits, out_of_reach
from sahih.process.visibilitas.queries import studied_ids

# The hold that a date puts on an application (`jadwal.actions.HOLD`): a stage looks back, never forward.
PLANNED = "dijadwalkan"


def is_planned(permohonan: Permohonan) -> bool:
    return any(hold.kind == PLANNED for hold in open_holds(permohonan))


@policy("visibilitas.study")
def may_study(actor: Actor, permohonan: Permohonan, *, is_planned: bool) -> Verdict:
    """The admin, from the signed FR.APL.02 to the date; nobody studies their own case."""
    return first_denial(
        allow_if(actor.may("permohonan.review"), _("Visibilitas dikaji oleh Admin LSP yang diberi hak.")),
        allow_if(actor.person_id != permohonan.asesi_id, _("Permohonan sendiri dikaji oleh orang lain.")),
        allow_if(
            permohonan.status == Permohonan.Status.SIAP,
            _("Kajian visibilitas terbuka setelah asesi menandatangani FR.APL.02."),
        ),
        allow_if(not is_planned, _("%s sudah dijadwalkan. Lepaskan dulu dari jadwal.") % permohonan.asesi.name),
    )


def way_stands(permohonan: Permohonan, way: str, lsp: Lsp, *, day: dt.date) -> Verdict:
    """K2 and L9 for the way that the study concludes, which may be another than was asked for."""
    versi, missing = permohonan.versi, out_of_reach(permohonan.versi, way, permohonan.medium)
    permitted = (
        service_permitted(versi.skema, lsp=lsp, mode=way, medium=permohonan.medium, day=day)
        if permohonan.under_permit
        else ALLOW
    )
    return first_denial(
        mode_fits(versi, way, day=day), permitted, allow_if(permohonan.uji_coba or not missing, " ".join(missing))
    )


def study_gaps(cases: Iterable[Permohonan]) -> list[str]:
    """E17: who may not stand on a date yet, because nobody has recorded how they can be assessed."""
    listed = list(cases)
    studied = studied_ids(listed)
    return [
        _("Visibilitas %s belum dikaji (SOP 1.3). Kaji dan tandatangani dulu, lalu susun jadwalnya.") % one.asesi.name
        for one in listed
        if one.pk not in studied
    ]
