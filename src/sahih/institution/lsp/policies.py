"""What the licence lets an LSP do on a day (L5, L7)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, policy


@policy("lsp.configure")
def may_configure(actor: Actor) -> Verdict:
    return allow_if(actor.may("lsp.configure"), _("Pengaturan LSP hanya oleh yang diberi hak oleh Ketua LSP."))


def licence_in_force(lsp: Lsp, day: dt.date) -> Verdict:
    """L7: without a licence no new application, no decision, no certificate."""
    return allow_if(
        lsp.licensed_from <= day <= lsp.licensed_until,
        _("Lisensi LSP berlaku %(start)s sampai %(end)s; pada tanggal ini LSP tidak boleh melayani.")
        % {"start": lsp.licensed_from.strftime("%d-%m-%Y"), "end": lsp.licensed_until.strftime("%d-%m-%Y")},
    )


def needs_affiliation(lsp: Lsp) -> bool:
    """L2–L5: a P1 or P2 serves its own people and must see proof; a P3 serves its sector."""
    return lsp.kind != Lsp.Kind.P3


def sector_covers(lsp: Lsp, sector: str) -> Verdict:
    """L6: a P3 stays inside its licensed sector; P1 and P2 are multi-sector."""
    same = lsp.kind != Lsp.Kind.P3 or not sector or sector.strip().lower() == lsp.sector.strip().lower()
    return allow_if(
        same,
        _("LSP P3 ini berlisensi untuk sektor %(own)s; skema sektor %(sector)s di luar lisensinya.")
        % {"own": lsp.sector, "sector": sector},
    )
