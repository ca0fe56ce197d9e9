"""The rules of the session: opened for each asesi with the LSP's text of that day, accepted by signing (SOP 3.3.8)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.documents.ketentuan.queries import has_adopted
from sahih.documents.letters import day_of, redate
from sahih.documents.sheets import current_part, open_surat, sign_lembar
from sahih.documents.signing import SigningProof, StaleAct, consume
from sahih.documents.surat import LETTERS
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.policy import require
from sahih.kernel.workflow import lock
from sahih.process.asesmen import events
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import may_accept_rules
from sahih.process.asesmen.queries import rules_context

SURAT = LETTERS["TATA.TERTIB"]


def open_rules(asesmen: Asesmen, *, at: dt.datetime) -> None:
    """Where the LSP has put a tata tertib in force, this asesi accepts it as it says today."""
    if not has_adopted(SURAT.form.code):
        return
    case, lsp = asesmen.peserta.permohonan, Lsp.objects.get(pk=asesmen.lsp_id)
    asesmen.tata_tertib = open_surat(
        SURAT, rules_context(asesmen, lsp, at=at), number="", key=case.key, uji_coba=case.uji_coba, at=at
    )
    asesmen.save(update_fields=["tata_tertib"])


@action("asesmen.present_rules")
def present_rules(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> None:
    """Date the rules that the asesi is about to read with today."""
    require(may_accept_rules(actor, asesmen))
    assert asesmen.tata_tertib is not None
    redate(asesmen.tata_tertib, local_date(at, asesmen.peserta.jadwal.zone), as_role="asesi", at=at)
    record(events.RULES_READ, asesmen, new={"sha256": current_part(asesmen.tata_tertib).sha256})


@action("asesmen.accept_rules")
def accept_rules(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi has read the rules and will keep them: gate 4 asks for it."""
    locked = lock(asesmen)
    require(may_accept_rules(actor, locked))
    sheet = locked.tata_tertib
    assert sheet is not None
    if day_of(current_part(sheet)) != local_date(at, asesmen.peserta.jadwal.zone):
        raise StaleAct(_("Tata tertib ini dibuka kemarin. Baca lagi, lalu tandatangani."))
    consume(proof, actor=actor, at=at)
    sign_lembar(sheet, SURAT.form, role="asesi", signer=signer(actor), proof=proof, at=at)
    record(events.SIGNED, locked, new={"form": sheet.code, "role": "asesi"})
    return asesmen
