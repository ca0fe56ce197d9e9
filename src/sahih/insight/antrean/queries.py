"""Everything that waits for one actor in the active LSP."""

from collections.abc import Callable, Iterator

from sahih.insight.antrean import kantor, kertas, muk, persuratan, putusan, uji
from sahih.insight.antrean.tugas import Tugas
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor

Source = Callable[[Actor], Iterator[Tugas]]

# Each kind of letter says itself who signs it.
EVERYBODY = ""
# The right or role that a source waits for; a source nobody's hat opens is not asked.
SOURCES: tuple[tuple[str, Source], ...] = (
    ("permohonan.review", kantor.reviews),
    ("biaya.bill", kantor.bills),
    ("biaya.verify", kantor.proofs),
    ("permohonan.review", kantor.studies),
    ("jadwal.plan", kantor.plans),
    ("jadwal.plan", kantor.open_dates),
    ("jadwal.plan", kertas.to_type),
    ("jadwal.plan", kertas.to_confirm),
    ("skema.manage", kantor.drafts),
    ("skema.review", kantor.unread_drafts),
    ("jadwal.plan", persuratan.places),
    (Role.ASESOR, persuratan.receipts),
    (EVERYBODY, persuratan.signatures),
    (Role.ASESOR, uji.duties),
    (Role.ASESOR, uji.sessions),
    (Role.ASESOR, muk.plans),
    (Role.ASESOR, muk.writings),
    (Role.ASESOR, muk.team_validations),
    ("mutu.improve", muk.managers_validations),
    (Role.MANAJER_SERTIFIKASI, muk.unprepared),
    (Role.MANAJER_SERTIFIKASI, muk.confirmations),
    (Role.MANAJER_SERTIFIKASI, muk.reviews),
    (Role.ASESOR, uji.findings),
    (Role.PENYELIA, putusan.supervision),
    ("spt.sign", putusan.letters),
    ("spt.sign", putusan.review_orders),
    ("mutu.improve", putusan.improvements),
    ("keputusan.prepare", putusan.feedback),
    ("keputusan.prepare", putusan.unreviewed),
    ("keputusan.prepare", putusan.meetings),
    ("keputusan.sign", putusan.decrees),
    ("keputusan.vote", putusan.committee),
    ("sertifikat.request", putusan.requests),
    ("sertifikat.numbers", putusan.numbers),
    ("sertifikat.issue", putusan.certificates),
    ("banding.handle", putusan.appeals),
)


def waiting_for(actor: Actor) -> list[Tugas]:
    """Oldest duty first; one to three queries for each hat the actor wears."""
    found = [
        one
        for key, source in SOURCES
        if key == EVERYBODY or key in actor.rights or actor.has(key)
        for one in source(actor)
    ]
    return sorted(found, key=lambda one: one.since)
