"""Lay the LSP's own SOP over ours: a new version each time, the old ones stay."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.institution.sop import events
from sahih.institution.sop.langkah import BY_NOMOR
from sahih.institution.sop.models import PetaSop
from sahih.institution.sop.policies import may_map_sop
from sahih.institution.sop.queries import peta_now
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require

LONGEST_NUMBER, LONGEST_TITLE = 20, 200


@action("sop.map")
def map_sop(steps: Mapping[str, tuple[str, str]], *, title: str, actor: Actor, at: dt.datetime) -> PetaSop:
    """Keep number and title of each step as this LSP's SOP has them; two steps never share a number."""
    require(may_map_sop(actor))
    if not title.strip():
        raise Refused(_("Tuliskan nama dan tanggal SOP Anda, supaya asesor dan auditor tahu versi mana."))
    kept = {key: _said(number, words) for key, (number, words) in steps.items() if key in BY_NOMOR}
    own = [one["nomor"] for one in kept.values() if one["nomor"]]
    twice = sorted({one for one in own if own.count(one) > 1})
    if twice:
        raise Refused(_("Nomor ini dipakai untuk lebih dari satu langkah: %s.") % ", ".join(twice))
    Lsp.objects.select_for_update(no_key=True).get(pk=actor.here)  # two savers at once make two versions
    newest = peta_now()
    row = PetaSop.objects.create(
        version=(newest.version if newest else 0) + 1,
        title=title.strip(),
        steps=kept,
        made_by_id=actor.self_id,
        made_at=at,
    )
    record(events.MAPPED, row, new={"version": row.version, "title": row.title})
    return row


def _said(number: str, title: str) -> dict[str, str]:
    return {"nomor": number.strip()[:LONGEST_NUMBER], "judul": title.strip()[:LONGEST_TITLE]}
