"""Gate 4 and who may fill and sign what in a session (PL9, FX4, E7)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.documents.correcting import is_correcting
from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.refusing import is_refused
from sahih.documents.sheets import is_signed_by
from sahih.documents.surat import LETTERS
from sahih.institution.asesor.policies import certificate_in_force
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import ALLOW, Verdict, allow_if, deny, first_denial, policy
from sahih.materials.muk.policies import may_be_used
from sahih.materials.perangkat.policies import is_no_asesi
from sahih.process.asesmen.evidence import unjudged
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.perangkat import muk_stands
from sahih.process.asesmen.planned import open_instruments
from sahih.process.asesmen.queries import (
    asesmen_of_jadwal,
    closed_codes,
    sheets_by_code,
    tinjauan_of,
)
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.policies import is_duty_asesor
from sahih.process.jadwal.queries import live_duty
from sahih.process.jadwal.tempat import tuk_gaps
from sahih.process.permohonan.policies import is_on_paper, permit_gaps

# How many pieces of evidence a sentence names.
NAMED = 3
REMINDED_FOR = dt.timedelta(days=2)
# L12: what is signed by hand where the case is on paper.
BY_HAND = frozenset({"FR.AK.01", "FR.IA.01", "FR.AK.02", "FR.AK.03"})
RUNNING = (Asesmen.Status.DITINJAU, Asesmen.Status.DISETUJUI, Asesmen.Status.BERLANGSUNG)
BEFORE = (Asesmen.Status.DISIAPKAN, Asesmen.Status.DITINJAU, Asesmen.Status.DISETUJUI)
# When each sheet waits for the asesi, who may say no to it (B6).
ASKED_IN: Mapping[str, Sequence[str]] = {
    "FR.AK.07": RUNNING,
    "FR.AK.01": (Asesmen.Status.DITINJAU,),
    "TATA.TERTIB": BEFORE,
    "FR.IA.01": (Asesmen.Status.BERLANGSUNG,),
    "FR.AK.02": (Asesmen.Status.BERLANGSUNG,),
}
OPEN_ENDS = (Asesmen.Status.TIDAK_HADIR, Asesmen.Status.MUNDUR, Asesmen.Status.TIDAK_DILANJUTKAN)
DONE = (*OPEN_ENDS, Asesmen.Status.DIREKOMENDASIKAN)


@policy("asesmen.assess")
def may_assess(actor: Actor, asesmen: Asesmen) -> Verdict:
    """The asesor on duty, with a signed SPT, whose certificate holds on the day (A5, A7), and no asesi of the skema."""
    jadwal = asesmen.peserta.jadwal
    duty = live_duty(jadwal)
    return first_denial(
        is_duty_asesor(actor, jadwal),
        _is_no_asesi(actor, jadwal),
        certificate_in_force(duty.asesor, jadwal.day) if duty else deny(_("Jadwal ini belum mempunyai asesor.")),
    )


def _is_no_asesi(actor: Actor, jadwal: Jadwal) -> Verdict:
    """17024 4.3, 7.4: asked again when the duty is used; two accounts may have turned out to be one human being (D2)."""
    return allow_if(
        is_no_asesi(actor, jadwal.versi.skema_id),
        _("Anda sendiri asesi skema ini, atau banding Anda belum selesai; selama itu Anda tidak menilai asesi lain. Batalkan permohonan Anda, atau minta Admin LSP mengganti asesor jadwal ini."),
    )  # fmt: skip


def on_screen(asesmen: Asesmen) -> Verdict:
    """L12: what is signed by hand is not signed here as well."""
    return allow_if(
        not is_on_paper(asesmen.peserta.permohonan),
        _("Asesmen ini memakai kertas: lembarnya ditandatangani di kertas, lalu pindaian dan isiannya dimasukkan."),
    )


@policy("asesmen.review")
def may_review_apl02(actor: Actor, asesmen: Asesmen) -> Verdict:
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.status == Asesmen.Status.DISIAPKAN, _("FR.APL.02 asesi ini sudah ditinjau.")),
    )


@policy("asesmen.choose_rencana")
def may_choose_rencana(actor: Actor, asesmen: Asesmen) -> Verdict:
    """SOP 2.2, PL6: after the review of FR.APL.02, and while nothing that both sign was made from another plan."""
    sheet = asesmen.ak01
    begun = sheet is not None and (sheet.corrects_id is not None or is_signed_by(sheet, "asesor"))
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.status == Asesmen.Status.DITINJAU, _("Rencana asesmen dipilih setelah FR.APL.02 ditinjau dan sebelum asesmen disetujui.")),
        allow_if(asesmen.rencana is not None or asesmen.ak01 is None, _("Asesmen ini disepakati sebelum ada rencana; lanjutkan FR.AK.01.")),
        allow_if(asesmen.ak07 is None, _("FR.AK.07 sudah dibuat atas rencana ini.")),
        allow_if(not begun, _("FR.AK.01 sudah ditandatangani atas rencana ini.")),
    )  # fmt: skip


@policy("asesmen.choose_muk")
def may_choose_muk(actor: Actor, asesmen: Asesmen) -> Verdict:
    """PL10: another MUK in the place of one that may no longer be used, until the session opens.

    The plan stays, and with it the evidence that FR.AK.01 and FR.AK.07 name: what was signed is true of the new MUK too.
    """
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.rencana is not None, _("Pilih rencana asesmen dulu; MUK dipilih bersamanya.")),
        allow_if(asesmen.status in BEFORE, _("MUK diganti sebelum asesmen dibuka.")),
        allow_if(not muk_stands(asesmen), _("MUK asesmen ini masih berlaku.")),
    )


def adjustment_settled(asesmen: Asesmen) -> bool:
    """PL8: FR.AK.07 is signed by both, or was recorded as not needed; an older assessment was never asked."""
    if asesmen.ak07 is not None:
        return asesmen.ak07.locked_at is not None
    return asesmen.ak07_skipped_at is not None or asesmen.rencana is None


def unsettled(asesmen: Asesmen) -> str:
    """What FR.AK.07 waits for; an asesi who would not sign it is met halfway or not adjusted for (PL8, B6)."""
    if is_refused(asesmen.ak07, "asesi"):
        return _("Asesi menolak menandatangani FR.AK.07: sepakati penyesuaian lain dengan mengoreksinya, atau catat bahwa penyesuaian tidak jadi diperlukan.")  # fmt: skip
    return _("FR.AK.07 terbuka dan belum ditandatangani kedua pihak.")


@policy("asesmen.skip_ak07")
def may_skip_ak07(actor: Actor, asesmen: Asesmen) -> Verdict:
    """Not needed, or no longer: what both have signed stays."""
    waits = asesmen.ak07 is not None and not asesmen.ak07.locked_at
    undecided = asesmen.ak07 is None and asesmen.ak07_skipped_at is None and asesmen.status == Asesmen.Status.DITINJAU
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.status not in DONE, _("Asesmen ini sudah selesai.")),
        allow_if(waits or asesmen.rencana is not None, _("Pilih rencana asesmen dulu.")),
        allow_if(waits or undecided, _("Penyesuaian asesi ini sudah diputuskan.")),
        allow_if(
            not is_correcting(asesmen.ak07), _("FR.AK.07 ini sebuah koreksi; tandatangani, atau batalkan koreksinya.")
        ),
    )


@policy("asesmen.open_ak07")
def may_open_ak07(actor: Actor, asesmen: Asesmen) -> Verdict:
    """PL8: before pra-asesmen, in it, after it, and in the session (illness, a power cut); never amid a signing."""
    half = asesmen.ak01 is not None and not asesmen.ak01.locked_at and is_signed_by(asesmen.ak01, "asesor")
    concluded = asesmen.ak02 is not None and is_signed_by(asesmen.ak02, "asesor")
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.status in RUNNING and not concluded, _("FR.AK.07 dibuka antara tinjauan FR.APL.02 dan rekomendasi.")),
        allow_if(asesmen.rencana is not None or asesmen.ak01 is not None, _("Pilih rencana asesmen dulu.")),
        allow_if(asesmen.ak07 is None or asesmen.ak07.locked_at, _("FR.AK.07 asesi ini sudah terbuka; lanjutkan yang itu.")),
        allow_if(not half, _("FR.AK.01 menunggu tanda tangan asesi; selesaikan dulu, lalu buka FR.AK.07.")),
    )  # fmt: skip


@policy("asesmen.fill_ak07")
def may_fill_ak07(actor: Actor, asesmen: Asesmen) -> Verdict:
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.status in RUNNING and asesmen.ak07 is not None and not asesmen.ak07.locked_at, _("FR.AK.07 asesi ini tidak sedang terbuka.")),
    )  # fmt: skip


@policy("asesmen.sign_ak07_asesi")
def may_sign_ak07_asesi(actor: Actor, asesmen: Asesmen) -> Verdict:
    """The asesi agrees after the asesor has signed."""
    sheet = asesmen.ak07
    waits = sheet is not None and not sheet.locked_at and is_signed_by(sheet, "asesor")
    return first_denial(
        is_asesi(actor, asesmen),
        allow_if(waits and asesmen.status in RUNNING, _("FR.AK.07 menunggu tanda tangan asesor lebih dulu.")),
    )


@policy("asesmen.agree_asesor")
def may_fill_ak01(actor: Actor, asesmen: Asesmen) -> Verdict:
    """After the plan and the adjustment; a plan that was retired meanwhile is chosen anew, unless it was agreed on (PL10)."""
    plan = asesmen.rencana
    agreed = asesmen.ak07 is not None or (asesmen.ak01 is not None and asesmen.ak01.corrects_id is not None)
    stands = plan is None or agreed or may_be_used(plan, asesmen.peserta.permohonan.versi)
    return first_denial(
        may_assess(actor, asesmen),
        on_screen(asesmen),
        allow_if(asesmen.status == Asesmen.Status.DITINJAU and asesmen.ak01 is not None, _("FR.AK.01 terbuka setelah FR.APL.02 ditinjau, rencana asesmen dipilih, dan FR.AK.07 diputuskan.")),
        allow_if(adjustment_settled(asesmen), unsettled(asesmen)),
        allow_if(bool(stands), _("Rencana asesmen ini sudah ditarik; pilih rencana yang berlaku.")),
        muk_stands(asesmen),
    )  # fmt: skip


@policy("asesmen.agree_asesi")
def may_sign_ak01_asesi(actor: Actor, asesmen: Asesmen) -> Verdict:
    """The asesi signs for themself, after the asesor."""
    return first_denial(
        is_asesi(actor, asesmen),
        on_screen(asesmen),
        allow_if(
            asesmen.status == Asesmen.Status.DITINJAU
            and asesmen.ak01 is not None
            and is_signed_by(asesmen.ak01, "asesor"),
            _("FR.AK.01 menunggu tanda tangan asesor lebih dulu."),
        ),
    )


def is_asesi(actor: Actor, asesmen: Asesmen) -> Verdict:
    return allow_if(
        actor.person_id == asesmen.peserta.permohonan.asesi_id, _("Bagian ini hanya ditandatangani oleh asesi sendiri.")
    )


@policy("asesmen.start")
def may_start(actor: Actor, asesmen: Asesmen, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """Gate 4: consent of both (PL9), SPT, the place verified and decreed (T4), the day itself, licence and permits on that day (L7, L9)."""
    gaps = session_gaps(asesmen, lsp, at=at)
    return first_denial(may_assess(actor, asesmen), on_screen(asesmen), allow_if(not gaps, " ".join(gaps)))


def session_gaps(asesmen: Asesmen, lsp: Lsp, *, at: dt.datetime) -> list[str]:
    """Everything that keeps the session closed."""
    jadwal, gaps = asesmen.peserta.jadwal, []
    if is_refused(asesmen.ak01, "asesi"):
        gaps.append(
            _("Asesi menolak menandatangani FR.AK.01: asesmen tidak dibuka. Asesi masih dapat menandatanganinya selama asesmen belum dicatat mundur atau tidak hadir.")
        )  # fmt: skip
    elif asesmen.ak01 is None or not asesmen.ak01.locked_at:
        gaps.append(_("FR.AK.01 belum ditandatangani kedua pihak; bukti belum boleh dikumpulkan."))
    rules = asesmen.tata_tertib
    if is_refused(rules, "asesi"):
        gaps.append(_("Asesi menolak tata tertib: asesmen tidak dibuka. Asesi masih dapat menyetujuinya selama asesmen belum dicatat mundur atau tidak hadir."))  # fmt: skip
    elif rules is not None and not rules.locked_at:
        gaps.append(_("Asesi belum membaca dan menyetujui tata tertib; mintalah membukanya pada ponselnya."))
    if not adjustment_settled(asesmen):
        gaps.append(unsettled(asesmen))
    if not (muk := muk_stands(asesmen)):
        gaps.append(str(muk.reason))
    today = local_date(at, jadwal.zone)
    if today != jadwal.day:
        gaps.append(_("Asesmen dijadwalkan %s; hari ini bukan harinya.") % jadwal.day.strftime("%d-%m-%Y"))
    return gaps + tuk_gaps(jadwal, lsp) + permit_gaps(asesmen.peserta.permohonan, lsp, day=today)


@policy("asesmen.accept_rules")
def may_accept_rules(actor: Actor, asesmen: Asesmen) -> Verdict:
    """The asesi accepts the rules of the session for themself, before it opens (SOP 3.3.8)."""
    rules = asesmen.tata_tertib
    return first_denial(
        is_asesi(actor, asesmen),
        allow_if(rules is not None, _("LSP ini tidak meminta persetujuan tata tertib untuk jadwal ini.")),
        allow_if(
            rules is not None and not rules.locked_at and asesmen.status in BEFORE,
            _("Tata tertib sudah disetujui, atau asesmennya sudah dibuka."),
        ),
    )


@policy("asesmen.record")
def may_record(actor: Actor, asesmen: Asesmen) -> Verdict:
    """Instruments are filled while the session runs."""
    return first_denial(
        may_assess(actor, asesmen),
        on_screen(asesmen),
        allow_if(asesmen.status == Asesmen.Status.BERLANGSUNG, _("Asesmen belum dibuka atau sudah selesai.")),
    )


@policy("asesmen.sign_asesi")
def may_sign_asesi(actor: Actor, asesmen: Asesmen) -> Verdict:
    return first_denial(
        is_asesi(actor, asesmen),
        on_screen(asesmen),
        allow_if(asesmen.status == Asesmen.Status.BERLANGSUNG, _("Asesmen belum dibuka atau sudah selesai.")),
    )


@policy("asesmen.sign_result")
def may_sign_result(actor: Actor, asesmen: Asesmen) -> Verdict:
    """The asesi signs FR.AK.02 last: what it rests on bears their signature first, or their no (SOP 3.3.26, B6)."""
    return first_denial(
        may_sign_asesi(actor, asesmen),
        allow_if(
            asesmen.ia01 is not None and (asesmen.ia01.locked_at or is_refused(asesmen.ia01, "asesi")),
            _("Baca dan tandatangani FR.IA.01 lebih dulu; FR.AK.02 menyusul."),
        ),
    )


@policy("asesmen.judge_evidence")
def may_judge_evidence(actor: Actor, asesmen: Asesmen) -> Verdict:
    """E4: while the session runs and until the record is signed; on paper as well, for it is no sheet."""
    concluded = asesmen.ak02 is not None and is_signed_by(asesmen.ak02, "asesor")
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.status == Asesmen.Status.BERLANGSUNG, _("Bukti dinilai selama asesmen berlangsung.")),
        allow_if(not concluded, _("FR.AK.02 sudah Anda tandatangani; koreksi lembarnya dulu, lalu nilai lagi buktinya.")),
    )  # fmt: skip


@policy("asesmen.conclude")
def may_conclude(actor: Actor, asesmen: Asesmen) -> Verdict:
    """FR.AK.02 needs every planned instrument closed by the asesor, and names those that are not (FX5–FX7)."""
    running = may_record(actor, asesmen)
    if not running:
        return running
    left = open_instruments(asesmen, closed_codes(asesmen))
    return first_denial(
        allow_if(not left, _("%s belum ditutup; tandatangani dulu.") % ", ".join(left)),
        allow_if(adjustment_settled(asesmen), unsettled(asesmen)),
    )


@policy("asesmen.recommend_asesor")
def may_recommend(actor: Actor, asesmen: Asesmen) -> Verdict:
    """Gate 5: the evidence is judged (E4, SOP 3.3.28), and the process looked at before the first one of a schedule (FX9, SOP 3.3.32)."""
    verdict = first_denial(
        may_conclude(actor, asesmen), allow_if(not lacks_review(asesmen.peserta.jadwal), LACKS_REVIEW)
    )
    return is_judged(asesmen) if verdict else verdict


def is_judged(asesmen: Asesmen) -> Verdict:
    """E4: each piece of evidence has its four answers, for each elemen that it is to prove."""
    left = [one.name for one in unjudged(asesmen)]
    words = ", ".join(left[:NAMED]) + (_(" dan %d lagi") % (len(left) - NAMED) if len(left) > NAMED else "")
    return allow_if(not left, _("Nilai dulu buktinya menurut VATM (SOP 3.3.28): %s.") % words)


LACKS_REVIEW = gettext_lazy("Tinjau dulu prosesnya: FR.AK.06 jadwal ini belum Anda tandatangani (SOP 3.3.32).")


def lacks_review(jadwal: Jadwal) -> bool:
    """A group whose first recommendation stands already began under an earlier release; it is not held up."""
    first = tinjauan_of(jadwal)
    if first is not None and first.signed_at:
        return False
    return not any(one.recommendation for one in asesmen_of_jadwal(jadwal))


@policy("tinjauan.write")
def may_review_process(actor: Actor, jadwal: Jadwal) -> Verdict:
    """The asesor on duty, once an instrument was used; late too, where an earlier release went on without."""
    first = tinjauan_of(jadwal)
    used = any(one.ia01 is not None and is_signed_by(one.ia01, "asesor") for one in asesmen_of_jadwal(jadwal))
    return first_denial(
        is_duty_asesor(actor, jadwal),
        allow_if(first is None or first.signed_at is None, _("FR.AK.06 jadwal ini sudah ditandatangani.")),
        allow_if(used, _("FR.AK.06 terbuka setelah satu instrumen ditutup; tandatangani dulu FR.IA.01 seorang asesi.")),
    )


@policy("asesmen.feedback")
def may_give_feedback(actor: Actor, asesmen: Asesmen) -> Verdict:
    """FR.AK.03 is the asesi's alone, after the record was signed or its signature refused (SOP 3.3.37)."""
    return first_denial(
        is_asesi(actor, asesmen),
        on_screen(asesmen),
        allow_if(asesmen.status == Asesmen.Status.DIREKOMENDASIKAN, _("FR.AK.03 terbuka setelah FR.AK.02 Anda tandatangani.")),
        allow_if(asesmen.ak03 is None or not asesmen.ak03.locked_at, _("Umpan balik Anda sudah ditandatangani.")),
    )  # fmt: skip


@policy("asesmen.remind_feedback")
def may_remind_feedback(actor: Actor, asesmen: Asesmen) -> Verdict:
    return first_denial(
        allow_if(actor.may("keputusan.prepare"), _("Pengingat dikirim oleh yang menyiapkan rapat komite.")),
        allow_if(
            asesmen.status == Asesmen.Status.DIREKOMENDASIKAN and not (asesmen.ak03 and asesmen.ak03.locked_at),
            _("Tidak ada umpan balik yang ditunggu dari asesi ini."),
        ),
        allow_if(asesmen.ak03_waived_at is None, _("Sudah tercatat bahwa umpan balik tidak diberikan.")),
    )


@policy("asesmen.waive_feedback")
def may_waive_feedback(actor: Actor, asesmen: Asesmen, *, at: dt.datetime) -> Verdict:
    """Nobody is made to speak, and nobody's silence holds a decision for ever: reminded first, then told."""
    reminded = asesmen.ak03_reminded_at
    return first_denial(
        may_remind_feedback(actor, asesmen),
        allow_if(reminded, _("Ingatkan asesi lebih dulu.")),
        allow_if(
            reminded is not None and at >= reminded + REMINDED_FOR,
            _("Beri asesi waktu %d hari sejak diingatkan.") % REMINDED_FOR.days,
        ),
    )


def asked(asesmen: Asesmen, code: str) -> Lembar | None:
    """The sheet of this code that the asesi is asked to sign."""
    return asesmen.tata_tertib if code == "TATA.TERTIB" else sheets_by_code(asesmen).get(code)


def roles_before(code: str) -> list[str]:
    """Who signs before the asesi does."""
    form = LETTERS[code].form if code in LETTERS else FORMS[code]
    roles = [one.role for one in form.signatures]
    return roles[: roles.index("asesi")]


@policy("asesmen.refuse")
def may_refuse(actor: Actor, asesmen: Asesmen, code: str) -> Verdict:
    """The asesi themself, or the asesor who writes down what they said; over a sheet that waits for them (B6)."""
    sheet = asked(asesmen, code)
    waits = sheet is not None and not sheet.locked_at and all(is_signed_by(sheet, one) for one in roles_before(code))
    own = actor.person_id == asesmen.peserta.permohonan.asesi_id
    return first_denial(
        ALLOW if own else may_assess(actor, asesmen),
        allow_if(sheet is not None and asesmen.status in ASKED_IN.get(code, ()), _("Lembar ini tidak sedang menunggu tanda tangan asesi.")),
        allow_if(waits, _("Tandatangani dulu rekomendasi Anda pada FR.AK.02.") if code == "FR.AK.02" else _("%s menunggu tanda tangan asesor lebih dulu.") % code),
    )  # fmt: skip


@policy("asesmen.end_early")
def may_end_early(actor: Actor, asesmen: Asesmen) -> Verdict:
    """Absence and withdrawal are recorded by the asesor on duty or the office; a result that was given stays one (FX13)."""
    return first_denial(
        ALLOW if actor.may("jadwal.plan") else is_duty_asesor(actor, asesmen.peserta.jadwal),
        allow_if(not open_holds(asesmen.peserta), _("Asesi ini sudah dinilai; selesaikan atau batalkan koreksinya. Bila asesi tidak menandatangani, catat penolakannya.")),
    )  # fmt: skip


@policy("laporan.write")
def may_report(actor: Actor, jadwal: Jadwal) -> Verdict:
    return first_denial(
        is_duty_asesor(actor, jadwal),
        allow_if(jadwal.status == Jadwal.Status.DITUGASKAN, _("Laporan jadwal ini sudah selesai.")),
    )


def report_gaps(jadwal: Jadwal) -> list[str]:
    """FX8: each asesi has a signed FR.AK.02, or a recorded refusal, absence or withdrawal."""
    done = {Asesmen.Status.DIREKOMENDASIKAN, *OPEN_ENDS}
    open_ones = [one for one in asesmen_of_jadwal(jadwal) if one.status not in done]
    return [
        _("%s belum selesai: tandatangani FR.AK.02, atau catat ketidakhadiran.") % one.peserta.permohonan.asesi.name
        for one in open_ones
    ]


@policy("asesmen.see_muk")
def may_see_muk(actor: Actor, asesmen: Asesmen) -> Verdict:
    """FX14: the asesor of this assessment, who is no asesi of its skema, of the MUK that was chosen for it."""
    return first_denial(
        may_assess(actor, asesmen),
        allow_if(asesmen.muk is not None, _("Asesmen ini tidak memakai MUK dari sistem.")),
    )
