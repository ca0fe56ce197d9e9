"""Gate 6: who may sit, what must lie on the table, in which order the papers follow (D1–D8)."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import is_among, people_with, same_human
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.institution.relasi.queries import related_asesi
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.process.asesmen.models import Asesmen
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import assessed_by
from sahih.process.kaji_ulang.queries import decision_waits
from sahih.process.keputusan.models import Keputusan, Rapat
from sahih.process.keputusan.queries import (
    decidable,
    keputusan_of_rapat,
    meeting_date,
    members_of,
    record_states,
    tally_of,
)
from sahih.process.permohonan.policies import service_gaps


@policy("keputusan.prepare")
def may_prepare(actor: Actor) -> Verdict:
    return allow_if(
        actor.may("keputusan.prepare"), _("Rapat komite disiapkan oleh Admin LSP atau Manajer Sertifikasi.")
    )


def bars_to_sit(person: Person, jadwal: Jadwal) -> list[str]:
    """D2: no member who assessed, trained or is near any of these asesi, in any attempt, by NIK and not by account."""
    asesi_list = [asesmen.peserta.permohonan.asesi for asesmen in decidable(jadwal)]
    assessed, near = assessed_by(person, asesi_list), related_asesi(person, asesi_list)
    found = []
    for asesi in asesi_list:
        if same_human(person, asesi):
            found.append(_("%(name)s adalah asesi %(asesi)s sendiri.") % {"name": person.name, "asesi": asesi.name})
        elif is_among(asesi, assessed):
            found.append(
                _("%(name)s pernah mengases %(asesi)s; asesor tidak ikut memutuskan.")
                % {"name": person.name, "asesi": asesi.name}
            )
        elif is_among(asesi, near):
            found.append(
                _("%(name)s mempunyai hubungan dengan asesi %(asesi)s.") % {"name": person.name, "asesi": asesi.name}
            )
    return found


def gate_decide(jadwal: Jadwal, lsp: Lsp, *, day: dt.date) -> list[str]:
    """D5, E8: report signed and reviewed, licence and permits in force (L7, L9), and every required record of every case on the table."""
    gaps: list[str] = []
    if jadwal.status != Jadwal.Status.SELESAI:
        gaps.append(_("FR.AK.05 belum ditandatangani asesor."))
    gaps += decision_waits(jadwal)
    cases = decidable(jadwal)
    gaps += service_gaps((one.peserta.permohonan for one in cases), lsp, day=day)
    if not cases:
        gaps.append(_("Tidak ada asesmen dengan rekomendasi pada jadwal ini; tidak ada yang diputuskan."))
    for asesmen in cases:
        gaps += record_gaps(asesmen)
    return gaps


def seating_gaps(
    jadwal: Jadwal, people: Sequence[Person], lsp: Lsp, *, meets_at: dt.datetime, at: dt.datetime
) -> list[str]:
    """Why this committee may not be appointed: the table is not complete, somebody may not sit, too few, too late."""
    gaps = gate_decide(jadwal, lsp, day=local_date(at, lsp.zone))
    gaps += _not_of_committee(people, day=local_date(at, lsp.zone))
    gaps += [bar for person in people for bar in bars_to_sit(person, jadwal)]
    if len({person.pk for person in people}) < lsp.quorum:
        gaps.append(_("Komite paling sedikit %d orang.") % lsp.quorum)
    if meets_at < at:
        gaps.append(_("Waktu rapat sudah lewat."))
    return gaps


def _not_of_committee(people: Sequence[Person], *, day: dt.date) -> list[str]:
    """A seat is for who holds the role, and one each: nobody else may vote, and such a meeting would never close (D6)."""
    appointed = set(people_with(Role.KOMITE, day=day))
    gaps = [_("%s tidak diangkat sebagai Komite Teknis.") % one.name for one in people if one not in appointed]
    if len(set(people)) < len(people):
        gaps.append(_("Seorang anggota tercantum dua kali."))
    return gaps


def record_gaps(asesmen: Asesmen) -> list[str]:
    """What this case still lacks; what the system cannot make yet bars all but a rehearsal (D5, L11)."""
    rehearses = asesmen.peserta.permohonan.uji_coba
    name = asesmen.peserta.permohonan.asesi.name
    return [
        _("%(name)s: %(code)s %(state)s.") % {"name": name, "code": one.code, "state": one.state}
        for one in record_states(asesmen)
        if one.state == "belum ada" or (one.state == "belum tersedia" and not rehearses)
    ]


@policy("keputusan.appoint")
def may_sign_decree(actor: Actor, rapat: Rapat, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """The Ketua signs the SK of the committee and the SK of the result; never while a vote is his own."""
    sits = members_of(rapat).filter(person_id=actor.self_id).exists()
    cases = (one.asesmen.peserta.permohonan for one in keputusan_of_rapat(rapat))
    gaps = service_gaps(cases, lsp, day=local_date(at, lsp.zone))
    return first_denial(
        allow_if(actor.may("keputusan.sign"), _("SK ditandatangani oleh Ketua LSP.")),
        allow_if(not sits, _("Ketua LSP yang duduk dalam komite tidak menetapkan hasilnya sendiri.")),
        allow_if(not gaps, " ".join(gaps)),
    )


@policy("keputusan.vote")
def may_vote(actor: Actor, keputusan: Keputusan) -> Verdict:
    """A member of this meeting, in person, who did not assess this asesi (D2, D6)."""
    member = members_of(keputusan.rapat).filter(person_id=actor.self_id).first()
    bars = bars_to_sit(member.person, keputusan.rapat.jadwal) if member else []
    return first_denial(
        allow_if(
            actor.may("keputusan.vote") and member is not None, _("Suara hanya diberikan anggota komite rapat ini.")
        ),
        allow_if(not bars, " ".join(bars)),
        allow_if(
            keputusan.status == Keputusan.Status.DIBAHAS and keputusan.rapat.status == Rapat.Status.DIUNDANG,
            _("Pemungutan suara belum dibuka atau sudah ditutup dengan berita acara."),
        ),
    )


def may_vote_now(actor: Actor, keputusan: Keputusan, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """What the page asks before it shows the form: D3 too, which the act asks by itself."""
    return first_denial(may_vote(actor, keputusan), order_of_dates(keputusan.rapat, lsp, at=at))


@policy("keputusan.minutes")
def may_sign_minutes(actor: Actor, rapat: Rapat) -> Verdict:
    return first_denial(
        allow_if(
            members_of(rapat).filter(person_id=actor.self_id).exists(),
            _("Berita acara ditandatangani anggota komite rapat ini."),
        ),
        allow_if(rapat.status == Rapat.Status.DIPUTUSKAN, _("Berita acara menunggu suara lengkap.")),
    )


def open_votes(rapat: Rapat, lsp: Lsp) -> list[str]:
    """D6: who still has no outcome, and why: votes missing, below quorum, tied."""
    found = []
    for keputusan in keputusan_of_rapat(rapat):
        count = tally_of(keputusan, lsp)
        name = keputusan.asesmen.peserta.permohonan.asesi.name
        if count.missing:
            found.append(_("%(name)s: %(count)d suara belum masuk.") % {"name": name, "count": count.missing})
        elif not count.outcome and count.kompeten == count.belum:
            found.append(
                _("%s: suara seri. Bahas lagi dan beri suara ulang; seri tidak pernah berarti kompeten.") % name
            )
        elif not count.outcome:
            found.append(_("%(name)s: komite di bawah kuorum %(quorum)d.") % {"name": name, "quorum": lsp.quorum})
    return found


def order_of_dates(rapat: Rapat, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """D3: the papers' dates never run backwards."""
    return allow_if(
        local_date(at, lsp.zone) >= meeting_date(rapat, lsp),
        _("Rapat dijadwalkan %s; suara dan berita acara tidak boleh mendahuluinya.") % meeting_date(rapat, lsp).strftime("%d-%m-%Y"),
    )  # fmt: skip


def before_meeting(rapat: Rapat, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """D3: a committee is appointed and invited before it meets."""
    return allow_if(
        at <= rapat.meets_at,
        _("Rapat dijadwalkan %s dan sudah lewat. Minta Admin menyusun ulang rapatnya dengan tanggal baru.")
        % meeting_date(rapat, lsp).strftime("%d-%m-%Y"),
    )
