"""The plan of an assessment and FR.AK.07, before FR.AK.01 and, where need be, in the session (SOP 2.2, 2.5; PL6, PL8)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.refusing import is_refused
from sahih.documents.sheets import Gaps, chain_of, newest, open_lembar, void_lembar
from sahih.documents.signing import SigningProof
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.policies import may_be_used
from sahih.materials.muk.queries import named_instruments
from sahih.materials.perangkat.actions import keys_of
from sahih.materials.perangkat.format import KunciSpec
from sahih.materials.perangkat.models import Muk
from sahih.process.asesmen import events
from sahih.process.asesmen.actions.keeping import Posted, Saved, keep_part, open_sheet, sign_part
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.perangkat import is_unknown_to, muk_fits, only_muk
from sahih.process.asesmen.planned import adjustment_gaps, can_be_filled
from sahih.process.asesmen.policies import (
    may_choose_muk,
    may_choose_rencana,
    may_fill_ak07,
    may_open_ak07,
    may_see_muk,
    may_sign_ak07_asesi,
    may_skip_ak07,
)
from sahih.process.asesmen.queries import ak07_context, session_context


@action("asesmen.choose_rencana")
def choose_rencana(
    asesmen_list: Sequence[Asesmen], rencana: Rencana, *, muk: Muk | None = None, actor: Actor, at: dt.datetime
) -> list[Asesmen]:
    """Confirm one plan and one MUK for one asesi or several; what nobody can fill is not chosen (PL10).

    Where exactly one MUK can be used, it need not be named.
    """
    if not asesmen_list:
        raise Refused(_("Pilih paling sedikit satu asesi."))
    require(can_be_filled(named_instruments(rencana)))
    return [_choose(one, rencana, muk, actor=actor, at=at) for one in sorted(asesmen_list, key=lambda one: one.pk)]


def _choose(asesmen: Asesmen, rencana: Rencana, muk: Muk | None, *, actor: Actor, at: dt.datetime) -> Asesmen:
    locked = lock(asesmen)
    require(may_choose_rencana(actor, locked))
    require(may_be_used(rencana, locked.peserta.permohonan.versi))
    asesi = locked.peserta.permohonan.asesi
    muk = muk or only_muk(rencana, asesi)
    require(muk_fits(muk, rencana))
    require(is_unknown_to(muk, asesi))
    if locked.ak01 is not None:
        void_lembar(locked.ak01, reason=_("Rencana asesmen diganti sebelum FR.AK.01 ditandatangani."))
    locked.rencana, locked.ak01, locked.ak07_skipped_at, locked.changed_at = rencana, None, None, at
    locked.muk = muk
    locked.save(update_fields=["rencana", "muk", "ak01", "ak07_skipped_at", "changed_at"])
    record(events.PLANNED, locked, new={"rencana": rencana.ref, "potensi": rencana.potensi, "muk": muk.ref})
    return locked


@action("asesmen.choose_muk")
def choose_muk(asesmen: Asesmen, muk: Muk, *, actor: Actor, at: dt.datetime) -> Asesmen:
    """Another MUK under the same plan, for one that was found unfit or withdrawn since; what is signed stays (PL10, FX9)."""
    locked = lock(asesmen)
    require(may_choose_muk(actor, locked))
    assert locked.rencana is not None
    assert locked.muk is not None
    require(muk_fits(muk, locked.rencana))
    require(is_unknown_to(muk, locked.peserta.permohonan.asesi))
    record(events.MUK_CHANGED, locked, old={"muk": locked.muk.ref}, new={"muk": muk.ref})
    locked.muk, locked.changed_at = muk, at
    locked.save(update_fields=["muk", "changed_at"])
    asesmen.refresh_from_db()
    return asesmen


@action("asesmen.skip_ak07")
def skip_ak07(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> Asesmen:
    """Record that no adjustment is needed, or take back a FR.AK.07 that was opened and not agreed; FR.AK.01 opens."""
    locked = lock(asesmen)
    require(may_skip_ak07(actor, locked))
    if locked.ak07 is not None and not locked.ak07.locked_at:
        void_lembar(locked.ak07, reason=_("Penyesuaian tidak jadi diperlukan."))
        locked.ak07_taken_back = locked.ak07 if is_refused(locked.ak07, "asesi") else locked.ak07_taken_back
        locked.ak07 = next((one for one in reversed(chain_of(locked.ak07)) if one.locked_at), None)
    if locked.ak07 is None:
        locked.ak07_skipped_at = at
    _open_consent(locked, at=at)
    record(events.NOT_ADJUSTED, locked)
    asesmen.refresh_from_db()
    return asesmen


@action("asesmen.open_ak07")
def open_ak07(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> Asesmen:
    """Begin FR.AK.07; where one is signed already, a new one that names it (FX13)."""
    locked = lock(asesmen)
    require(may_open_ak07(actor, locked))
    case, former = locked.peserta.permohonan, newest(locked.ak07)
    locked.ak07 = open_lembar(
        FORMS["FR.AK.07"],
        ak07_context(locked),
        key=case.key,
        uji_coba=case.uji_coba,
        at=at,
        corrects=former,
    )
    locked.ak07_skipped_at, locked.changed_at = None, at
    locked.save(update_fields=["ak07", "ak07_skipped_at", "changed_at"])
    record(events.ADJUSTING, locked)
    asesmen.refresh_from_db()
    return asesmen


@action("asesmen.save_ak07")
def save_ak07(
    asesmen: Asesmen, posted: Posted, *, actor: Actor, at: dt.datetime, partial: bool = True, revision: int | None = None
) -> Saved:  # fmt: skip
    """Keep what asesor and asesi agree to adjust."""
    require(may_fill_ak07(actor, asesmen))
    return keep_part(asesmen, asesmen.ak07, ak07_context(asesmen), posted, at=at, partial=partial, revision=revision)


@action("asesmen.sign_ak07_asesor")
def sign_ak07_asesor(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesor signs first; means that ask for an instrument nobody can fill are named instead (FX3)."""
    require(may_fill_ak07(actor, asesmen))
    locked = lock(asesmen)
    if problems := adjustment_gaps(locked):
        raise Gaps(problems)
    sign_part(locked, locked.ak07, role="asesor", proof=proof, actor=actor, at=at, facts=ak07_context(locked))
    return asesmen


@action("asesmen.sign_ak07_asesi")
def sign_ak07_asesi(asesmen: Asesmen, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Asesmen:
    """The asesi agrees to the adjustment; before the session FR.AK.01 opens (PL8)."""
    require(may_sign_ak07_asesi(actor, asesmen))
    locked = lock(asesmen)
    sign_part(locked, locked.ak07, role="asesi", proof=proof, actor=actor, at=at)
    locked.refresh_from_db()
    _open_consent(locked, at=at)
    return asesmen


def _open_consent(locked: Asesmen, *, at: dt.datetime) -> None:
    """FR.AK.01 follows the plan and the adjustment, with the evidence that they name (SOP 2.7, FX3)."""
    if locked.ak01 is None and locked.status == Asesmen.Status.DITINJAU:
        locked.ak01 = open_sheet(locked, "FR.AK.01", session_context(locked), at=at)
    locked.changed_at = at
    locked.save(update_fields=["ak01", "ak07", "ak07_taken_back", "ak07_skipped_at", "changed_at"])


@action("asesmen.see_keys")
def see_keys(asesmen: Asesmen, *, actor: Actor, at: dt.datetime) -> Mapping[str, KunciSpec]:
    """The keys of the MUK of this assessment, for the asesor who assesses; the look is an entry (FX14)."""
    require(may_see_muk(actor, asesmen))
    assert asesmen.muk is not None
    return keys_of(asesmen.muk, why=f"asesmen {asesmen.ref}")
