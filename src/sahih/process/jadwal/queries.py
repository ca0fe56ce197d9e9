"""Schedules as an actor may see them, who may be chosen for them, and the SPT's facts."""

import datetime as dt

from django.db.models import Q, QuerySet

from sahih.documents.content import Context, Header, Orang
from sahih.documents.vocabulary import Row
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import accounts_of, selves_of
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import ZONES
from sahih.kernel.policy import get_or_unseen
from sahih.process.jadwal.models import Jadwal, Penugasan, Peserta
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import name_on_forms, skema_header
from sahih.process.surat.queries import letter_facts


def visible_jadwal(actor: Actor) -> QuerySet[Jadwal]:
    """The office sees all, an asesor the schedules of their duties, an asesi their own."""
    everything = Jadwal.objects.select_related("versi__skema", "tuk", "key")
    if actor.may("jadwal.plan") or actor.may("asesmen.read"):
        return everything
    duties = Penugasan.objects.filter(asesor__person_id=actor.self_id, is_live=True).values("jadwal_id")
    own = Peserta.objects.filter(permohonan__asesi_id=actor.self_id, is_live=True).values("jadwal_id")
    return everything.filter(Q(pk__in=duties) | Q(pk__in=own))


def get_jadwal(actor: Actor, ref: str) -> Jadwal:
    found: Jadwal = get_or_unseen(visible_jadwal(actor), ref=ref)
    return found


def get_penugasan(actor: Actor, ref: str) -> Penugasan:
    """A duty, for its asesor, the planning office and the Ketua who signs its SPT."""
    everything = Penugasan.objects.select_related(
        "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "asesor__person", "spt__key"
    )
    if not (actor.may("jadwal.plan") or actor.may("spt.sign")):
        everything = everything.filter(asesor__person_id=actor.self_id)
    found: Penugasan = get_or_unseen(everything, ref=ref)
    return found


def get_peserta(actor: Actor, ref: str) -> Peserta:
    everything = Peserta.objects.select_related("jadwal__versi__skema", "jadwal__tuk", "permohonan__asesi")
    if not actor.may("jadwal.plan"):
        everything = everything.filter(permohonan__asesi_id=actor.self_id)
    found: Peserta = get_or_unseen(everything, ref=ref)
    return found


def live_peserta(jadwal: Jadwal) -> QuerySet[Peserta]:
    rows = jadwal.peserta_set.filter(is_live=True).select_related(
        "permohonan__asesi", "permohonan__perusahaan", "permohonan__apl01__key"
    )
    return rows.order_by("permohonan__asesi__name", "id")


def live_duty(jadwal: Jadwal) -> Penugasan | None:
    return jadwal.penugasan_set.filter(is_live=True).select_related("asesor__person", "spt__key").first()


def duty_for(person_id: int, *, skema_id: int) -> Penugasan | None:
    """A duty for this skema that this human being accepted, by NIK too, and that is not reported yet; one query."""
    running = [Jadwal.Status.DIKONFIRMASI, Jadwal.Status.DITUGASKAN]
    rows = Penugasan.objects.filter(is_live=True, answer=Penugasan.Answer.WILLING, jadwal__status__in=running)
    own = rows.filter(asesor__person__in=accounts_of(person_id), jadwal__versi__skema=skema_id)
    return own.select_related("jadwal").order_by("jadwal__day").first()


def peserta_of(permohonan: Permohonan) -> Peserta | None:
    rows = Peserta.objects.filter(permohonan=permohonan, is_live=True)
    return rows.select_related("jadwal__tuk", "jadwal__versi__skema").first()


def assessed_by(person: Person, asesi_list: list[Person]) -> list[Person]:
    """Whom of these human beings the person had a duty for, in every attempt (D2, D9)."""
    duties = Penugasan.objects.filter(asesor__person__in=selves_of([person]), answer__in=["bersedia", "diganti"])
    cases = Peserta.objects.filter(
        jadwal__in=duties.values("jadwal_id"), permohonan__asesi__in=selves_of(asesi_list)
    ).select_related("permohonan__asesi")
    return [peserta.permohonan.asesi for peserta in cases]


def unplanned(jadwal: Jadwal | None = None) -> QuerySet[Permohonan]:
    """Applications that are ready and stand on no live schedule; of the same version and way as the schedule."""
    planned = Peserta.objects.filter(is_live=True).values("permohonan_id")
    rows = Permohonan.objects.filter(status=Permohonan.Status.SIAP).exclude(pk__in=planned)
    if jadwal is not None:
        rows = rows.filter(versi=jadwal.versi, mode=jadwal.mode, medium=jadwal.medium, uji_coba=jadwal.uji_coba)
    return rows.select_related("asesi", "versi__skema", "perusahaan").order_by("changed_at", "id")


def unstudied() -> QuerySet[Permohonan]:
    """Ready for a date but for the study of how they can be assessed (SOP 1.3)."""
    return unplanned().exclude(visibilitas_set__is_live=True)


def plannable(jadwal: Jadwal | None = None) -> QuerySet[Permohonan]:
    """Who may be given a date now (E17)."""
    return unplanned(jadwal).filter(visibilitas_set__is_live=True)


def starts_at(jadwal: Jadwal) -> dt.datetime:
    """The instant of the start: the session's own zone decides."""
    return dt.datetime.combine(jadwal.day, jadwal.starts, tzinfo=ZONES[jadwal.zone])


def jadwal_header(jadwal: Jadwal, *, asesi: str = "") -> Header:
    """The identity rows of every form of an assessment."""
    duty = live_duty(jadwal)
    asesor = (Orang(duty.asesor.person.name, duty.asesor.met),) if duty else ()
    return skema_header(
        jadwal.versi, tuk_jenis=jadwal.tuk.kind.lower().replace(" ", "_"), tuk_nama=jadwal.tuk.name, asesor=asesor,
        asesi=asesi, tanggal=jadwal.day.isoformat(), mulai=f"{jadwal.starts:%H:%M}",
        selesai=f"{jadwal.ends:%H:%M} {jadwal.zone}",
    )  # fmt: skip


def spt_context(penugasan: Penugasan, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    """The SPT of one asesor: duty, place, time, and the list of participants (forms 7.1)."""
    jadwal, asesor = penugasan.jadwal, penugasan.asesor
    place = f"{jadwal.tuk.name}, {jadwal.tuk.address}" + (f" ({jadwal.meeting_link})" if jadwal.meeting_link else "")
    return Context(
        header=jadwal_header(jadwal),
        rows={"peserta": tuple(peserta_row(n, row) for n, row in enumerate(live_peserta(jadwal), 1))},
        computed=letter_facts(lsp, number=number, at=at)
        | {
            "nama_asesor": asesor.person.name,
            "reg_asesor": asesor.met,
            "asal_instansi": asesor.home_lsp.name,
            "tempat": place,
        },
    )


def peserta_row(number: int, peserta: Peserta) -> Row:
    company = peserta.permohonan.perusahaan
    cells = {
        "nomor": str(number), "nama": name_on_forms(peserta.permohonan), "perusahaan": company.name if company else "",
        "alamat": company.address if company else "", "pekerjaan": "", "telepon": "",
    }  # fmt: skip
    return Row(peserta.ref, cells)


def asesor_candidates(lsp: Lsp) -> QuerySet[Asesor]:
    """Everybody who holds the role of asesor in the LSP; the gate says who fits."""
    return (
        Asesor.objects.filter(person__memberships__lsp=lsp, person__memberships__role=Role.ASESOR)
        .select_related("person", "home_lsp")
        .distinct()
        .order_by("person__name")
    )
