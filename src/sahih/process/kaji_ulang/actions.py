"""Order the review, do it, send it back, finish it; answer findings and improvements (SOP 3.4.2, 3.4.3)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.correcting import correct_lembar, drop_correction
from sahih.documents.filling import Filled
from sahih.documents.fr import FORMS
from sahih.documents.letters import sign_letter, take_letter_number
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import open_lembar, open_surat, save_lembar, sign_lembar, void_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.documents.surat import LETTERS
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.holds import lift_hold, open_holds, place_hold
from sahih.kernel.policy import Refused, require
from sahih.kernel.reasons import says_something
from sahih.kernel.workflow import lock, transition
from sahih.materials.perangkat.models import Muk
from sahih.process.asesmen.correctable import REVIEWED
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import tinjauan_of
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import live_duty
from sahih.process.kaji_ulang import events
from sahih.process.kaji_ulang.improving import keep_improvements, let_go
from sahih.process.kaji_ulang.models import KajiUlang, Perbaikan, Temuan
from sahih.process.kaji_ulang.policies import (
    appointing_gaps,
    may_answer_finding,
    may_close_improvement,
    may_compose_review,
    may_correct_review,
    may_drop_review_correction,
    may_find,
    may_order_review,
    may_receive_order,
    may_replace,
    may_review,
)
from sahih.process.kaji_ulang.queries import (
    FIELDS,
    ROLES,
    kaji_of,
    open_temuan,
    review_context,
    sheet_of,
    spt_penyelia_context,
    unsigned,
)

Posted = Mapping[str, Sequence[str]]
SPT = LETTERS["SPT.PENYELIA"]


@action("kaji_ulang.compose")
def compose_review(jadwal: Jadwal, penyelia: Person, *, actor: Actor, at: dt.datetime) -> KajiUlang:
    """Choose who reviews a reported schedule; the SPT waits for the Ketua (D9)."""
    require(may_compose_review(actor))
    lsp = Lsp.objects.get(pk=actor.here)
    lock(jadwal)  # two officers at once: the second finds the first one's review
    if kaji_of(jadwal) is not None:
        raise Refused(_("Kaji ulang jadwal ini sudah disusun."))
    _refuse(appointing_gaps(penyelia, jadwal, day=local_date(at, lsp.zone)))
    kaji = KajiUlang.objects.create(jadwal=jadwal, penyelia=penyelia, changed_at=at)
    kaji.spt = _draft_spt(kaji, lsp, at=at)
    kaji.save(update_fields=["spt"])
    record(events.COMPOSED, kaji, new={"penyelia": penyelia.name})
    return kaji


@action("kaji_ulang.replace")
def replace_penyelia(kaji: KajiUlang, penyelia: Person, *, reason: str, actor: Actor, at: dt.datetime) -> KajiUlang:
    """Another penyelia: the old SPT stays readable, the new one names it; what nobody signed is closed."""
    if not says_something(reason):
        raise Refused(_("Tuliskan mengapa penyelia diganti."))
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(kaji, "replace", reason=reason) as locked:
        require(may_replace(actor, locked))
        _refuse(appointing_gaps(penyelia, locked.jadwal, day=local_date(at, lsp.zone)))
        before, locked.penyelia = locked.penyelia.name, penyelia
        for sheet in (locked.spt, locked.ak06, locked.va):
            if sheet is not None and not sheet.locked_at:
                void_lembar(sheet, reason=reason)
        locked.spt = _draft_spt(locked, lsp, at=at, corrects=locked.spt)
        locked.ak06 = locked.va = locked.spt_received_at = None
        locked.changed_at = at
        record(events.REPLACED, locked, old={"penyelia": before}, new={"penyelia": penyelia.name}, reason=reason)
    kaji.refresh_from_db()
    return kaji


def _refuse(gaps: Sequence[str]) -> None:
    if gaps:
        raise Refused(" ".join(gaps))


def _draft_spt(kaji: KajiUlang, lsp: Lsp, *, at: dt.datetime, corrects: Lembar | None = None) -> Lembar:
    jadwal = kaji.jadwal
    number = take_letter_number(
        SPT.form.code, kind="SPT", pattern=lsp.letter_pattern, uji_coba=jadwal.uji_coba, at=at, zone=lsp.zone
    ).text
    former = corrects.number if corrects and corrects.locked_at else ""
    context = spt_penyelia_context(kaji, lsp, number=number, at=at, replaces=former)
    return open_surat(SPT, context, number=number, key=jadwal.key, uji_coba=jadwal.uji_coba, at=at, corrects=corrects)


@action("kaji_ulang.order")
def sign_spt_penyelia(kaji: KajiUlang, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> KajiUlang:
    """The Ketua orders the review; the penyelia's two sheets open."""
    lsp = Lsp.objects.get(pk=actor.here)
    with transition(kaji, "order") as locked:
        require(may_order_review(actor, locked))
        assert locked.spt is not None
        consume(proof, actor=actor, at=at)
        sign_letter(locked.spt, signer=signer(actor), proof=proof, at=at, zone=lsp.zone)
        locked.changed_at = at
        locked.ak06, locked.va = (_open(locked, code, at=at) for code in ROLES)
        outbox.tell(
            locked.penyelia, _("SPT %s terbit") % locked.spt.number, _("Kaji ulang menunggu Anda pada aplikasi.")
        )
    kaji.refresh_from_db()
    return kaji


def _open(kaji: KajiUlang, code: str, *, at: dt.datetime) -> Lembar:
    jadwal = kaji.jadwal
    return open_lembar(FORMS[code], review_context(kaji, code), key=jadwal.key, uji_coba=jadwal.uji_coba, at=at)


@action("kaji_ulang.receive")
def receive_spt_penyelia(kaji: KajiUlang, *, actor: Actor, at: dt.datetime) -> KajiUlang:
    """The penyelia has the letter in hand."""
    require(may_receive_order(actor, kaji))
    kaji.spt_received_at = at
    kaji.save(update_fields=["spt_received_at"])
    record(events.RECEIVED, kaji)
    return kaji


def _sheet(kaji: KajiUlang, code: str) -> Lembar:
    found = sheet_of(kaji, code)
    assert found is not None
    return found


@action("kaji_ulang.save")
def save_review_sheet(
    kaji: KajiUlang, code: str, posted: Posted, *,
    actor: Actor, at: dt.datetime, partial: bool = True, revision: int | None = None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep what the penyelia wrote on FR.AK.06 or FR.VA."""
    require(may_review(actor, kaji))
    saved = save_lembar(
        _sheet(kaji, code), FORMS[code], posted, review_context(kaji, code), as_role=ROLES[code], at=at,
        partial=partial, revision=revision,
    )  # fmt: skip
    record(events.SAVED, kaji, new={"form": code, "revision": saved[1].revision})
    return saved


@action("kaji_ulang.present")
def present_review_sheet(kaji: KajiUlang, code: str, *, actor: Actor, at: dt.datetime) -> None:
    """Show the penyelia what waits for their signature."""
    require(may_review(actor, kaji))
    present_lembar(_sheet(kaji, code), FORMS[code], review_context(kaji, code), as_role=ROLES[code], at=at)


@action("kaji_ulang.sign")
def sign_review_sheet(kaji: KajiUlang, code: str, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> KajiUlang:
    """Sign one of the two; the second signature finishes the review and opens what is to improve (E8, FX9)."""
    locked = lock(kaji)  # two tabs at once would each leave the finishing to the other
    require(may_review(actor, locked))
    consume(proof, actor=actor, at=at)
    sign_lembar(
        _sheet(locked, code), FORMS[code], role=ROLES[code], signer=signer(actor), proof=proof, at=at,
        facts=review_context(locked, code),
    )  # fmt: skip
    record(events.SIGNED, locked, new={"form": code})
    _hold_first(locked, at=at)
    if not unsigned(locked):
        with transition(kaji, "finish") as done:
            done.finished_at = done.changed_at = at
            _open_improvements(done, at=at)
    return kaji


def _hold_first(kaji: KajiUlang, *, at: dt.datetime) -> None:
    """The first FR.AK.06 is not corrected while a signed second one names it; lifted when this one is corrected."""
    held = [one for one in open_holds(kaji.jadwal) if one.kind == REVIEWED]
    named = "FR.AK.06" not in unsigned(kaji)
    if named and not held:
        why = _("Penyelia sudah menandatangani FR.AK.06 kedua yang menyebut lembar ini. Mintalah penyelia mengoreksi lembarnya dulu.")  # fmt: skip
        place_hold(kaji.jadwal, kind=REVIEWED, reason=why, at=at)
    for one in held if not named else []:
        lift_hold(one, at=at)


@action("kaji_ulang.correct")
def correct_review_sheet(kaji: KajiUlang, code: str, *, reason: str, actor: Actor, at: dt.datetime) -> KajiUlang:
    """A new sheet with the old answers; the committee waits until it is signed, or given up (FX13)."""
    lock(kaji.jadwal)  # a committee may be composed in the same moment
    require(may_correct_review(actor, lock(kaji), code))
    with transition(kaji, "correct", reason=reason) as locked:
        facts = review_context(locked, code)
        setattr(locked, FIELDS[code], correct_lembar(_sheet(locked, code), FORMS[code], facts, reason=reason, at=at))
        locked.finished_at, locked.changed_at = None, at
        _hold_first(locked, at=at)
        record(events.CORRECTED, locked, new={"form": code}, reason=reason)
    kaji.refresh_from_db()
    return kaji


@action("kaji_ulang.drop_correction")
def drop_review_correction(kaji: KajiUlang, code: str, *, reason: str, actor: Actor, at: dt.datetime) -> KajiUlang:
    """Give up a correction that is not signed; the review is finished again where nothing else is open."""
    lock(kaji.jadwal)
    locked = lock(kaji)
    require(may_drop_review_correction(actor, locked, code))
    setattr(locked, FIELDS[code], drop_correction(_sheet(locked, code), reason=reason))
    locked.changed_at = at
    locked.save()
    _hold_first(locked, at=at)
    record(events.CORRECTION_DROPPED, locked, new={"form": code}, reason=reason)
    if not unsigned(locked):
        with transition(kaji, "finish", reason=reason) as done:
            done.finished_at = max(filter(None, (_sheet(done, one).locked_at for one in ROLES)))
    kaji.refresh_from_db()
    return kaji


def _open_improvements(kaji: KajiUlang, *, at: dt.datetime) -> None:
    first = tinjauan_of(kaji.jadwal)
    sheets = [(kaji.va, "FR.VA"), (kaji.ak06, "FR.AK.06"), (first.lembar if first else None, "FR.AK.06")]
    keep_improvements(
        kaji.jadwal.versi, [(one, ROLES[code]) for one, code in sheets if one is not None],
        muk=_only_muk(kaji.jadwal), at=at,
    )  # fmt: skip


def _only_muk(jadwal: Jadwal) -> Muk | None:
    """The MUK that the papers speak of, where the schedule used one and no other (FX9)."""
    used = Muk.objects.filter(pk__in=Asesmen.objects.filter(peserta__jadwal=jadwal).values("muk_id"))[:2]
    return used[0] if len(used) == 1 else None


@action("kaji_ulang.find")
def give_back(
    kaji: KajiUlang, text: str, *, form: str, asesmen: Asesmen | None, actor: Actor, at: dt.datetime
) -> Temuan:
    """Send the papers back to the asesor with one finding; more may follow before the answer."""
    if not says_something(text):
        raise Refused(_("Tuliskan temuannya: apa yang kurang dan pada lembar mana."))
    with transition(kaji, "give_back", reason=text) as locked:
        require(may_find(actor, locked))
        if asesmen is not None and asesmen.peserta.jadwal_id != locked.jadwal_id:
            raise Refused(_("Asesi itu tidak ada pada jadwal ini."))
        found = Temuan.objects.create(kaji=locked, asesmen=asesmen, form=form, text=text, found_at=at)
        locked.changed_at = at
        record(events.FOUND, found, new={"form": form}, reason=text)
    duty = live_duty(kaji.jadwal)
    if duty is not None:
        outbox.tell(duty.asesor.person, _("Temuan kaji ulang menunggu jawaban Anda"), text)
    return found


@action("temuan.answer")
def answer_finding(temuan: Temuan, answer: str, *, actor: Actor, at: dt.datetime) -> Temuan:
    """The asesor answers; the last open answer puts the papers before the penyelia again."""
    if not says_something(answer):
        raise Refused(_("Tuliskan jawaban Anda: apa yang diperbaiki, atau mengapa tidak."))
    kaji = lock(temuan.kaji)
    temuan.refresh_from_db(fields=["answered_at"])
    require(may_answer_finding(actor, temuan))
    temuan.answer, temuan.answered_at = answer, at
    temuan.save(update_fields=["answer", "answered_at"])
    record(events.ANSWERED, temuan, reason=answer)
    # Of a penyelia who was replaced the findings are answered too; they hold nothing up.
    if kaji.can("answer") and not open_temuan(kaji).exists():
        with transition(kaji, "answer") as locked:
            locked.changed_at = at
        outbox.tell(kaji.penyelia, _("Temuan kaji ulang sudah dijawab"), _("Lanjutkan kaji ulang Anda pada aplikasi."))
    return temuan


@action("perbaikan.close")
def close_improvement(perbaikan: Perbaikan, answer: str, *, actor: Actor, at: dt.datetime) -> Perbaikan:
    """Say what was done about it; the sheet that asked for it stays as it was signed."""
    require(may_close_improvement(actor, perbaikan))
    if not says_something(answer):
        raise Refused(_("Tuliskan apa yang dilakukan, atau mengapa tidak."))
    perbaikan.answer, perbaikan.answered_at, perbaikan.answered_by_id = answer, at, actor.person_id
    perbaikan.save(update_fields=["answer", "answered_at", "answered_by"])
    let_go(perbaikan, at=at)
    record(events.IMPROVEMENT_CLOSED, perbaikan, reason=answer)
    return perbaikan
