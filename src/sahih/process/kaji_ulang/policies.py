"""Who reviews a schedule, and what must lie there first (D9, E8, FX9)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.documents.correcting import is_correcting
from sahih.documents.sheets import is_signed_by
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import is_among, people_with, same_human
from sahih.institution.accounts.roles import Role
from sahih.institution.relasi.queries import related_asesi
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import may_read_items
from sahih.process.asesmen.correctable import is_undecided
from sahih.process.asesmen.queries import tinjauan_of
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.policies import is_duty_asesor
from sahih.process.jadwal.queries import assessed_by, live_peserta
from sahih.process.kaji_ulang.models import KajiUlang, Perbaikan, Temuan
from sahih.process.kaji_ulang.queries import ROLES, former_stands, sheet_of, unsigned


@policy("kaji_ulang.compose")
def may_compose_review(actor: Actor) -> Verdict:
    return allow_if(actor.may("keputusan.prepare"), _("Kaji ulang disusun oleh yang menyiapkan keputusan di LSP ini."))


def bars_to_review(person: Person, jadwal: Jadwal) -> list[str]:
    """D9: not the asesor of one of these asesi in any attempt, not an asesi, not near to one; by NIK, not by account."""
    asesi_list = [one.permohonan.asesi for one in live_peserta(jadwal)]
    assessed, near = assessed_by(person, asesi_list), related_asesi(person, asesi_list)
    found = []
    for asesi in asesi_list:
        names = {"name": person.name, "asesi": asesi.name}
        if same_human(person, asesi):
            found.append(_("%(name)s adalah asesi %(asesi)s sendiri.") % names)
        elif is_among(asesi, assessed):
            found.append(_("%(name)s pernah mengases %(asesi)s; kaji ulang dilakukan orang lain.") % names)
        elif is_among(asesi, near):
            found.append(_("%(name)s mempunyai hubungan dengan asesi %(asesi)s.") % names)
    return found


def review_gaps(jadwal: Jadwal) -> list[str]:
    """FX9: the review needs FR.AK.05, and the first FR.AK.06 that it looks at again."""
    gaps, first = [], tinjauan_of(jadwal)
    if jadwal.status != Jadwal.Status.SELESAI:
        gaps.append(_("FR.AK.05 belum ditandatangani asesor."))
    if first is None or not first.signed_at:
        gaps.append(_("FR.AK.06 yang pertama belum ditandatangani asesor (SOP 3.3.32)."))
    return gaps


def appointing_gaps(person: Person, jadwal: Jadwal, *, day: dt.date) -> list[str]:
    """Why this penyelia may not be ordered for this schedule."""
    gaps = review_gaps(jadwal)
    if person not in set(people_with(Role.PENYELIA, day=day)):
        gaps.append(_("%s tidak diangkat sebagai Asesor Penyelia.") % person.name)
    return gaps + bars_to_review(person, jadwal)


@policy("kaji_ulang.order")
def may_order_review(actor: Actor, kaji: KajiUlang) -> Verdict:
    """The Ketua, never for themself, under the bars asked again."""
    bars = bars_to_review(kaji.penyelia, kaji.jadwal)
    return first_denial(
        allow_if(actor.may("spt.sign"), _("SPT ditandatangani oleh Ketua LSP.")),
        allow_if(actor.person_id != kaji.penyelia_id, _("SPT untuk diri sendiri tidak ditandatangani sendiri.")),
        allow_if(not bars, " ".join(bars)),
    )


@policy("kaji_ulang.receive")
def may_receive_order(actor: Actor, kaji: KajiUlang) -> Verdict:
    return first_denial(
        _is_penyelia(actor, kaji),
        allow_if(
            kaji.spt is not None and kaji.spt.locked_at and kaji.spt_received_at is None,
            _("Tidak ada SPT yang menunggu ditandai diterima."),
        ),
    )


def _is_penyelia(actor: Actor, kaji: KajiUlang) -> Verdict:
    return allow_if(
        actor.person_id is not None and actor.person_id == kaji.penyelia_id,
        _("Kaji ulang ini dilakukan oleh penyelia yang ditugaskan."),
    )


@policy("kaji_ulang.review")
def may_review(actor: Actor, kaji: KajiUlang) -> Verdict:
    """The penyelia of the order, while it runs; relations declared meanwhile bar too (D9)."""
    bars = bars_to_review(kaji.penyelia, kaji.jadwal) if actor.person_id == kaji.penyelia_id else []
    return first_denial(
        _is_penyelia(actor, kaji),
        allow_if(not bars, " ".join(bars)),
        allow_if(kaji.status != KajiUlang.Status.DISUSUN, _("SPT Anda belum ditandatangani Ketua LSP.")),
        allow_if(kaji.status != KajiUlang.Status.DIKEMBALIKAN, _("Temuan masih menunggu jawaban asesor.")),
        allow_if(kaji.status == KajiUlang.Status.DITUGASKAN, _("Kaji ulang ini sudah selesai.")),
        allow_if(not _lacks_first(kaji), _("FR.AK.06 yang pertama sedang dikoreksi asesor; lanjutkan setelah ditandatangani.")),
    )  # fmt: skip


def _lacks_first(kaji: KajiUlang) -> bool:
    first = tinjauan_of(kaji.jadwal)
    return first is None or first.signed_at is None


@policy("kaji_ulang.correct")
def may_correct_review(actor: Actor, kaji: KajiUlang, code: str) -> Verdict:
    """The penyelia their own signed sheet, until a committee is composed over the schedule (FX13)."""
    sheet = sheet_of(kaji, code)
    is_signed = sheet is not None and is_signed_by(sheet, ROLES[code])
    return first_denial(
        _is_penyelia(actor, kaji),
        is_undecided(kaji.jadwal),
        allow_if(is_signed, _("%s belum Anda tandatangani; ubah saja isinya.") % code),
        allow_if(kaji.can("correct"), _("Temuan masih menunggu jawaban asesor.")),
    )


@policy("kaji_ulang.drop_correction")
def may_drop_review_correction(actor: Actor, kaji: KajiUlang, code: str) -> Verdict:
    begun = is_correcting(sheet_of(kaji, code))
    return first_denial(
        _is_penyelia(actor, kaji),
        allow_if(begun, _("Tidak ada koreksi %s yang belum ditandatangani.") % code),
        allow_if(kaji.status == KajiUlang.Status.DITUGASKAN, _("Temuan masih menunggu jawaban asesor.")),
        allow_if(not begun or former_stands(kaji, code), _("Yang ditinjau lembar lama sudah berubah. Tandatangani lembar yang baru.")),
    )  # fmt: skip


@policy("kaji_ulang.find")
def may_find(actor: Actor, kaji: KajiUlang) -> Verdict:
    """A finding goes back while the review runs, and beside others that still wait."""
    open_in = (KajiUlang.Status.DITUGASKAN, KajiUlang.Status.DIKEMBALIKAN)
    return first_denial(
        _is_penyelia(actor, kaji),
        allow_if(kaji.status in open_in, _("Temuan dicatat selama kaji ulang berjalan.")),
    )


@policy("kaji_ulang.replace")
def may_replace(actor: Actor, kaji: KajiUlang) -> Verdict:
    """Another penyelia, as long as this one has signed nothing."""
    return first_denial(
        may_compose_review(actor),
        allow_if(
            kaji.ak06 is None or (len(unsigned(kaji)) == 2 and not any(_corrects(kaji))),
            _("Penyelia sudah menandatangani lembar kaji ulang; ia tidak dapat diganti lagi."),
        ),
    )


def _corrects(kaji: KajiUlang) -> list[bool]:
    """What is being corrected was signed before."""
    return [sheet.corrects_id is not None for sheet in (kaji.ak06, kaji.va) if sheet is not None]


@policy("temuan.answer")
def may_answer_finding(actor: Actor, temuan: Temuan) -> Verdict:
    return first_denial(
        is_duty_asesor(actor, temuan.kaji.jadwal),
        allow_if(temuan.answered_at is None, _("Temuan ini sudah dijawab.")),
    )


@policy("perbaikan.close")
def may_close_improvement(actor: Actor, perbaikan: Perbaikan) -> Verdict:
    return first_denial(
        allow_if(actor.may("mutu.improve"), _("Perbaikan dijawab oleh yang bertanggung jawab atas mutu.")),
        allow_if(perbaikan.answered_at is None, _("Perbaikan ini sudah dijawab.")),
    )


@policy("perbaikan.note_results")
def may_note_results(actor: Actor, muk: Muk) -> Verdict:
    """Who answers for quality, and the system where it counts by itself; of a MUK that was in use."""
    return first_denial(
        allow_if(actor.is_system or actor.may("mutu.improve"), _("Hasil butir dicatat oleh yang bertanggung jawab atas mutu.")),
        allow_if(muk.validated_at, _("MUK ini belum pernah dipakai; butirnya belum punya hasil.")),
    )  # fmt: skip


@policy("perbaikan.note_finding")
def may_note_finding(actor: Actor, muk: Muk, *, day: dt.date) -> Verdict:
    """An asesor who may read the items, or who answers for quality; a draft is changed at once instead (FX9)."""
    return first_denial(
        allow_if(actor.has(Role.ASESOR) or actor.may("mutu.improve"), _("Temuan dicatat oleh asesor atau yang bertanggung jawab atas mutu.")),
        allow_if(muk.validated_at, _("MUK yang masih disusun diubah langsung oleh penyusunnya; temuan dicatat pada MUK yang sudah disahkan.")),
        may_read_items(actor, muk, day=day),
    )  # fmt: skip
