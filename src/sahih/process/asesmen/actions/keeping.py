"""How every act of an assessment opens, keeps, shows and signs a sheet."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from sahih.documents.content import Context
from sahih.documents.filling import Filled
from sahih.documents.fr import FORMS
from sahih.documents.kertas import open_kertas
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import open_lembar, save_lembar, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Verdict, require
from sahih.process.asesmen import events
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import BY_HAND, may_conclude, may_fill_ak01, may_fill_ak07, may_record
from sahih.process.asesmen.queries import ak02_context, ak07_context, ia01_context, session_context
from sahih.process.permohonan.policies import is_on_paper

Posted = Mapping[str, Sequence[str]]
Saved = tuple[Filled, LembarPart]

# The forms that the asesor begins: who may, and the facts that the form takes from elsewhere.
AUTHORED: Mapping[str, tuple[Callable[[Actor, Asesmen], Verdict], Callable[[Asesmen], Context]]] = {
    "FR.AK.07": (may_fill_ak07, ak07_context),
    "FR.AK.01": (may_fill_ak01, session_context),
    "FR.IA.01": (may_record, ia01_context),
    "FR.AK.02": (may_conclude, ak02_context),
}


def keep_part(
    asesmen: Asesmen, sheet: Lembar | None, context: Context, posted: Posted, *,
    at: dt.datetime, partial: bool, revision: int | None,
) -> Saved:  # fmt: skip
    assert sheet is not None
    filled, part = save_lembar(
        sheet, FORMS[sheet.code], posted, context, as_role="asesor", at=at, partial=partial, revision=revision
    )
    record(events.SAVED, asesmen, new={"form": sheet.code, "revision": part.revision})
    return filled, part


def sign_part(
    asesmen: Asesmen,
    sheet: Lembar | None,
    *,
    role: str,
    proof: SigningProof,
    actor: Actor,
    at: dt.datetime,
    facts: Context | None = None,
) -> None:
    """Use the act up and sign the one sheet that it is about."""
    consume(proof, actor=actor, at=at)
    put_part(asesmen, sheet, role=role, proof=proof, actor=actor, at=at, facts=facts)


def put_part(
    asesmen: Asesmen,
    sheet: Lembar | None,
    *,
    role: str,
    proof: SigningProof,
    actor: Actor,
    at: dt.datetime,
    facts: Context | None = None,
) -> None:
    """One signature of an act that the caller has consumed."""
    assert sheet is not None
    sign_lembar(sheet, FORMS[sheet.code], role=role, signer=signer(actor), proof=proof, at=at, facts=facts)
    record(events.SIGNED, asesmen, new={"form": sheet.code, "role": role})


def open_sheet(asesmen: Asesmen, code: str, context: Context, *, at: dt.datetime) -> Lembar:
    case = asesmen.peserta.permohonan
    begin = open_kertas if code in BY_HAND and is_on_paper(case) else open_lembar
    return begin(FORMS[code], context, key=case.key, uji_coba=case.uji_coba, at=at)


@action("asesmen.present")
def present_sheet(asesmen: Asesmen, sheet: Lembar, *, actor: Actor, at: dt.datetime) -> None:
    """Show the asesor the form that waits for their signature as it stands at this moment."""
    may, context = AUTHORED[sheet.code]
    require(may(actor, asesmen))
    present_lembar(sheet, FORMS[sheet.code], context(asesmen), as_role="asesor", at=at)
