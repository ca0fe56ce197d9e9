"""E4: the asesor answers Valid, Asli, Terkini, Memadai about a piece of evidence; appended, so that a change of mind shows."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.sheets import refresh_lembar
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock
from sahih.process.asesmen import events
from sahih.process.asesmen.evidence import evidence_of
from sahih.process.asesmen.models import Asesmen, Vatm
from sahih.process.asesmen.policies import may_judge_evidence
from sahih.process.asesmen.queries import ak02_context
from sahih.process.asesmen.vatm import ASPEK
from sahih.process.permohonan.policies import is_on_paper


@action("asesmen.judge_evidence")
def judge_evidence(
    asesmen: Asesmen, evidence: str, *, elemen: Sequence[str], said: Mapping[str, bool], note: str = "", remedy: str = "",
    actor: Actor, at: dt.datetime,
) -> list[Vatm]:  # fmt: skip
    """One row an elemen; the open FR.AK.02 is counted anew at once."""
    locked = lock(asesmen)
    require(may_judge_evidence(actor, locked))
    found = next((one for one in evidence_of(locked) if one.key == evidence), None)
    if found is None:
        raise Refused(_("Bukti itu tidak ada lagi pada asesmen ini. Buka lagi daftar buktinya."))
    chosen = [one for one in found.elemen if one in set(elemen)]
    if not chosen:
        raise Refused(_("Pilih sedikitnya satu elemen yang dibuktikan oleh bukti ini."))
    answers = {key: said[key] for key in ASPEK}
    if not all(answers.values()) and not note.strip():
        raise Refused(_("Tuliskan mengapa ada jawaban Tidak."))
    rows = [
        Vatm.objects.create(
            asesmen=locked, bukti=found.bukti, code=found.code, elemen=one, **answers, note=note.strip(),
            remedy=remedy.strip(), recorded_by_id=actor.self_id, recorded_at=at,
        )
        for one in chosen
    ]  # fmt: skip
    told = {"evidence": found.key, "elemen": ", ".join(chosen), "remedy": remedy.strip(), **answers}
    record(events.EVIDENCE, locked, new=told, reason=note.strip())
    if locked.ak02 is not None and not is_on_paper(locked.peserta.permohonan):
        refresh_lembar(locked.ak02, FORMS["FR.AK.02"], ak02_context(locked), as_role="asesor", at=at)
    return rows
