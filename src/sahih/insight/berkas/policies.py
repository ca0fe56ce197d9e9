"""Who may take a whole file out of the house."""

from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, policy

NEEDED = ("permohonan.read", "asesmen.read", "keputusan.read", "audit.read")


@policy("berkas.pack")
def may_pack(actor: Actor) -> Verdict:
    """An archive is made and destroyed by the system alone; a person asks for it and takes it."""
    return allow_if(actor.is_system, _("Arsip disusun oleh sistem. Mintalah dari laman permohonannya."))


@policy("berkas.export")
def may_export(actor: Actor) -> Verdict:
    """The file holds sheets, decisions and the trail: whoever takes it may read each of them."""
    return allow_if(
        actor.is_system or all(actor.may(right) for right in NEEDED),
        _("Berkas lengkap diunduh oleh yang berhak membaca permohonan, asesmen, keputusan, dan jejak audit."),
    )
