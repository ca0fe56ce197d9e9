"""Draft a plan, sign it in turn, hand it back, retire it: every write about plans."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sahih.documents.content import Context
from sahih.documents.filling import Filled
from sahih.documents.fr import FORMS
from sahih.documents.fr.mapa_01.rules import tools_by_kelompok
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.sheets import Gaps, content_of, open_lembar, rewrite_lembar, save_lembar, sign_lembar, void_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.keys import new_data_key
from sahih.kernel.policy import Refused, require
from sahih.kernel.reasons import says_something
from sahih.kernel.workflow import lock, transition
from sahih.materials.muk import events
from sahih.materials.muk.models import POTENSI_WORDS, Rencana
from sahih.materials.muk.peta import disagreements, in_step
from sahih.materials.muk.policies import may_approve, may_draft, may_fill, may_give_back, may_retire, may_validate
from sahih.materials.muk.queries import copied, mapa01_context, mapa02_context
from sahih.materials.skema.models import SkemaVersi

Posted = Mapping[str, Sequence[str]]
Saved = tuple[Filled, LembarPart]
PENYUSUN, VALIDATOR, MANAJER = "penyusun", "validator", "manajer_sertifikasi"


class PlanInMaking(Refused):
    """Somebody already drafts the plan of this potensi."""


def today(actor: Actor, at: dt.datetime) -> dt.date:
    return local_date(at, Lsp.objects.get(pk=actor.here).zone)


@action("rencana.open")
def open_rencana(
    versi: SkemaVersi, *, potensi: str, like: Rencana | None = None, actor: Actor, at: dt.datetime
) -> Rencana:
    """Begin the plan of one potensi, from a first text or from another potensi's plan."""
    require(may_draft(actor, versi, day=today(actor, at)))
    if potensi not in POTENSI_WORDS:
        raise Refused(_("Pilih salah satu dari lima potensi asesi."))
    key, uji_coba = new_data_key(), Lsp.objects.get(pk=actor.here).uji_coba
    context = mapa01_context(versi, potensi)
    if like is not None:
        context = replace(context, prefill={"potensi": potensi, **copied(content_of(like.mapa01))})
    mapa01 = open_lembar(FORMS["FR.MAPA.01"], context, key=key, uji_coba=uji_coba, at=at)
    peta = mapa02_context(versi, plan=content_of(mapa01), potensi=potensi)
    mapa02 = open_lembar(FORMS["FR.MAPA.02"], peta, key=key, uji_coba=uji_coba, at=at)
    try:
        with transaction.atomic():
            rencana = Rencana.objects.create(
                versi=versi, potensi=potensi, key=key, mapa01=mapa01, mapa02=mapa02, penyusun_id=actor.self_id,
                opened_at=at, changed_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise PlanInMaking(_("Rencana untuk potensi ini sedang disusun. Lanjutkan yang itu.")) from error
    record(events.OPENED, rencana, new={"versi": versi.ref, "potensi": potensi, "copied": like.ref if like else ""})
    return rencana


@action("rencana.save_mapa01")
def save_mapa01(
    rencana: Rencana, posted: Posted, *, actor: Actor, at: dt.datetime, partial: bool = True, revision: int | None = None
) -> Saved:  # fmt: skip
    """Keep the plan; its map is brought into step in the same breath."""
    require(may_fill(actor, rencana, day=today(actor, at)))
    before = tools_by_kelompok(content_of(rencana.mapa01))
    saved = _save(rencana, rencana.mapa01, mapa01_context(rencana.versi, rencana.potensi), posted, at=at, partial=partial, revision=revision)  # fmt: skip
    after = tools_by_kelompok(saved[0].content)
    if after != before:
        rewrite_lembar(
            rencana.mapa02,
            lambda peta: in_step(peta, before=before, after=after, potensi=rencana.potensi),
            as_role=PENYUSUN,
            at=at,
        )
    return saved


@action("rencana.save_mapa02")
def save_mapa02(
    rencana: Rencana, posted: Posted, *, actor: Actor, at: dt.datetime, partial: bool = True, revision: int | None = None
) -> Saved:  # fmt: skip
    """Keep the map: where a tool has two instruments, the penyusun may leave one out."""
    require(may_fill(actor, rencana, day=today(actor, at)))
    return _save(
        rencana, rencana.mapa02, mapa02_context(rencana.versi), posted, at=at, partial=partial, revision=revision
    )


def _save(
    rencana: Rencana, sheet: Lembar, context: Context, posted: Posted, *,
    at: dt.datetime, partial: bool, revision: int | None,
) -> Saved:  # fmt: skip
    filled, part = save_lembar(
        sheet, FORMS[sheet.code], posted, context, as_role=PENYUSUN, at=at, partial=partial, revision=revision
    )
    record(events.SAVED, rencana, new={"form": sheet.code, "revision": part.revision})
    return filled, part


@action("rencana.submit")
def submit_rencana(rencana: Rencana, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rencana:
    """The penyusun signs both sheets; from here on somebody else reads them."""
    with transition(rencana, "submit") as locked:
        require(may_fill(actor, locked, day=today(actor, at)))
        plan, peta = content_of(locked.mapa01), content_of(locked.mapa02)
        if problems := disagreements(plan, peta, potensi=locked.potensi):
            raise Gaps(problems)
        _sign((locked.mapa01, locked.mapa02), role=PENYUSUN, proof=proof, actor=actor, at=at)
        locked.note, locked.changed_at = "", at
    return rencana


@action("rencana.validate")
def validate_rencana(rencana: Rencana, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rencana:
    """A second asesor signs both sheets; FR.MAPA.02 is closed (PL10)."""
    with transition(rencana, "validate") as locked:
        require(may_validate(actor, locked, day=today(actor, at)))
        _sign((locked.mapa01, locked.mapa02), role=VALIDATOR, proof=proof, actor=actor, at=at)
        locked.validator, locked.changed_at = Person.objects.get(pk=actor.self_id), at
    return rencana


@action("rencana.approve")
def approve_rencana(rencana: Rencana, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Rencana:
    """The manajer sertifikasi signs FR.MAPA.01: the plan is in force, and the one before it is retired (PL5)."""
    former = Rencana.objects.filter(versi=rencana.versi_id, potensi=rencana.potensi, status=Rencana.Status.BERLAKU)
    for one in former:
        _retire(one, reason=_("Digantikan rencana yang lebih baru."), at=at)
    with transition(rencana, "approve") as locked:
        require(may_approve(actor, locked))
        _sign((locked.mapa01,), role=MANAJER, proof=proof, actor=actor, at=at)
        locked.validated_at = locked.changed_at = at
    return rencana


def _sign(
    sheets: Sequence[Lembar], *, role: str, proof: SigningProof, actor: Actor, at: dt.datetime
) -> None:  # fmt: skip
    consume(proof, actor=actor, at=at)
    for sheet in sheets:
        sign_lembar(sheet, FORMS[sheet.code], role=role, signer=signer(actor), proof=proof, at=at)


@action("rencana.give_back")
def give_back_rencana(rencana: Rencana, *, note: str, actor: Actor, at: dt.datetime) -> Rencana:
    """Validator or manager hands the plan back: two new sheets name the old ones, which stay readable (FX13)."""
    if not says_something(note):
        raise Refused(_("Tuliskan apa yang perlu diperbaiki penyusun."))
    with transition(rencana, "give_back", reason=note) as locked:
        require(may_give_back(actor, locked, day=today(actor, at)))
        locked.mapa01 = _corrected(locked.mapa01, mapa01_context(locked.versi, locked.potensi), note=note, at=at)
        locked.mapa02 = _corrected(locked.mapa02, mapa02_context(locked.versi), note=note, at=at)
        locked.validator, locked.note, locked.changed_at = None, note, at
    rencana.refresh_from_db()
    return rencana


def _corrected(sheet: Lembar, context: Context, *, note: str, at: dt.datetime) -> Lembar:
    if not sheet.locked_at:
        void_lembar(sheet, reason=note)
    return open_lembar(
        FORMS[sheet.code], context, key=sheet.key, uji_coba=sheet.uji_coba, at=at, corrects=sheet, reason=note
    )  # fmt: skip


@action("rencana.retire")
def retire_rencana(rencana: Rencana, *, reason: str, actor: Actor, at: dt.datetime) -> Rencana:
    """No further assessment uses it; those whose FR.AK.01 was made from it keep it."""
    if not says_something(reason):
        raise Refused(_("Tuliskan alasan rencana ini ditarik."))
    require(may_retire(actor, lock(rencana)))
    return _retire(rencana, reason=reason, at=at)


def _retire(rencana: Rencana, *, reason: str, at: dt.datetime) -> Rencana:
    with transition(rencana, "retire", reason=reason) as locked:
        for sheet in (locked.mapa01, locked.mapa02):
            if not sheet.locked_at and not sheet.void_reason:
                void_lembar(sheet, reason=reason)
        locked.retired_at = locked.changed_at = at
    return rencana
