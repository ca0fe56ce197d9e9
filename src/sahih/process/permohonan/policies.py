"""Who may apply, fill, hand in and review; gates 1 and 2 name everything that is missing."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent
from sahih.documents.filling import Progress, progress
from sahih.documents.fr import FORMS
from sahih.documents.vocabulary import Problem
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.policies import licence_in_force, needs_affiliation, sector_covers
from sahih.kernel.actor import Actor
from sahih.kernel.events import asked
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.materials.lingkup.policies import service_permitted
from sahih.materials.lingkup.queries import permit_covers_practice
from sahih.materials.skema import policies as skema_policies
from sahih.materials.skema.enums import Medium, Mode, Status
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.queries import records_required
from sahih.process.permohonan.events import ApplicationAsked
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import any_one_suffices, live_bukti

AKTIF = (Permohonan.Status.DRAF, Permohonan.Status.DIKEMBALIKAN)


def gate_apply(
    lsp: Lsp, versi: SkemaVersi, *, mode: str, medium: str, uji_coba: bool, under_permit: bool, day: dt.date
) -> list[str]:  # fmt: skip
    """Gate 1: licence (L7), sector (L6), published version, category (K2), permits on the day (L9, L12).

    An invented LSP takes rehearsals only (L11, L13).
    """
    verdicts: tuple[Verdict, ...] = (
        licence_in_force(lsp, day),
        sector_covers(lsp, versi.sector),
        allow_if(versi.status == Status.TERBIT, _("Skema ini belum atau tidak lagi dibuka untuk permohonan.")),
        mode_fits(versi, mode, day=day),
        allow_if(uji_coba or not lsp.uji_coba, _("LSP ini LSP uji coba; di sini hanya ada permohonan uji coba.")),
    )
    if under_permit:
        verdicts += (service_permitted(versi.skema, lsp=lsp, mode=mode, medium=medium, day=day),)
    return [str(verdict.reason) for verdict in verdicts if not verdict]


def out_of_reach(versi: SkemaVersi, mode: str, medium: str) -> list[str]:
    """Which required records this release cannot make: such a way is open as a rehearsal only (D5, L11).

    Asked at the door, so that nobody pays for an assessment that could never be decided.
    """
    names = [one.code for one in records_required(versi, mode, medium) if not one.available]
    if not names:
        return []
    return [_("Cara ini baru dibuka sebagai uji coba; rekaman ini belum tersedia: %s.") % ", ".join(names)]


def mode_fits(versi: SkemaVersi, mode: str, *, day: dt.date) -> Verdict:
    """K2: only a scheme of knowledge may be assessed wholly at a distance, unless the permit of the day says so."""
    covers_all = mode == Mode.JARAK_JAUH and permit_covers_practice(versi.skema, day)
    return skema_policies.mode_fits(versi, mode, permit_covers_all=covers_all)


def permit_gaps(permohonan: Permohonan, lsp: Lsp, *, day: dt.date) -> list[str]:
    """L7, L9: licence and permits of the very day, asked again at every later step from the hand-in to the certificate.

    A permit that ended on the way stops the case where it stands; a new one lets it go on. A rehearsal
    outside any permit has none to lose.
    """
    verdicts: tuple[Verdict, ...] = (licence_in_force(lsp, day),)
    if permohonan.under_permit:
        case = permohonan
        verdicts += (service_permitted(case.versi.skema, lsp=lsp, mode=case.mode, medium=case.medium, day=day),)
    return [str(verdict.reason) for verdict in verdicts if not verdict]


def service_gaps(cases: Iterable[Permohonan], lsp: Lsp, *, day: dt.date) -> list[str]:
    """The same for all cases of a schedule or a meeting; what they share is said once."""
    return list(dict.fromkeys(gap for one in cases for gap in permit_gaps(one, lsp, day=day)))


def service_stands(permohonan: Permohonan, lsp: Lsp, *, day: dt.date) -> Verdict:
    gaps = permit_gaps(permohonan, lsp, day=day)
    return allow_if(not gaps, " ".join(gaps))


def is_off_duty(person_id: int, versi: SkemaVersi) -> Verdict:
    """17024 4.3, 7.4: nobody is asesi and asesor of one skema at once; who is on duty is known further up the road."""
    return asked(ApplicationAsked(person_id=person_id, skema_id=versi.skema_id))


def may_become_asesi(permohonan: Permohonan) -> Verdict:
    """The same for the office: with the reviewed NIK an account may turn out to be that of an asesor on duty (D2)."""
    said = {"asesi": permohonan.asesi.name}
    return allow_if(
        is_off_duty(permohonan.asesi_id, permohonan.versi),
        _("%(asesi)s, menurut NIK-nya, sedang bertugas sebagai asesor skema ini. Ganti dulu asesor jadwalnya atau tunggu laporannya selesai, lalu terima permohonan ini.") % said,
    )  # fmt: skip


@policy("permohonan.open")
def may_open(actor: Actor, gaps: list[str]) -> Verdict:
    return first_denial(
        allow_if(actor.person_id is not None, _("Masuk dulu untuk mengajukan permohonan.")),
        allow_if(not gaps, " ".join(gaps)),
    )


@policy("permohonan.fill")
def may_fill(actor: Actor, permohonan: Permohonan) -> Verdict:
    """The asesi alone fills; nobody on their behalf (X3)."""
    return first_denial(
        allow_if(
            actor.person_id == permohonan.asesi_id, _("Permohonan hanya diisi dan ditandatangani oleh asesi sendiri.")
        ),
        allow_if(permohonan.status in AKTIF, _("Permohonan ini sudah diajukan; isinya tidak dapat diubah lagi.")),
    )


@policy("permohonan.submit")
def may_submit(actor: Actor, permohonan: Permohonan) -> Verdict:
    return may_fill(actor, permohonan)


def submit_problems(permohonan: Permohonan, content: Content, lsp: Lsp) -> list[Problem]:
    """Papers that are missing before the hand-in: administrative all, basic by the scheme's rule, membership (L5)."""
    live = set(live_bukti(permohonan).values_list("ref", flat=True))
    problems = [
        Problem(
            f"syarat_administratif/{row['key']}/berkas", _("Bukti ini belum diunggah: %s.") % row["cells"]["syarat"]
        )
        for row in content["rows"]["syarat_administratif"]
        if not _has_paper(row, live)
    ]
    problems += _basic_problems(permohonan.versi, content, live)
    if needs_affiliation(lsp) and not live_bukti(permohonan).filter(is_affiliation=True).exists():
        problems.append(
            Problem(
                "afiliasi",
                _("LSP ini melayani lingkungan %s. Unggah bukti keanggotaan Anda.") % (lsp.parent or lsp.name),
            )
        )
    return problems


def apl01_progress(permohonan: Permohonan, content: Content, lsp: Lsp) -> Progress:
    """Answers and papers together: an application whose papers are missing is not whole."""
    answers = progress(FORMS["FR.APL.01"], content, "asesi")
    missing = submit_problems(permohonan, content, lsp)
    basic = len(content["rows"]["syarat_dasar"])
    asked = len(content["rows"]["syarat_administratif"]) + needs_affiliation(lsp)
    asked += min(basic, 1) if any_one_suffices(permohonan.versi) else basic
    first = missing[0].path if missing else None
    return Progress(answers.done + asked - len(missing), answers.total + asked, answers.first_gap or first)


def _has_paper(row: RowContent, live: set[str]) -> bool:
    """A paper that was chosen here and has not been taken back since."""
    chosen = row["answers"].get("berkas")
    return isinstance(chosen, list) and not live.isdisjoint(chosen)


def _basic_problems(versi: SkemaVersi, content: Content, live: set[str]) -> list[Problem]:
    rows = content["rows"]["syarat_dasar"]
    empty = [row for row in rows if not _has_paper(row, live)]
    if any_one_suffices(versi) and len(empty) < len(rows):
        return []
    wanted = empty[:1] if any_one_suffices(versi) else empty
    return [
        Problem(f"syarat_dasar/{row['key']}/berkas", _("Bukti ini belum diunggah: %s.") % row["cells"]["syarat"])
        for row in wanted
    ]


@policy("permohonan.review")
def may_review(actor: Actor, permohonan: Permohonan) -> Verdict:
    return first_denial(
        allow_if(actor.may("permohonan.review"), _("Peninjauan permohonan dilakukan Admin LSP yang diberi hak.")),
        allow_if(actor.person_id != permohonan.asesi_id, _("Permohonan sendiri ditinjau oleh orang lain.")),
        allow_if(
            permohonan.status == Permohonan.Status.DIAJUKAN,
            _("Permohonan ini tidak lagi menunggu tinjauan; mungkin petugas lain sudah memutuskan."),
        ),
    )


def gate_accept(permohonan: Permohonan, content: Content) -> list[Problem]:
    """Gate 2, the papers: administrative all met, basic by the scheme's rule (PL1)."""
    bad = [
        Problem(f"syarat_administratif/{row['key']}/penilaian", _("Belum memenuhi: %s.") % row["cells"]["syarat"])
        for row in content["rows"]["syarat_administratif"]
        if row["answers"].get("penilaian") != "memenuhi"
    ]
    rows = content["rows"]["syarat_dasar"]
    unmet = [row for row in rows if row["answers"].get("penilaian") != "memenuhi"]
    if unmet and not (any_one_suffices(permohonan.versi) and len(unmet) < len(rows)):
        bad += [
            Problem(f"syarat_dasar/{row['key']}/penilaian", _("Belum memenuhi: %s.") % row["cells"]["syarat"])
            for row in unmet
        ]
    return bad


@policy("permohonan.withdraw")
def may_withdraw(actor: Actor, permohonan: Permohonan) -> Verdict:
    return first_denial(
        allow_if(
            actor.person_id == permohonan.asesi_id or actor.may("permohonan.review"),
            _("Pembatalan diminta oleh asesi atau dicatat oleh Admin LSP."),
        ),
        allow_if(permohonan.can("withdraw"), _("Permohonan ini tidak dapat dibatalkan lagi.")),
        # What later stages began they must end: the schedule puts a hold here (architecture §2).
        allow_if(not (held := open_holds(permohonan)), "; ".join(hold.reason for hold in held)),
    )


@policy("permohonan.self_assess")
def may_self_assess(actor: Actor, permohonan: Permohonan) -> Verdict:
    """FX1: FR.APL.02 opens when the application is accepted and the payment is valid."""
    return first_denial(
        allow_if(actor.person_id == permohonan.asesi_id, _("Asesmen mandiri hanya diisi oleh asesi sendiri.")),
        allow_if(
            permohonan.status == Permohonan.Status.LUNAS,
            _("FR.APL.02 terbuka setelah permohonan diterima dan pembayaran sah."),
        ),
    )


def is_on_paper(permohonan: Permohonan) -> bool:
    """L12: without a paperless permit the sheets of the session are signed by hand."""
    return permohonan.medium == Medium.KERTAS


def is_remote(permohonan: Permohonan) -> bool:
    return permohonan.mode != Mode.TATAP_MUKA
