"""Who may manage skema, what publishing needs, and where a skema may be offered."""

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.policies import sector_covers
from sahih.kernel.actor import Actor
from sahih.kernel.policy import ALLOW, Verdict, allow_if, first_denial, policy
from sahih.materials.skema.completeness import missing
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.enums import Mode, RemoteCategory, Status
from sahih.materials.skema.models import SkemaVersi


@policy("skema.manage")
def may_manage_skema(actor: Actor) -> Verdict:
    return allow_if(actor.may("skema.manage"), _("Skema diimpor dan dilengkapi oleh yang diberi hak oleh LSP."))


@policy("skema.complete")
def may_complete(actor: Actor, versi: SkemaVersi) -> Verdict:
    """A version in use never changes (K5)."""
    is_draft = versi.status == Status.DRAF
    reason = _("Versi ini tidak lagi berupa draf. Impor berkas baru untuk membuat versi berikutnya.")
    return first_denial(may_manage_skema(actor), allow_if(is_draft, reason))


@policy("skema.publish")
def may_publish(actor: Actor, versi: SkemaVersi) -> Verdict:
    """Names all that is missing; six queries."""
    return first_denial(may_manage_skema(actor), is_complete(versi))


def is_complete(versi: SkemaVersi) -> Verdict:
    gaps = missing(spec_of(content_of(versi)))
    return allow_if(not gaps, _("Skema belum dapat diterbitkan. Lengkapi: %(gaps)s.") % {"gaps": "; ".join(gaps)})


@policy("skema.retire")
def may_retire(actor: Actor, versi: SkemaVersi) -> Verdict:
    return first_denial(may_manage_skema(actor), allow_if(versi.can("retire"), _("Versi ini sudah ditarik.")))


def may_open(versi: SkemaVersi, *, lsp: Lsp) -> Verdict:
    """A new application may name this version: published, and inside the licence (L6)."""
    return first_denial(
        allow_if(versi.status == Status.TERBIT, _("Skema ini belum terbit atau sudah ditarik; pilih skema lain.")),
        sector_covers(lsp, versi.sector),
    )


def mode_fits(versi: SkemaVersi, mode: str, *, permit_covers_all: bool) -> Verdict:
    """K2: only knowledge is assessed wholly at a distance, unless the permit says so."""
    if mode != Mode.JARAK_JAUH or permit_covers_all:
        return ALLOW
    return allow_if(
        versi.remote_category == RemoteCategory.KNOWLEDGE,
        _("Skema ini menuntut praktik di TUK: pilih hibrida atau tatap muka."),
    )
