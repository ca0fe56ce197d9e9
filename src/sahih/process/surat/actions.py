"""Draft, write, sign in order, receive and void a letter; one way for all of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django.utils.translation import gettext as _

from sahih.documents.canonical import digest
from sahih.documents.content import Choice, Content, Context
from sahih.documents.filling import Filled, begin
from sahih.documents.letters import day_of, take_letter_number
from sahih.documents.models import LembarPart
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import (
    answers_in,
    current_part,
    open_lembar,
    open_surat,
    part_content,
    rewrite_lembar,
    save_lembar,
    sign_lembar,
    void_lembar,
    with_answers,
)
from sahih.documents.signing import SigningProof, StaleAct, consume
from sahih.documents.surat import LETTERS
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.keys import new_data_key
from sahih.kernel.numbering import LetterNumber, void_number
from sahih.kernel.policy import Refused, require
from sahih.kernel.vault.inspection import inspect
from sahih.kernel.vault.store import store
from sahih.kernel.workflow import lock, transition
from sahih.process.surat import events
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import REPEATED, Surat, SuratFoto
from sahih.process.surat.policies import may_receive, may_sign_surat, may_void, may_write
from sahih.process.surat.queries import SIGNED, replaced

Posted = Mapping[str, Sequence[str]]
MOST_FOTO = 40


@action("surat.draft")
def draft_surat(jenis: Jenis, *, actor: Actor, at: dt.datetime, **about: Any) -> Surat:  # reason: columns of the row
    """Begin a letter with its number and its facts; whoever's turn it is finds it on their list."""
    lsp = Lsp.objects.get(pk=actor.here)
    require(jenis.may_draft(actor, blank_surat(jenis, lsp, at=at, **about)))
    return begin_surat(jenis, lsp, at=at, **about)


def blank_surat(jenis: Jenis, lsp: Lsp, *, at: dt.datetime, **about: Any) -> Surat:  # reason: as above
    """The row that is not yet: what a letter is about."""
    jadwal = about.get("jadwal")
    if jadwal is not None:
        about = {"versi": jadwal.versi, "tuk": jadwal.tuk, "mode": jadwal.mode, "key": jadwal.key} | about
    trial = jadwal.uji_coba if jadwal is not None else lsp.uji_coba
    return Surat(lsp=lsp, code=jenis.code, uji_coba=trial, drafted_at=at, changed_at=at, **about)


def begin_surat(jenis: Jenis, lsp: Lsp, *, at: dt.datetime, **about: Any) -> Surat:  # reason: as above
    """The letter itself; also where another letter's last signature asks for it."""
    surat = blank_surat(jenis, lsp, at=at, **about)
    if surat.jadwal is not None:
        lock(surat.jadwal)  # two officers at once: the second finds the first one's letter
    if _is_there(surat):
        raise Refused(_("Surat ini sudah ada. Buka surat itu, atau batalkan dulu."))
    gaps = jenis.needs(surat, lsp, at=at)
    if gaps:
        raise Refused(" ".join(gaps))
    if surat.key_id is None:
        surat.key = new_data_key()
    _open(jenis, surat, lsp, at=at)
    surat.save()
    record(events.DRAFTED, surat, new={"code": surat.code, "number": surat.lembar.number})
    return surat


def _is_there(surat: Surat) -> bool:
    if surat.code in REPEATED or surat.jadwal is None:
        return False
    rows = Surat.objects.filter(code=surat.code, jadwal=surat.jadwal).exclude(status=Surat.Status.BATAL)
    return rows.exclude(outcome=Surat.Outcome.TIDAK_SESUAI).exists()


def _open(jenis: Jenis, surat: Surat, lsp: Lsp, *, at: dt.datetime) -> None:
    if not jenis.is_letter:
        context = jenis.context(surat, lsp, number="", at=at)
        surat.lembar = open_lembar(jenis.form, context, key=surat.key, uji_coba=surat.uji_coba, at=at)
        return
    former = replaced(surat)
    number = take_letter_number(
        jenis.code, kind=jenis.series, pattern=lsp.letter_pattern, uji_coba=surat.uji_coba, at=at, zone=lsp.zone
    ).text
    context = jenis.context(surat, lsp, number=number, at=at)
    context = replace(context, computed={**context.computed, "menggantikan": former.number if former else ""})
    surat.lembar = open_surat(
        LETTERS[jenis.code], context, number=number, key=surat.key, uji_coba=surat.uji_coba, at=at, corrects=former
    )


def facts_of(jenis: Jenis, surat: Surat, lsp: Lsp, *, at: dt.datetime) -> Context:
    """What the letter takes from elsewhere at this moment, with the photos that may be named."""
    context = jenis.context(surat, lsp, number=surat.lembar.number, at=at)
    foto = [Choice(one.ref, one.label, one.file.sha256) for one in surat.foto_set.select_related("file").order_by("id")]
    former = surat.lembar.corrects
    computed = (
        {**context.computed, "menggantikan": former.number if former else ""} if jenis.is_letter else context.computed
    )
    return replace(context, computed=computed, choices={"foto": foto})


@action("surat.save")
def save_surat(
    jenis: Jenis, surat: Surat, posted: Posted, *,
    actor: Actor, at: dt.datetime, partial: bool = True, revision: int | None = None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep what the writer typed."""
    require(may_write(actor, jenis, surat))
    context = facts_of(jenis, surat, Lsp.objects.get(pk=actor.here), at=at)
    saved = save_lembar(
        surat.lembar, jenis.form, posted, context, as_role=jenis.writer, at=at, partial=partial, revision=revision,
        part_role=jenis.form.signatures[0].role,
    )  # fmt: skip
    record(events.SAVED, surat, new={"code": surat.code, "revision": saved[1].revision})
    return saved


@action("surat.add_foto")
def add_foto(
    jenis: Jenis, surat: Surat, content: bytes, *, name: str, label: str, actor: Actor, at: dt.datetime
) -> SuratFoto:
    """Take a photo in, encrypted under the key of the letter's case."""
    require(may_write(actor, jenis, surat))
    if surat.foto_set.count() >= MOST_FOTO:
        raise Refused(_("Paling banyak %d foto untuk satu rekaman.") % MOST_FOTO)
    good = inspect(content, name=name)
    file = store(
        [good.content],
        name=good.name,
        mime=good.mime,
        kind="foto",
        at=at,
        owner_id=actor.person_id,
        sensitive=True,
        key=surat.key,
    )
    foto = SuratFoto.objects.create(surat=surat, file=file, label=label.strip()[:160] or good.name, added_at=at)
    record(events.FOTO_ADDED, foto, new={"label": foto.label, "sha256": file.sha256})
    return foto


@action("surat.present")
def present_surat(jenis: Jenis, surat: Surat, *, actor: Actor, at: dt.datetime) -> None:
    """Show the first signer the letter with the facts and the date of this moment; later signers read what was signed."""
    lsp = Lsp.objects.get(pk=actor.here)
    require(may_sign_surat(actor, jenis, surat, lsp, at=at))
    part = current_part(surat.lembar)
    if part.ordinal == 1:
        facts = facts_of(jenis, surat, lsp, at=at)
        if jenis.is_letter:
            part = rewrite_lembar(
                surat.lembar, lambda content: _renewed(jenis, content, facts), as_role=part.role, at=at
            )
        else:
            present_lembar(surat.lembar, jenis.form, facts, as_role=part.role, at=at)
            part = current_part(surat.lembar)
    record(events.RENEWED, surat, new={"code": surat.code, "sha256": part.sha256})


def _renewed(jenis: Jenis, content: Content, facts: Context) -> Content:
    return with_answers(content, begin(jenis.form, facts, answers_in(content)))


@action("surat.sign")
def sign_surat(letters: Sequence[tuple[Jenis, Surat]], *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    """One letter or a listed batch in one act; the last signature of each makes it stand."""
    lsp = Lsp.objects.get(pk=actor.here)
    consume(proof, actor=actor, at=at)
    for jenis, given in letters:
        surat = lock(given)
        require(may_sign_surat(actor, jenis, surat, lsp, at=at))
        part = current_part(surat.lembar)
        _refuse_stale(jenis, surat, part, lsp, at=at)
        sign_lembar(surat.lembar, jenis.form, role=part.role, signer=signer(actor), proof=proof, at=at)
        record(events.SIGNED, surat, new={"code": surat.code, "role": part.role})
        if part.ordinal == len(jenis.form.signatures):
            _stand(jenis, given, lsp, actor=actor, at=at)


def _stand(jenis: Jenis, surat: Surat, lsp: Lsp, *, actor: Actor, at: dt.datetime) -> None:
    with transition(surat, "sign") as locked:
        locked.signed_at = locked.changed_at = at
        locked.outcome = jenis.outcome(locked)
    surat.refresh_from_db()
    jenis.finish(surat, lsp, actor=actor, at=at)


def _refuse_stale(jenis: Jenis, surat: Surat, part: LembarPart, lsp: Lsp, *, at: dt.datetime) -> None:
    """The first signer signs today's facts under today's date; those after add their signature alone (X1, D3)."""
    if part.ordinal > 1:
        return
    content, facts = part_content(part), facts_of(jenis, surat, lsp, at=at)
    now = _renewed(jenis, content, facts) if jenis.is_letter else begin(jenis.form, facts, content)
    if digest(cast("Mapping[str, Any]", now)) != part.sha256:  # reason: a typed dict is a mapping
        raise StaleAct(_("Isi surat berubah sejak dibuka. Baca lagi, lalu tandatangani."))
    if jenis.is_letter and day_of(part) != local_date(at, lsp.zone):
        raise StaleAct(_("Surat bertanggal lain dari hari ini. Buka lagi, lalu tandatangani."))


@action("surat.send")
def send_surat(surat: Surat, jenis: Jenis, *, actor: Actor, at: dt.datetime) -> Surat:
    """Note that a signed letter went out to somebody outside."""
    require(jenis.may_draft(actor, surat))
    with transition(surat, "send") as locked:
        locked.changed_at = at
    return surat


@action("surat.receive")
def receive_surat(jenis: Jenis, surat: Surat, *, actor: Actor, at: dt.datetime) -> Surat:
    """The one whom it names has the letter in hand (E18, SOP 1.6.6)."""
    require(may_receive(actor, jenis, surat))
    with transition(surat, "receive") as locked:
        locked.received_at = locked.changed_at = at
    return surat


@action("surat.void")
def void_surat(jenis: Jenis, surat: Surat, *, reason: str, actor: Actor, at: dt.datetime) -> Surat:
    """Call a letter back; its number is never used again, and its successor names it."""
    if not reason.strip():
        raise Refused(_("Tuliskan alasan pembatalan; alasannya tersimpan pada jejak."))
    with transition(surat, "void", reason=reason) as locked:
        require(may_void(actor, locked))
        stood, locked.changed_at = locked.status in SIGNED, at
        if locked.lembar.locked_at is None:
            void_lembar(locked.lembar, reason=reason)
    for number in LetterNumber.objects.filter(text=surat.lembar.number, taken_at=surat.drafted_at):
        void_number(number, reason=reason)
    if stood:
        jenis.undo(surat, Lsp.objects.get(pk=actor.here), actor=actor, at=at)
    return surat


@action("surat.answer")
def answer_surat(
    surat: Surat, content: bytes, *, name: str, agreed: bool, valid_from: dt.date, valid_until: dt.date,
    jenis: Jenis, actor: Actor, at: dt.datetime,
) -> Surat:  # fmt: skip
    """Keep the other LSP's reply: what it agrees to, from when until when (A2)."""
    require(jenis.may_draft(actor, surat))
    if surat.code != "PINJAM.ASESOR" or valid_until < valid_from:
        raise Refused(_("Tanggal berakhir mendahului tanggal mulai. Periksa surat balasannya."))
    asked = (surat.valid_from, surat.valid_until)
    if agreed and asked[0] and asked[1] and not asked[0] <= valid_from <= valid_until <= asked[1]:
        said = _("Yang diminta %(from)s sampai %(until)s; balasannya di luar itu. Periksa tanggalnya, atau kirim permintaan baru untuk tanggal itu.")  # fmt: skip
        raise Refused(said % {"from": f"{asked[0]:%d-%m-%Y}", "until": f"{asked[1]:%d-%m-%Y}"})
    good = inspect(content, name=name)
    file = store(
        [good.content],
        name=good.name,
        mime=good.mime,
        kind="balasan",
        at=at,
        owner_id=actor.person_id,
        sensitive=True,
        key=surat.key,
    )
    with transition(surat, "receive") as locked:
        locked.reply, locked.outcome = file, Surat.Outcome.SETUJU if agreed else Surat.Outcome.TOLAK
        locked.valid_from, locked.valid_until = valid_from, valid_until
        locked.received_at = locked.changed_at = at
    surat.refresh_from_db()
    told = {"outcome": surat.outcome, "valid_from": valid_from.isoformat(), "valid_until": valid_until.isoformat()}
    record(events.ANSWERED, surat, new=told | {"sha256": file.sha256})
    return surat
