"""Who lays the LSP's SOP over ours."""

from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, policy


@policy("sop.map")
def may_map_sop(actor: Actor) -> Verdict:
    return allow_if(actor.may("lsp.configure"), _("Peta SOP diatur oleh Ketua LSP atau Pengelola Sistem Informasi."))
