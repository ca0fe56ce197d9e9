"""Plan, offer, answer, order, replace."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from sahih.documents.letters import sign_letter, take_letter_number
from sahih.documents.sheets import open_surat, void_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.documents.surat import LETTERS
from sahih.institution.asesor.models import Asesor
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.institution.tuk.models import Tuk
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.events import emit
from sahih.kernel.holds import lift_hold, open_holds, place_hold
from sahih.kernel.keys import new_data_key
from sahih.kernel.policy import Refused, Verdict, require
from sahih.kernel.workflow import lock, transition
from sahih.materials.skema.models import SkemaVersi
from sahih.process.jadwal import events
from sahih.process.jadwal.models import Jadwal, Penugasan, Peserta
from sahih.process.jadwal.policies import (
    gate_assign,
    jadwal_permit_gaps,
    may_answer,
    may_answer_date,
    may_plan,
    may_sign_spt,
)
from sahih.process.jadwal.queries import live_duty, live_peserta, peserta_of, spt_context, starts_at
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import permits_of
from sahih.process.visibilitas.policies import study_gaps

SPT = LETTERS["SPT.ASESOR"]
HOLD = "dijadwalkan"


class SlotTaken(Refused):
    """The asesor has another duty on that date, here or elsewhere (A3)."""


@action("jadwal.plan")
def plan_jadwal(
    permohonan_list: Sequence[Permohonan], *, day: dt.date, starts: dt.time, ends: dt.time, tuk: Tuk,
    actor: Actor, at: dt.datetime, meeting_link: str = "",
) -> Jadwal:  # fmt: skip
    """One date for up to twenty asesi of one version and one way of assessment."""
    require(may_plan(actor))
    lsp = Lsp.objects.get(pk=actor.here)
    versi, way = _common_way(permohonan_list, lsp)
    if unstudied := study_gaps(permohonan_list):
        raise Refused(" ".join(unstudied))
    if day < local_date(at, lsp.zone):
        raise Refused(_("Tanggal asesmen sudah lewat. Pilih hari ini atau sesudahnya."))
    if way[0] != "tatap_muka" and not meeting_link:
        raise Refused(_("Asesmen jarak jauh memerlukan tautan pertemuan."))
    jadwal = Jadwal.objects.create(
        versi=versi, mode=way[0], medium=way[1], uji_coba=way[2], day=day, starts=starts, ends=ends, zone=lsp.zone,
        tuk=tuk, meeting_link=meeting_link, asks_tuk=True, key=new_data_key(), changed_at=at,
    )  # fmt: skip
    for one in permohonan_list:
        Peserta.objects.create(jadwal=jadwal, permohonan=one)
        place_hold(
            one,
            kind=HOLD,
            reason=_("Sudah dijadwalkan %s; minta Admin LSP melepasnya dari jadwal.") % f"{day:%d-%m-%Y}",
            at=at,
        )
    gaps = jadwal_permit_gaps(jadwal, lsp)
    if gaps:
        raise Refused(" ".join(gaps))
    permits = sorted({one for case in permohonan_list for one in permits_of(case, lsp, day=day)})
    record(events.PLANNED, jadwal, new={"day": day.isoformat(), "count": len(permohonan_list), "permits": permits})
    return jadwal


def _common_way(permohonan_list: Sequence[Permohonan], lsp: Lsp) -> tuple[SkemaVersi, tuple[str, str, bool]]:
    ways = {(one.versi_id, one.mode, one.medium, one.uji_coba) for one in permohonan_list}
    if len(ways) != 1:
        raise Refused(_("Pilih asesi dari satu skema dengan cara asesmen yang sama."))
    if len(permohonan_list) > lsp.group_limit:
        raise Refused(_("Satu jadwal paling banyak %d asesi (A4).") % lsp.group_limit)
    # Locked in one order: of two officers who plan the same asesi at once, the second is told.
    for one in sorted(permohonan_list, key=lambda one: one.pk):
        if lock(one).status != Permohonan.Status.SIAP or peserta_of(one):
            raise Refused(_("%s belum siap dijadwalkan atau sudah ada di jadwal lain.") % one.asesi.name)
    _versi_id, mode, medium, uji_coba = ways.pop()
    return permohonan_list[0].versi, (mode, medium, uji_coba)


@action("jadwal.offer")
def offer_duty(jadwal: Jadwal, asesor: Asesor, *, actor: Actor, at: dt.datetime) -> Penugasan:
    """Ask an asesor who passes the gate; the date is theirs from now until they decline."""
    with transition(jadwal, "offer") as locked:
        require(may_plan(actor))
        gaps = gate_assign(asesor, locked, Lsp.objects.get(pk=actor.here))
        if gaps:
            raise Refused(" ".join(gaps))
        duty = _take_slot(locked, asesor, at=at)
        locked.changed_at = at
    record(events.OFFERED, duty, new={"met": asesor.met, "day": jadwal.day.isoformat()})
    _tell(
        asesor, _("Penugasan asesmen %s") % jadwal.day.strftime("%d-%m-%Y"), _("Nyatakan kesediaan Anda pada aplikasi.")
    )
    return duty


def _take_slot(jadwal: Jadwal, asesor: Asesor, *, at: dt.datetime) -> Penugasan:
    days = DateRange(jadwal.day, jadwal.day + dt.timedelta(days=1))
    try:
        with transaction.atomic():
            return Penugasan.objects.create(jadwal=jadwal, asesor=asesor, days=days, offered_at=at)
    except IntegrityError as error:
        raise SlotTaken(_("%s sudah bertugas di tempat lain pada tanggal itu.") % asesor.person.name) from error


@action("penugasan.confirm")
def confirm_duty(penugasan: Penugasan, *, outside_duties: str, actor: Actor, at: dt.datetime) -> Penugasan:
    """The asesor is willing and declares duties outside this installation (A7, A14); the SPT is drafted."""
    require(may_answer(actor, penugasan))
    lsp = Lsp.objects.get(pk=actor.here)
    gaps = gate_assign(penugasan.asesor, penugasan.jadwal, lsp)
    if gaps:
        raise Refused(" ".join(gaps))
    with transition(penugasan.jadwal, "confirm") as jadwal:
        require(_may_still_answer(actor, penugasan))
        number = take_letter_number(
            SPT.form.code, kind="SPT", pattern=lsp.letter_pattern, uji_coba=jadwal.uji_coba, at=at, zone=lsp.zone
        ).text
        penugasan.spt = open_surat(
            SPT, spt_context(penugasan, lsp, number=number, at=at), number=number, key=jadwal.key,
            uji_coba=jadwal.uji_coba, at=at,
        )  # fmt: skip
        jadwal.changed_at = at
    penugasan.answer, penugasan.answered_at, penugasan.outside_duties = Penugasan.Answer.WILLING, at, outside_duties
    penugasan.save(update_fields=["answer", "answered_at", "outside_duties", "spt"])
    record(events.ANSWERED, penugasan, new={"answer": "bersedia", "outside_duties": outside_duties})
    return penugasan


@action("penugasan.decline")
def decline_duty(penugasan: Penugasan, *, reason: str, actor: Actor, at: dt.datetime) -> Penugasan:
    """The asesor cannot; the date is free again and the office finds another."""
    require(may_answer(actor, penugasan))
    with transition(penugasan.jadwal, "decline", reason=reason) as jadwal:
        require(_may_still_answer(actor, penugasan))
        jadwal.changed_at = at
    _end_duty(penugasan, Penugasan.Answer.UNWILLING, reason=reason, at=at)
    return penugasan


def _may_still_answer(actor: Actor, penugasan: Penugasan) -> Verdict:
    """Asked again under the schedule's lock: the duty may have gone to another while its page was open."""
    penugasan.refresh_from_db(fields=["answer", "is_live"])
    return may_answer(actor, penugasan)


def _end_duty(penugasan: Penugasan, answer: str, *, reason: str, at: dt.datetime) -> None:
    penugasan.answer, penugasan.is_live, penugasan.reason, penugasan.answered_at = answer, False, reason, at
    penugasan.save(update_fields=["answer", "is_live", "reason", "answered_at"])
    record(events.ANSWERED, penugasan, new={"answer": answer}, reason=reason)
    if penugasan.spt is not None and not penugasan.spt.locked_at:
        void_lembar(penugasan.spt, reason=reason)


@action("jadwal.replace")
def replace_asesor(jadwal: Jadwal, *, reason: str, actor: Actor, at: dt.datetime) -> Jadwal:
    """The asesor fell ill or is barred: end the duty; the old SPT stays readable, a new one will name the successor."""
    if not reason.strip():
        raise Refused(_("Tuliskan alasan penggantian asesor."))
    with transition(jadwal, "replace", reason=reason) as locked:
        require(may_plan(actor))
        running = open_holds(locked)
        if running:
            raise Refused("; ".join(hold.reason for hold in running))
        duty = live_duty(locked)
        if duty is not None:
            _end_duty(duty, Penugasan.Answer.REPLACED, reason=reason, at=at)
        locked.changed_at = at
    return jadwal


@action("spt.sign")
def sign_spt(penugasan_list: Sequence[Penugasan], *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    """The Ketua signs one SPT or a listed batch in one act; no letter, no assessment (A7)."""
    lsp = Lsp.objects.get(pk=actor.here)
    consume(proof, actor=actor, at=at)
    for penugasan in penugasan_list:
        require(may_sign_spt(actor, penugasan, lsp, at=at))
        if at >= starts_at(penugasan.jadwal):
            raise Refused(_("SPT harus bertanggal sebelum asesmen dimulai. Susun ulang jadwalnya."))
        assert penugasan.spt is not None
        with transition(penugasan.jadwal, "order") as jadwal:
            sign_letter(penugasan.spt, signer=signer(actor), proof=proof, at=at, zone=lsp.zone)
            jadwal.changed_at = at
        emit(events.JadwalOrdered(jadwal_id=penugasan.jadwal_id))
        _tell(penugasan.asesor, _("SPT %s terbit") % penugasan.spt.number, _("Baca dan tandai diterima pada aplikasi."))


@action("spt.receive")
def receive_spt(penugasan: Penugasan, *, actor: Actor, at: dt.datetime) -> None:
    """The asesor has the letter in hand (E18, SOP 1.6.6)."""
    is_theirs = actor.person_id == penugasan.asesor.person_id and penugasan.is_live
    if not is_theirs or penugasan.spt is None or not penugasan.spt.locked_at:
        raise Refused(_("Penerimaan SPT dicatat oleh asesor yang ditugaskan, setelah SPT terbit."))
    penugasan.spt_received_at = at
    penugasan.save(update_fields=["spt_received_at"])
    record(events.SPT_RECEIVED, penugasan)


@action("peserta.confirm")
def confirm_date(peserta: Peserta, *, actor: Actor, at: dt.datetime) -> None:
    require(may_answer_date(actor, peserta))
    peserta.confirmed_at, peserta.wish = at, ""
    peserta.save(update_fields=["confirmed_at", "wish"])
    record(events.ASESI_ANSWERED, peserta, new={"confirmed": True})


@action("peserta.wish")
def wish_other_date(peserta: Peserta, *, wish: str, actor: Actor, at: dt.datetime) -> None:
    """The asesi asks for another date; the office decides."""
    require(may_answer_date(actor, peserta))
    if not wish.strip():
        raise Refused(_("Tuliskan tanggal yang Anda usulkan dan alasannya."))
    peserta.confirmed_at, peserta.wish = None, wish
    peserta.save(update_fields=["confirmed_at", "wish"])
    record(events.ASESI_ANSWERED, peserta, new={"confirmed": False, "wish": wish})


@action("peserta.leave")
def leave_jadwal(peserta: Peserta, *, reason: str, actor: Actor, at: dt.datetime) -> None:
    """Take an asesi off a schedule whose SPT does not name them yet; they become free for another."""
    require(may_plan(actor))
    status = lock(peserta.jadwal).status  # the asesor may be confirming: the SPT lists who is there then
    if not Peserta.objects.filter(pk=peserta.pk, is_live=True).exists():
        raise Refused(_("Asesi ini sudah tidak ada pada jadwal ini."))
    if status == Jadwal.Status.DITUGASKAN:
        raise Refused(_("SPT sudah terbit; catat ketidakhadiran atau pengunduran diri pada asesmen."))
    # After the report, whoever was not assessed is free for another date; a result places a hold.
    if status == Jadwal.Status.SELESAI and open_holds(peserta):
        raise Refused(_("Asesi ini sudah dinilai pada jadwal ini; keputusan komite yang menentukan."))
    if status == Jadwal.Status.DIKONFIRMASI:
        raise Refused(
            _("SPT sudah disusun dan memuat asesi ini. Pilih Ganti asesor dulu, keluarkan asesi, lalu tawarkan lagi.")
        )
    peserta.is_live = False
    peserta.save(update_fields=["is_live"])
    _release(peserta, at=at)
    record(events.LEFT, peserta, reason=reason)


def _release(peserta: Peserta, *, at: dt.datetime) -> None:
    for hold in open_holds(peserta.permohonan):
        if hold.kind == HOLD:
            lift_hold(hold, at=at)


@action("jadwal.cancel")
def cancel_jadwal(jadwal: Jadwal, *, reason: str, actor: Actor, at: dt.datetime) -> Jadwal:
    """Call the date off before its SPT; everybody is free again."""
    if not reason.strip():
        raise Refused(_("Tuliskan alasan pembatalan jadwal."))
    with transition(jadwal, "cancel", reason=reason) as locked:
        require(may_plan(actor))
        duty = live_duty(locked)
        if duty is not None:
            _end_duty(duty, Penugasan.Answer.REPLACED, reason=reason, at=at)
        for peserta in live_peserta(locked):
            peserta.is_live = False
            peserta.save(update_fields=["is_live"])
            _release(peserta, at=at)
        locked.changed_at = at
    return jadwal


def _tell(asesor: Asesor, title: str, text: str) -> None:
    outbox.tell(asesor.person, title, text)
