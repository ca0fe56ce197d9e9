"""All kinds of letters, those of a schedule with what is next, and those that wait for a signer."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery

from sahih.documents.models import LembarPart
from sahih.documents.wording import PLACEHOLDER
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, deny
from sahih.process.asesmen import letters as of_session
from sahih.process.biaya import letters as of_money
from sahih.process.jadwal import letters as of_schedule
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import live_duty
from sahih.process.jadwal.tempat import VERIFICATIONS
from sahih.process.sertifikat import letters as of_certificate
from sahih.process.surat.actions import blank_surat
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import REPEATED, Surat
from sahih.process.surat.policies import may_sign_surat
from sahih.process.surat.queries import visible_surat

JENIS: Mapping[str, Jenis] = {**of_money.JENIS, **of_schedule.JENIS, **of_session.JENIS, **of_certificate.JENIS}
# In the order of the SOP: what a schedule has.
ON_SCHEDULE = (
    "DAFTAR.ASESI", "DAFTAR.ASESOR", "PENUNJUKAN.TUK", "SPT.TUK", "VERIFIKASI.TUK", "SK.TUK", "DAFTAR.HADIR", "BA.GANGGUAN",
    "BA.PENERBITAN",
)  # fmt: skip
ADDRESSED = {"SPT.TUK", *VERIFICATIONS}


@dataclass(frozen=True)
class Place:
    """One kind of letter on the page of a schedule: those that are there, and whether one may be drafted now."""

    jenis: Jenis
    letters: list[Surat]
    verdict: Verdict
    gaps: list[str]

    @property
    def may_draft(self) -> bool:
        return bool(self.verdict) and not self.gaps


def title_of(jenis: Jenis) -> str:
    return PLACEHOLDER.sub("", jenis.form.title)


def about(jenis: Jenis, jadwal: Jadwal) -> dict[str, object]:
    """What a letter of a schedule is about; orders and records of a place name the asesor on duty."""
    duty = live_duty(jadwal)
    named = {"asesor": duty.asesor} if duty and jenis.code in ADDRESSED else {}
    return {"jadwal": jadwal, **named}


def places_of(jadwal: Jadwal, actor: Actor, lsp: Lsp, *, at: dt.datetime) -> list[Place]:
    """What is there, what is next."""
    found = list(visible_surat(actor).filter(jadwal=jadwal).order_by("id"))
    codes = [of_schedule.verification_code(jadwal) if one == of_schedule.REMOTE else one for one in ON_SCHEDULE]
    return [_place(JENIS[code], jadwal, found, actor, lsp, at=at) for code in codes]


def _place(jenis: Jenis, jadwal: Jadwal, found: list[Surat], actor: Actor, lsp: Lsp, *, at: dt.datetime) -> Place:
    blank = blank_surat(jenis, lsp, at=at, **about(jenis, jadwal))
    letters = [one for one in found if one.code == jenis.code]
    stands = any(one.status != Surat.Status.BATAL and one.outcome != Surat.Outcome.TIDAK_SESUAI for one in letters)
    if stands and jenis.code not in REPEATED:
        return Place(jenis, letters, deny(""), [])
    return Place(jenis, letters, jenis.may_draft(actor, blank), jenis.needs(blank, lsp, at=at))


def waiting_roles() -> dict[int, str]:
    """Whose signature each open letter waits for, by letter; two queries however many."""
    last = (
        LembarPart.objects.filter(lembar=OuterRef("lembar")).values("lembar").annotate(top=Max("ordinal")).values("top")
    )
    rows = Surat.objects.filter(status=Surat.Status.DISUSUN).annotate(top=Subquery(last))
    parts = {
        (one.lembar_id, one.ordinal): one.role
        for one in LembarPart.objects.filter(lembar__surat__status=Surat.Status.DISUSUN)
    }
    return {one.pk: parts[one.lembar_id, one.top] for one in rows}


def waiting_letters(actor: Actor) -> Iterator[Surat]:
    """Open letters whose next signature is this actor's; what stands in the way is asked when one is opened."""
    roles = waiting_roles()
    for one in visible_surat(actor).filter(status=Surat.Status.DISUSUN).order_by("changed_at", "id"):
        jenis = JENIS[one.code]
        if jenis.signers[roles[one.pk]](actor, one):
            yield one


def may_sign_now(actor: Actor, surat: Surat, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    return may_sign_surat(actor, JENIS[surat.code], surat, lsp, at=at)
