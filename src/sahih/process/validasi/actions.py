"""Open the validation of a MUK, fill and sign its FR.VA, and do what follows from it (forms 6.5, FX9)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.correcting import correct_lembar, drop_correction
from sahih.documents.filling import Filled
from sahih.documents.fr import FORMS
from sahih.documents.models import LembarPart
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import (
    Gaps,
    chain_of,
    content_of,
    cosign_lembar,
    open_lembar,
    problems_of,
    rewrite_lembar,
    save_lembar,
    sign_lembar,
    void_lembar,
)
from sahih.documents.signing import SigningProof, consume
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.holds import lift_hold, place_hold
from sahih.kernel.policy import Refused, require
from sahih.kernel.reasons import says_something
from sahih.kernel.workflow import lock, transition
from sahih.materials.perangkat.actions import keys_of
from sahih.materials.perangkat.format import KunciSpec
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import TIDAK_LAYAK, unfit_holds
from sahih.process.kaji_ulang.improving import keep_improvements
from sahih.process.validasi import events
from sahih.process.validasi.models import AnggotaTim, Kesimpulan, Peran, Validasi
from sahih.process.validasi.policies import (
    may_cancel_validasi,
    may_correct_validasi,
    may_drop_validasi_correction,
    may_fill_validasi,
    may_give_back_validasi,
    may_open_validasi,
    may_replace_member,
    may_see_va_keys,
    may_sign_validasi,
    replacing_gaps,
    team_gaps,
)
from sahih.process.validasi.queries import (
    CODE,
    ROLE,
    Acara,
    Calon,
    exchanged,
    facts_of,
    in_order,
    lead_of,
    renamed,
    team_of,
    va_context,
    waiting_members,
)

Posted = Mapping[str, Sequence[str]]
FORM = FORMS[CODE]


@action("validasi.open")
def open_validasi(muk: Muk, team: Sequence[Calon], acara: Acara, *, actor: Actor, at: dt.datetime) -> Validasi:
    """Name the team and open its FR.VA; the lead is told."""
    locked = lock(muk)  # two officers at once: the second finds the first one's validation
    require(may_open_validasi(actor, locked))
    if not acara.place.strip():
        raise Refused(_("Tuliskan tempat validasi."))
    if gaps := team_gaps(locked, team, day=acara.day):
        raise Refused(" ".join(gaps))
    facts, uji_coba = facts_of(locked, in_order(team), acara), Lsp.objects.get(pk=actor.here).uji_coba
    row = Validasi.objects.create(
        muk=locked, periode=acara.periode, day=acara.day, place=acara.place.strip(), opened_by_id=actor.self_id,
        lembar=open_lembar(FORM, facts, key=locked.key, uji_coba=uji_coba, at=at), opened_at=at, changed_at=at,
    )  # fmt: skip
    for one in team:
        AnggotaTim.objects.create(validasi=row, person=one.person, peran=one.peran)
    new = {"muk": str(locked), "periode": acara.periode, "day": acara.day.isoformat(), "team": len(team)}
    record(events.OPENED, row, new=new)
    _tell_lead(row)
    return row


def _tell_lead(validasi: Validasi) -> None:
    day, muk = validasi.day.strftime("%d-%m-%Y"), validasi.muk
    outbox.tell(
        lead_of(validasi), _("FR.VA untuk %s menunggu Anda") % muk, _("Anda mengetuai tim validasinya pada %s.") % day
    )


@action("validasi.replace")
def replace_member(anggota: AnggotaTim, person: Person, *, reason: str, actor: Actor, at: dt.datetime) -> Validasi:
    """Another person takes the seat before anybody signed; the sheet names them, and the old and the new are told."""
    if not says_something(reason):
        raise Refused(_("Tuliskan mengapa anggota ini diganti."))
    locked = lock(anggota.validasi)  # the lead may be signing in the same moment
    require(may_replace_member(actor, locked))
    seat = AnggotaTim.objects.select_for_update(of=("self",)).select_related("person").get(pk=anggota.pk)
    old, before = seat.person, team_of(locked)
    if gaps := replacing_gaps(locked, old, person, today=local_date(at, Lsp.objects.get(pk=actor.here).zone)):
        raise Refused(" ".join(gaps))
    seat.person = person
    seat.save(update_fields=["person"])
    AnggotaTim.objects.create(validasi=locked, person=old, peran=seat.peran, left_at=at)
    after = exchanged(before, old, person)
    rewrite_lembar(locked.lembar, lambda said: renamed(said, locked, before, after), as_role=ROLE, at=at)
    names = {"old": old.name, "new": person.name, "peran": seat.get_peran_display(), "reason": reason.strip()}
    told = _("%(new)s menggantikan %(old)s sebagai %(peran)s: %(reason)s Periksa hasil konfirmasi dan penanggung jawab yang menyebut nama lama.") % names  # fmt: skip
    locked.note, locked.changed_at = f"{locked.note}\n{told}".strip(), at
    locked.save(update_fields=["note", "changed_at"])
    record(
        events.REPLACED, locked, old={"peran": seat.peran, "person": old.name}, new={"peran": seat.peran, "person": person.name}, reason=reason
    )  # fmt: skip
    _tell_replaced(locked, seat, old, told=told)
    return locked


def _tell_replaced(validasi: Validasi, seat: AnggotaTim, old: Person, *, told: str) -> None:
    """The lead who is new is told as at the opening; the lead who stays, what changed."""
    muk, day = validasi.muk, validasi.day.strftime("%d-%m-%Y")
    outbox.tell(old, _("Anda tidak lagi dalam tim validasi %s") % muk, _("%s menggantikan Anda; tidak ada yang perlu Anda lakukan.") % seat.person.name)  # fmt: skip
    if seat.peran == Peran.LEAD:
        _tell_lead(validasi)
        return
    outbox.tell(seat.person, _("Anda duduk dalam tim validasi %s") % muk, _("Anda menggantikan %(old)s sebagai %(peran)s, pada %(day)s. Tanda tangan Anda diminta setelah ketua tim mengisi FR.VA.") % {"old": old.name, "peran": seat.get_peran_display(), "day": day})  # fmt: skip
    outbox.tell(lead_of(validasi), _("Tim validasi %s berubah") % muk, told)


@action("validasi.save")
def save_va(
    validasi: Validasi, posted: Posted, *, actor: Actor, at: dt.datetime, partial: bool = True, revision: int | None = None
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep what the lead wrote."""
    require(may_fill_validasi(actor, validasi))
    filled, part = save_lembar(
        validasi.lembar, FORM, posted, va_context(validasi), as_role=ROLE, at=at, partial=partial, revision=revision
    )
    record(events.SAVED, validasi, new={"revision": part.revision})
    return filled, part


@action("validasi.present")
def present_va(validasi: Validasi, *, actor: Actor, at: dt.datetime) -> None:
    """Show the lead what waits for their signature, with the facts of now."""
    require(may_fill_validasi(actor, validasi))
    present_lembar(validasi.lembar, FORM, va_context(validasi), as_role=ROLE, at=at)


@action("validasi.see_keys")
def see_va_keys(validasi: Validasi, *, actor: Actor, at: dt.datetime) -> Mapping[str, KunciSpec]:
    """The keys of the MUK that the team validates, while it does; the look is an entry (FX14)."""
    require(may_see_va_keys(actor, validasi, day=local_date(at, Lsp.objects.get(pk=actor.here).zone)))
    return keys_of(validasi.muk, why=f"validasi {validasi.ref}")


@action("validasi.sign")
def sign_va(validasi: Validasi, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Validasi:
    """The lead first; then each member over the same bytes. The last signature locks the sheet and brings its outcome."""
    locked = lock(validasi)  # two last signers at once would each leave the finishing to the other
    day = local_date(at, Lsp.objects.get(pk=actor.here).zone)
    require(may_sign_validasi(actor, locked, day=day))
    sheet = locked.lembar
    if problems := problems_of(sheet, FORM, ROLE):
        raise Gaps(problems)
    others = [one for one in waiting_members(locked) if one.pk != actor.person_id]
    consume(proof, actor=actor, at=at)
    record(events.SIGNED, locked, new={"role": _peran(locked, actor)})
    if others:
        cosign_lembar(sheet, role=ROLE, signer=signer(actor), proof=proof, at=at)
        if locked.status == Validasi.Status.DIISI:
            _hand_on(validasi, others, at=at)
        return validasi
    with transition(validasi, "finish") as row:
        sign_lembar(row.lembar, FORM, role=ROLE, signer=signer(actor), proof=proof, at=at)
        row.outcome = Kesimpulan(str(content_of(row.lembar)["fields"]["kesimpulan"]))
        row.finished_at = row.changed_at = at
        row.note = ""
        _follow(row, at=at)
    validasi.refresh_from_db()
    return validasi


def _peran(validasi: Validasi, actor: Actor) -> str:
    return next(one.peran.value for one in team_of(validasi) if one.person.pk == actor.person_id)


def _hand_on(validasi: Validasi, others: Sequence[Person], *, at: dt.datetime) -> None:
    with transition(validasi, "hand_on") as row:
        row.changed_at = at
    for one in others:
        outbox.tell(
            one,
            _("FR.VA menunggu tanda tangan Anda"),
            _("Ketua tim sudah mengisi dan menandatangani FR.VA %s.") % validasi.muk,
        )


def _follow(validasi: Validasi, *, at: dt.datetime) -> None:
    """FX9: the plan becomes improvements; an unfit MUK is held, and a later team that finds it fit lets it go."""
    muk = validasi.muk
    keep_improvements(muk.versi, [(validasi.lembar, ROLE)], muk=muk, at=at)
    record(events.FOUND, validasi, new={"outcome": validasi.outcome})
    for one in unfit_holds(muk):
        lift_hold(one, at=at)
    if validasi.outcome == Kesimpulan.TIDAK_LAYAK:
        why = _("Tim validasi menyatakan %(muk)s tidak layak digunakan (FR.VA %(day)s). Pilih MUK lain, atau minta validasi ulang setelah perbaikannya dijawab.")  # fmt: skip
        place_hold(muk, kind=TIDAK_LAYAK, reason=why % {"muk": muk, "day": validasi.day.strftime("%d-%m-%Y")}, at=at)


@action("validasi.give_back")
def give_back_va(validasi: Validasi, *, note: str, actor: Actor, at: dt.datetime) -> Validasi:
    """A member does not agree: a new sheet with the same answers goes back to the lead; the signed one stays readable (FX13)."""
    if not says_something(note):
        raise Refused(_("Tuliskan apa yang perlu diubah ketua tim."))
    with transition(validasi, "give_back", reason=note) as locked:
        require(may_give_back_validasi(actor, locked))
        locked.lembar = correct_lembar(locked.lembar, FORM, va_context(locked), reason=note, at=at)
        locked.note, locked.changed_at = note, at
    validasi.refresh_from_db()
    outbox.tell(lead_of(validasi), _("FR.VA dikembalikan kepada Anda"), note)
    return validasi


@action("validasi.cancel")
def cancel_validasi(validasi: Validasi, *, reason: str, actor: Actor, at: dt.datetime) -> Validasi:
    """It will not be finished; what was written and signed stays readable and opens nothing.

    Of a correction only the correction ends: the last sheet that all signed stands, and with it the outcome (FX13).
    """
    if not says_something(reason):
        raise Refused(_("Tuliskan mengapa validasi ini dibatalkan."))
    name = "drop_correction" if lock(validasi).finished_at else "cancel"
    with transition(validasi, name, reason=reason) as locked:
        require(may_cancel_validasi(actor, locked))
        void_lembar(locked.lembar, reason=reason)
        locked.lembar = next((one for one in reversed(chain_of(locked.lembar)) if one.locked_at), locked.lembar)
        locked.note, locked.changed_at = reason, at
    validasi.refresh_from_db()
    return validasi


@action("validasi.correct")
def correct_va(validasi: Validasi, *, reason: str, actor: Actor, at: dt.datetime) -> Validasi:
    """A signed FR.VA is wrong: a new sheet, signed by all again; until then the former outcome holds (FX13)."""
    lock(validasi.muk)  # another validation may be opened in the same moment
    with transition(validasi, "correct", reason=reason) as locked:
        require(may_correct_validasi(actor, locked))
        locked.lembar = correct_lembar(locked.lembar, FORM, va_context(locked), reason=reason, at=at)
        locked.note, locked.changed_at = reason, at
    validasi.refresh_from_db()
    return validasi


@action("validasi.drop_correction")
def drop_va_correction(validasi: Validasi, *, reason: str, actor: Actor, at: dt.datetime) -> Validasi:
    """Give the correction up before anybody signed it; the former sheet stands again."""
    with transition(validasi, "drop_correction", reason=reason) as locked:
        require(may_drop_validasi_correction(actor, locked))
        locked.lembar = drop_correction(locked.lembar, reason=reason)
        locked.note, locked.changed_at = "", at
    validasi.refresh_from_db()
    return validasi
