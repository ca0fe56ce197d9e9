"""Who enters coverage, and which service it allows."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.policies import may_configure
from sahih.institution.perizinan.models import Perizinan
from sahih.kernel.actor import Actor
from sahih.kernel.policy import ALLOW, Verdict, allow_if, first_denial, policy
from sahih.materials.lingkup.queries import is_competent, permit_for
from sahih.materials.skema.enums import Medium, Mode
from sahih.materials.skema.models import Skema
from sahih.materials.skema.policies import may_manage_skema


@policy("lingkup.cover")
def may_cover(actor: Actor) -> Verdict:
    """Competence and places belong to the certification manager's work on the skema."""
    return may_manage_skema(actor)


@policy("lingkup.permit")
def may_cover_by_permit(actor: Actor) -> Verdict:
    return may_configure(actor)


def covers_skema(asesor: Asesor, skema: Skema, day: dt.date) -> Verdict:
    """A6: technical competence in the skema, valid on that very day."""
    return allow_if(
        is_competent(asesor, skema, day),
        _("Kompetensi teknis asesor %(met)s tidak mencakup skema ini pada tanggal asesmen.") % {"met": asesor.met},
    )


def service_permitted(skema: Skema, *, lsp: Lsp, mode: str, medium: str, day: dt.date) -> Verdict:
    """L9 and L12: remote and paperless work each need a permit that names the skema and holds that day.

    A rehearsal (L11) needs none and does not ask here.
    """
    remote = permit_for(skema, Perizinan.Kind.JARAK_JAUH, day)
    paperless = permit_for(skema, Perizinan.Kind.NIRKERTAS, day) or (remote if lsp.paperless_in_sjj else None)
    return first_denial(
        _needed(
            mode != Mode.TATAP_MUKA,
            remote,
            _("Belum ada izin jarak jauh untuk skema ini pada tanggal itu. Pilih tatap muka atau uji coba."),
        ),
        _needed(
            medium == Medium.NIRKERTAS,
            paperless,
            _("Belum ada izin nirkertas untuk skema ini pada tanggal itu. Pilih jalur kertas atau uji coba."),
        ),
    )


def _needed(is_needed: object, permit: Perizinan | None, reason: str) -> Verdict:
    return allow_if(permit, reason) if is_needed else ALLOW
