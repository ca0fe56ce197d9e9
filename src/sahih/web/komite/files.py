"""What a member of the committee reads of a meeting and of one asesi: papers, required records, votes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar, Tandatangan
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Unseen
from sahih.process.asesmen.models import Asesmen, HasilUnit
from sahih.process.asesmen.queries import heard, laporan_of, tinjauan_of
from sahih.process.jadwal.queries import live_duty
from sahih.process.kaji_ulang.queries import kaji_of
from sahih.process.keputusan.models import Anggota, Keputusan, Rapat, Suara
from sahih.process.keputusan.queries import (
    RecordState,
    keputusan_of_rapat,
    meeting_date,
    members_of,
    record_states,
    seats,
    standing_votes,
    votes_of,
)
from sahih.process.keputusan.tally import Tally, tally
from sahih.web.ui.parts import Badge, Cell, Table, Task, Tone
from sahih.web.ui.words import tanggal

SLUGS = {
    "fr-apl-01": "FR.APL.01", "fr-apl-02": "FR.APL.02", "fr-mapa-01": "FR.MAPA.01", "fr-mapa-02": "FR.MAPA.02",
    "fr-ak-07": "FR.AK.07", "spt": "SPT", "fr-ak-01": "FR.AK.01", "fr-ia-01": "FR.IA.01",
    "fr-ak-02": "FR.AK.02", "fr-ak-03": "FR.AK.03", "fr-ak-05": "FR.AK.05", "fr-ak-06": "FR.AK.06", "fr-va": "FR.VA",
}  # fmt: skip
_TONES = {
    "K": Tone.OK,
    "BK": Tone.NO,
    "ada": Tone.OK,
    "belum ada": Tone.NO,
    "belum tersedia": Tone.WAIT,
    "tidak diberikan": Tone.WAIT,
}


def seats_of(actor: Actor) -> list[Anggota]:
    """The meetings in which this person sits, the newest first."""
    assert actor.person_id is not None
    rows = (
        seats().filter(person_id=actor.person_id).select_related("rapat__jadwal__versi__skema", "rapat__berita_acara")
    )
    return list(rows.order_by("-rapat__meets_at", "-rapat_id"))


def seat_tasks(seats: Sequence[Anggota], lsp: Lsp) -> list[Task]:
    """Votes to give and minutes to sign; three questions for any number of meetings."""
    cases = _counts(Keputusan.objects.filter(rapat__in=[one.rapat_id for one in seats]), "rapat_id", "id")
    given = _counts(Suara.objects.filter(anggota__in=[one.pk for one in seats]), "anggota_id", "keputusan_id")
    minutes = [one.rapat.berita_acara_id for one in seats if one.rapat.berita_acara_id]
    signed = set(Tandatangan.objects.filter(lembar_id__in=minutes).values_list("lembar_id", "person_id"))
    found, today = [], local_date(now(), lsp.zone)
    for one in seats:
        href = reverse("komite:rapat", args=[lsp.slug, one.rapat.ref])
        open_votes = cases.get(one.rapat_id, 0) - given.get(one.pk, 0)
        found.append(
            _seat_task(
                one, lsp, today, href, open_votes, has_signed=(one.rapat.berita_acara_id, one.person_id) in signed
            )
        )
    return [one for one in found if one is not None]


def _counts(rows: QuerySet[Any], by: str, what: str) -> dict[int, int]:  # reason: works on rows of any model
    return dict(rows.values_list(by).annotate(count=Count(what, distinct=True)))


def _seat_task(seat: Anggota, lsp: Lsp, today: dt.date, href: str, open_votes: int, *, has_signed: bool) -> Task | None:
    rapat, title = seat.rapat, seat.rapat.jadwal.versi.title
    why = _("Rapat %s") % tanggal(rapat.meets_at)
    if rapat.status == Rapat.Status.DIUNDANG and open_votes and today >= meeting_date(rapat, lsp):
        return Task(_("Beri suara — %s") % title, href, why, Badge(_("%d asesi") % open_votes, Tone.WAIT))
    if rapat.status == Rapat.Status.DIPUTUSKAN and not has_signed:
        return Task(_("Tandatangani berita acara — %s") % title, href, why, Badge(_("suara lengkap"), Tone.WAIT))
    return None


def meetings_table(seats: Sequence[Anggota], lsp: Lsp) -> Table:
    rows = [
        (
            Cell(tanggal(one.rapat.meets_at), reverse("komite:rapat", args=[lsp.slug, one.rapat.ref])),
            Cell(one.rapat.jadwal.versi.title),
            Cell(one.position),
            Cell(one.rapat.get_status_display()),
        )
        for one in seats
    ]
    return Table(_("Rapat Anda"), (_("Tanggal"), _("Skema"), _("Jabatan"), _("Keadaan")), rows)


@dataclass(frozen=True)
class Line:
    """One asesi of the meeting."""

    name: str
    href: str
    recommendation: Badge
    own_vote: Badge | None
    state: str
    outcome: Badge | None


def lines_of(rapat: Rapat, lsp: Lsp, seat: Anggota | None, *, base: str) -> list[Line]:
    """Every asesi with the recommendation, one's own vote, and how the votes stand."""
    members = members_of(rapat).count()
    rows = keputusan_of_rapat(rapat).prefetch_related(Prefetch("suara_set", standing_votes()))
    return [_line(one, lsp, seat, members, base=base) for one in rows]


def _line(keputusan: Keputusan, lsp: Lsp, seat: Anggota | None, members: int, *, base: str) -> Line:
    newest = {row.anggota_id: row.vote for row in keputusan.suara_set.all()}
    own = newest.get(seat.pk, "") if seat else ""
    return Line(
        name=keputusan.asesmen.peserta.permohonan.asesi.name,
        href=f"{base}{keputusan.ref}/",
        recommendation=verdict_badge(keputusan.asesmen.recommendation),
        own_vote=verdict_badge(own) if own else None,
        state=tally_words(tally(newest, members=members, quorum=lsp.quorum), lsp),
        outcome=verdict_badge(keputusan.outcome) if keputusan.outcome else None,
    )


def verdict_badge(said: str) -> Badge:
    words = {"K": _("Kompeten"), "BK": _("Belum Kompeten")}
    return Badge(words.get(said, ""), _TONES.get(said, Tone.NEUTRAL))


def tally_words(count: Tally, lsp: Lsp) -> str:
    """How the votes stand, without saying who."""
    if count.missing:
        return _("%(given)d suara masuk, %(missing)d lagi") % {
            "given": count.kompeten + count.belum,
            "missing": count.missing,
        }
    if count.outcome:
        return _("%(k)d K, %(bk)d BK") % {"k": count.kompeten, "bk": count.belum}
    if count.kompeten == count.belum:
        return _("seri; bahas lagi dan beri suara ulang")
    return _("di bawah kuorum %d") % lsp.quorum


@dataclass(frozen=True)
class RecordLine:
    """One required record, with where to read it."""

    code: str
    title: str
    badge: Badge
    href: str


def record_lines(keputusan: Keputusan, *, base: str) -> list[RecordLine]:
    """D5: everything that must lie on the table, and what does not."""
    papers = papers_of(keputusan.asesmen)
    return [_record(one, papers, base=base) for one in record_states(keputusan.asesmen)]


def _record(one: RecordState, papers: Mapping[str, Lembar | None], *, base: str) -> RecordLine:
    slug = one.code.lower().replace(".", "-")
    href = f"{base}lembar/{slug}/" if papers.get(one.code) is not None and slug in SLUGS else ""
    return RecordLine(
        one.code, f"{one.title} · {one.note}" if one.note else one.title, Badge(one.state, _TONES[one.state]), href
    )


def papers_of(asesmen: Asesmen) -> dict[str, Lembar | None]:
    """The sheets behind the required records."""
    case, jadwal = asesmen.peserta.permohonan, asesmen.peserta.jadwal
    duty, laporan, tinjauan, kaji = live_duty(jadwal), laporan_of(jadwal), tinjauan_of(jadwal), kaji_of(jadwal)
    return {
        "FR.MAPA.01": asesmen.rencana.mapa01 if asesmen.rencana else None, "FR.AK.07": asesmen.ak07,
        "FR.MAPA.02": asesmen.rencana.mapa02 if asesmen.rencana else None,
        "FR.APL.01": case.apl01, "FR.APL.02": case.apl02, "SPT": duty.spt if duty else None, "FR.AK.01": asesmen.ak01,
        "FR.IA.01": asesmen.ia01, "FR.AK.02": asesmen.ak02, "FR.AK.03": heard(asesmen),
        "FR.AK.05": laporan.lembar if laporan else None, "FR.AK.06": tinjauan.lembar if tinjauan else None,
        "FR.VA": kaji.va if kaji else None,
    }  # fmt: skip


def paper_of(asesmen: Asesmen, slug: str) -> Lembar:
    found = papers_of(asesmen).get(SLUGS.get(slug, ""))
    if found is None:
        raise Unseen
    return found


def unit_table(asesmen: Asesmen) -> Table:
    """K and BK per unit as the asesor recommended."""
    rows = HasilUnit.objects.filter(asesmen=asesmen, superseded_at=None).order_by("id")
    cells = [(Cell(row.unit_code), Cell(row.result, tone=_TONES[row.result])) for row in rows]
    return Table(_("Hasil per unit"), (_("Unit"), _("Hasil")), cells)


def vote_table(keputusan: Keputusan) -> Table:
    """Each member's newest vote with its reason; shown to those who have voted."""
    votes = votes_of(keputusan)
    reasons = {row.anggota_id: row.reason for row in standing_votes().filter(keputusan=keputusan)}
    rows = [
        (
            Cell(one.person.name),
            Cell(votes.get(one.pk, _("belum")), tone=_TONES.get(votes.get(one.pk, ""), Tone.WAIT)),
            Cell(reasons.get(one.pk, "")),
        )
        for one in members_of(keputusan.rapat)
    ]
    return Table(_("Suara"), (_("Anggota"), _("Suara"), _("Alasan")), rows)


def minutes_signers(rapat: Rapat) -> list[tuple[str, dt.datetime | None]]:
    """Who signed the minutes, and who is still awaited."""
    sheet = rapat.berita_acara
    signed = dict(sheet.signatures.values_list("person_id", "signed_at")) if sheet else {}
    return [(one.person.name, signed.get(one.person_id)) for one in members_of(rapat)]
