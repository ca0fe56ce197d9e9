"""Gate 3: who may assess whom, where and when (A1–A7, A11, A14)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Membership
from sahih.institution.accounts.queries import same_human, valid_on
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.institution.asesor.policies import certificate_in_force
from sahih.institution.lsp.models import Lsp
from sahih.institution.relasi.queries import related_person_ids
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.materials.lingkup.policies import covers_skema
from sahih.materials.perangkat.policies import is_open_to
from sahih.process.jadwal.models import Jadwal, Penugasan, Peserta
from sahih.process.jadwal.queries import live_duty, live_peserta
from sahih.process.permohonan.policies import service_gaps
from sahih.process.surat.queries import loan_of

WARN_FROM = 15


@policy("jadwal.plan")
def may_plan(actor: Actor) -> Verdict:
    return allow_if(actor.may("jadwal.plan"), _("Jadwal disusun oleh Admin LSP atau Manajer Sertifikasi."))


def gate_assign(asesor: Asesor, jadwal: Jadwal, lsp: Lsp) -> list[str]:
    """Every reason why this asesor may not take this schedule; empty when they may."""
    day = jadwal.day
    verdicts = (
        _is_asesor_here(asesor, day),
        _is_at_home_or_lent(asesor, jadwal, lsp),
        certificate_in_force(asesor, day),
        covers_skema(asesor, jadwal.versi.skema, day),
        _is_free(asesor, jadwal),
        _group_fits(jadwal, lsp),
        _is_no_asesi(asesor, jadwal),
        *(_is_unrelated(asesor, peserta) for peserta in live_peserta(jadwal)),
    )
    return [str(verdict.reason) for verdict in verdicts if not verdict]


def _is_asesor_here(asesor: Asesor, day: dt.date) -> Verdict:
    held = Membership.objects.filter(valid_on(day), person_id=asesor.person_id, role=Role.ASESOR).exists()
    return allow_if(held, _("%s bukan asesor LSP ini pada tanggal asesmen.") % asesor.person.name)


def _is_at_home_or_lent(asesor: Asesor, jadwal: Jadwal, lsp: Lsp) -> Verdict:
    """A1, A2: a borrowed asesor only within the skema and the dates to which the home LSP agreed in writing."""
    return allow_if(
        asesor.home_lsp_id == lsp.pk or loan_of(asesor, jadwal.versi.skema, jadwal.day) is not None,
        _("%s berinduk pada LSP lain; belum ada surat balasan peminjaman yang mencakup skema dan tanggal ini.")
        % asesor.person.name,
    )


def _is_free(asesor: Asesor, jadwal: Jadwal) -> Verdict:
    """A3 inside this LSP, to say it early; the exclusion constraint says it for all LSPs at writing."""
    busy = Penugasan.objects.filter(asesor=asesor, is_live=True, days__contains=jadwal.day).exclude(jadwal=jadwal)
    return allow_if(not busy.exists(), _("%s sudah bertugas di tempat lain pada tanggal itu.") % asesor.person.name)


def _group_fits(jadwal: Jadwal, lsp: Lsp) -> Verdict:
    """A4: never more than the ceiling per asesor and schedule."""
    count = live_peserta(jadwal).count()
    return allow_if(
        0 < count <= lsp.group_limit,
        _("Jadwal berisi %(count)d asesi; seorang asesor menangani 1 sampai %(limit)d.")
        % {"count": count, "limit": lsp.group_limit},
    )


def group_warning(count: int) -> str:
    """A4: a word of warning from fifteen on."""
    return _("Kelompok %d asesi mendekati batas; pertimbangkan asesor kedua.") % count if count >= WARN_FROM else ""


def _is_unrelated(asesor: Asesor, peserta: Peserta) -> Verdict:
    """A10, A11: not the trainer, superior or kin of an asesi, and not the asesi themself."""
    asesi = peserta.permohonan.asesi
    near = asesor.person_id in related_person_ids(asesi) or same_human(asesor.person, asesi)
    return allow_if(
        not near,
        _("%(asesor)s mempunyai hubungan dengan asesi %(asesi)s.")
        % {"asesor": asesor.person.name, "asesi": asesi.name},
    )


def _is_no_asesi(asesor: Asesor, jadwal: Jadwal) -> Verdict:
    """17024 4.3, 7.4: a duty opens the items by which they are, or may again be, assessed themself (FX14)."""
    return allow_if(
        is_open_to(asesor.person_id, jadwal.versi.skema_id),
        _("%s sendiri asesi skema ini, atau bandingnya belum selesai; ia dapat bertugas setelah hasilnya ditetapkan atau permohonannya dibatalkan. Pilih asesor lain.")
        % asesor.person.name,
    )  # fmt: skip


@policy("penugasan.answer")
def may_answer(actor: Actor, penugasan: Penugasan) -> Verdict:
    """A7: the asesor alone says whether they are willing."""
    return first_denial(
        allow_if(actor.person_id == penugasan.asesor.person_id, _("Kesediaan dinyatakan oleh asesor yang ditunjuk.")),
        allow_if(
            penugasan.is_live and penugasan.answer == Penugasan.Answer.WAITING,
            _("Penugasan ini tidak lagi menunggu jawaban."),
        ),
    )


@policy("spt.sign")
def may_sign_spt(actor: Actor, penugasan: Penugasan, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """The Ketua, for a willing asesor, under gates asked again, before the session (A7)."""
    jadwal = penugasan.jadwal
    gaps = gate_assign(penugasan.asesor, jadwal, lsp) + jadwal_permit_gaps(jadwal, lsp)
    return first_denial(
        allow_if(actor.may("spt.sign"), _("SPT ditandatangani oleh Ketua LSP.")),
        allow_if(
            penugasan.is_live and jadwal.status == Jadwal.Status.DIKONFIRMASI, _("SPT menunggu kesediaan asesor.")
        ),
        allow_if(not gaps, " ".join(gaps)),
    )


def jadwal_permit_gaps(jadwal: Jadwal, lsp: Lsp) -> list[str]:
    """Permits and licence on the day of assessment, said once however many asesi."""
    return service_gaps((peserta.permohonan for peserta in live_peserta(jadwal)), lsp, day=jadwal.day)


@policy("peserta.answer")
def may_answer_date(actor: Actor, peserta: Peserta) -> Verdict:
    """E18: the asesi confirms the date too, or asks for another."""
    return first_denial(
        allow_if(actor.person_id == peserta.permohonan.asesi_id, _("Jadwal dikonfirmasi oleh asesi sendiri.")),
        allow_if(peserta.is_live, _("Jadwal ini tidak berlaku lagi untuk Anda.")),
    )


def is_duty_asesor(actor: Actor, jadwal: Jadwal) -> Verdict:
    """The asesor who holds the live duty, with a signed SPT."""
    duty = live_duty(jadwal)
    return first_denial(
        allow_if(duty is not None and duty.asesor.person_id == actor.person_id, _("Hanya asesor yang ditugaskan pada jadwal ini.")),
        allow_if(duty is not None and duty.spt is not None and duty.spt.locked_at, _("SPT belum terbit; asesmen belum boleh dilakukan.")),
    )  # fmt: skip
