"""Who keeps the standards, and which units still stand on one that is in force (K3)."""

from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.materials.standar.enums import StandarStatus
from sahih.materials.standar.models import Standar


@policy("standar.manage")
def may_manage_standar(actor: Actor) -> Verdict:
    return allow_if(actor.may("skema.manage"), _("Standar diisi oleh yang diberi hak mengelola skema."))


def may_succeed(by: Standar, standar: Standar) -> Verdict:
    """K3: what takes the place of a standard is another one, itself in force; so no two replace each other."""
    facts = {"by": by, "status": by.get_status_display().lower()}
    return first_denial(
        allow_if(by.pk != standar.pk, _("Standar tidak menggantikan dirinya sendiri; pilih penggantinya.")),
        allow_if(by.status == StandarStatus.BERLAKU, _("%(by)s sendiri %(status)s. Pilih pengganti yang masih berlaku.") % facts),
    )  # fmt: skip


@policy("standar.add_unit")
def may_add_unit(actor: Actor, standar: Standar) -> Verdict:
    """Nothing new is written into a standard that is no longer in force."""
    reason = _("%(standar)s %(status)s; unitnya tidak ditambah lagi.") % {
        "standar": standar,
        "status": standar.get_status_display().lower(),
    }
    return first_denial(may_manage_standar(actor), allow_if(standar.status == StandarStatus.BERLAKU, reason))
