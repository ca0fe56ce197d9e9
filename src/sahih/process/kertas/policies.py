"""Who prints, files and types, and who confirms: never the same human being (L12)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.process.asesmen.correctable import CORRECTED_IN, is_undecided, not_correctable
from sahih.process.asesmen.models import Asesmen, Vatm
from sahih.process.asesmen.perangkat import muk_stood
from sahih.process.asesmen.policies import LACKS_REVIEW, OPEN_ENDS, is_judged, lacks_review
from sahih.process.asesmen.queries import overtaken_by
from sahih.process.jadwal.models import Penugasan
from sahih.process.jadwal.policies import is_duty_asesor
from sahih.process.jadwal.tempat import tuk_gaps
from sahih.process.kertas.models import LembarKertas
from sahih.process.permohonan.policies import is_on_paper, permit_gaps

Status = Asesmen.Status


@policy("kertas.handle")
def may_handle(actor: Actor, asesmen: Asesmen) -> Verdict:
    """The office or the asesor on duty prints, files scans and types; nobody for themself."""
    is_asesor = bool(is_duty_asesor(actor, asesmen.peserta.jadwal))
    return first_denial(
        allow_if(is_on_paper(asesmen.peserta.permohonan), _("Asesmen ini tidak memakai jalur kertas.")),
        allow_if(
            is_asesor or actor.may("jadwal.plan"),
            _("Lembar kertas diurus Admin LSP atau asesor yang bertugas."),
        ),
        allow_if(actor.person_id != asesmen.peserta.permohonan.asesi_id, _("Lembar sendiri diurus oleh orang lain.")),
        allow_if(asesmen.status not in OPEN_ENDS, _("Asesmen ini sudah berakhir tanpa hasil.")),
    )


@policy("kertas.enter")
def may_enter(actor: Actor, kertas: LembarKertas) -> Verdict:
    """Typing needs the scan, and the sheets before it confirmed."""
    gaps = entry_gaps(kertas)
    return first_denial(
        may_handle(actor, kertas.asesmen),
        allow_if(
            kertas.status in {LembarKertas.Status.DIPINDAI, LembarKertas.Status.DIKEMBALIKAN},
            _("Lembar ini tidak sedang menunggu isian."),
        ),
        allow_if(not gaps, " ".join(gaps)),
    )


def entry_gaps(kertas: LembarKertas) -> list[str]:
    """E4, FX6, FX9, PL9: a record is typed after what it rests on is confirmed."""
    asesmen = kertas.asesmen
    if kertas.code == "FR.AK.01":
        reviewed = asesmen.status != Status.DISIAPKAN
        return [] if reviewed else [_("FR.APL.02 belum ditinjau asesor; FR.AK.01 terbuka sesudahnya.")]
    if kertas.code == "FR.IA.01":
        agreed = asesmen.ak01 is not None and asesmen.ak01.locked_at
        return [] if agreed else [_("Konfirmasikan FR.AK.01 lebih dulu; FR.IA.01 menyusul.")]
    if kertas.code == "FR.AK.03":
        done = asesmen.ak03 is not None
        return [] if done else [_("Konfirmasikan FR.AK.02 lebih dulu; umpan balik menyusul.")]
    if asesmen.ia01 is None or not asesmen.ia01.locked_at:
        return [_("Konfirmasikan FR.IA.01 lebih dulu; matriks FR.AK.02 dihitung darinya.")]
    judged = is_judged(asesmen)
    return [str(LACKS_REVIEW)] * lacks_review(asesmen.peserta.jadwal) + [str(judged.reason)] * (not judged)


@policy("kertas.confirm")
def may_confirm(actor: Actor, kertas: LembarKertas) -> Verdict:
    """Another human being than the one who typed, and never the asesor, who judged what is confirmed here."""
    asesmen = kertas.asesmen
    ever_on_duty = Penugasan.objects.filter(jadwal=asesmen.peserta.jadwal, asesor__person_id=actor.self_id).exists()
    return first_denial(
        allow_if(
            actor.may("jadwal.plan") or actor.has(Role.PENYELIA),
            _("Isian kertas dikonfirmasi asesor penyelia atau Admin LSP lain."),
        ),
        allow_if(not ever_on_duty, _("Asesor tidak mengonfirmasi lembar asesmennya sendiri.")),
        allow_if(
            actor.person_id != asesmen.peserta.permohonan.asesi_id, _("Lembar sendiri dikonfirmasi oleh orang lain.")
        ),
        allow_if(kertas.status == LembarKertas.Status.DIENTRI, _("Lembar ini tidak sedang menunggu konfirmasi.")),
        allow_if(
            actor.person_id != kertas.entered_by_id,
            _("Anda yang mengetik isian ini; konfirmasinya oleh orang lain."),
        ),
    )


def is_overtaken(kertas: LembarKertas) -> bool:
    """E4: an evidence was judged after FR.AK.02 was handed in, so what was typed no longer says what is known."""
    judged = Vatm.objects.filter(asesmen=kertas.asesmen, recorded_at__gt=kertas.entered_at or kertas.changed_at)
    return kertas.code == "FR.AK.02" and judged.exists()


@policy("kertas.correct")
def may_correct_kertas(actor: Actor, kertas: LembarKertas) -> Verdict:
    """Who may type may begin a correction of what was confirmed, until a committee is composed (FX13)."""
    asesmen = kertas.asesmen
    return first_denial(
        may_handle(actor, asesmen),
        is_undecided(asesmen.peserta.jadwal),
        allow_if(kertas.status == LembarKertas.Status.SAH, _("Lembar ini belum dikonfirmasi; ubah saja isiannya.")),
        allow_if(asesmen.status in CORRECTED_IN[kertas.code], not_correctable(kertas.code)),
    )


@policy("kertas.drop_correction")
def may_drop_kertas(actor: Actor, kertas: LembarKertas) -> Verdict:
    """A correction that nobody confirmed; never back to a record under which something else was corrected since."""
    begun = kertas.corrects_id is not None and kertas.can("drop")
    newer = overtaken_by(kertas.asesmen, kertas.code) if begun else []
    way = _("%(other)s dikoreksi sesudahnya, sehingga %(code)s yang lama tidak lagi sesuai. Konfirmasikan lembar yang baru.")  # fmt: skip
    return first_denial(
        may_handle(actor, kertas.asesmen),
        allow_if(begun, _("Tidak ada koreksi lembar ini yang belum dikonfirmasi.")),
        allow_if(not newer, way % {"other": ", ".join(newer), "code": kertas.code}),
    )


def paper_session_gaps(asesmen: Asesmen, lsp: Lsp, *, at: dt.datetime) -> list[str]:
    """Gate 4 for a session that was held on paper: the day has come; the MUK and the permits of that very day (PL10, L7, L9)."""
    jadwal = asesmen.peserta.jadwal
    gaps = [] if local_date(at, jadwal.zone) >= jadwal.day else [_("Hari asesmen belum tiba.")]
    if not (muk := muk_stood(asesmen, jadwal.day)):
        gaps.append(_("%s Hasilnya tidak dicatat; Admin LSP menjadwalkan asesmen ulang dengan MUK lain.") % muk.reason)
    return gaps + tuk_gaps(jadwal, lsp) + permit_gaps(asesmen.peserta.permohonan, lsp, day=jadwal.day)
