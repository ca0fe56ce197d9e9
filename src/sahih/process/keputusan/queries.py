"""Meetings as an actor may see them, the votes as they stand, the letters' facts."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from sahih.documents.content import Context
from sahih.documents.models import Lembar
from sahih.documents.refusing import is_refused
from sahih.documents.vocabulary import Row
from sahih.documents.wording import long_date
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import accounts_of, people_with
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import ZONES, local_date
from sahih.kernel.policy import get_or_unseen
from sahih.materials.skema.queries import RequiredRecord, records_required
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import laporan_of, tinjauan_of
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import jadwal_header, live_duty
from sahih.process.jadwal.tempat import decree_of, verification_of
from sahih.process.kaji_ulang.queries import kaji_of
from sahih.process.keputusan import events
from sahih.process.keputusan.models import Anggota, Keputusan, Rapat, Suara
from sahih.process.keputusan.tally import Tally, tally
from sahih.process.kertas.queries import is_scanned
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import name_on_forms
from sahih.process.surat.queries import letter_facts

OF_PLACE = {"SK.TUK", "VERIFIKASI.TUK"}
KETERANGAN = {"K": "Kompeten", "BK": "Belum Kompeten"}


def visible_rapat(actor: Actor) -> QuerySet[Rapat]:
    """The office and the Ketua see all, a member the meetings they sit in."""
    everything = Rapat.objects.select_related(
        "jadwal__versi__skema",
        "jadwal__tuk",
        "key",
        "sk_komite__key",
        "undangan__key",
        "berita_acara__key",
        "sk_hasil__key",
    )
    if actor.may("keputusan.read") or actor.may("keputusan.prepare"):
        return everything
    return everything.filter(pk__in=seats().filter(person_id=actor.self_id).values("rapat_id"))


def is_running(person_id: int, *, skema_id: int) -> bool:
    """Whether this human being, by NIK too, is on the road to a result for this skema; one query.

    Absence and withdrawal end an assessment and not the application: another date may follow, with the same items.
    """
    rows = Permohonan.objects.filter(asesi__in=accounts_of(person_id), versi__skema=skema_id)
    over = Asesmen.objects.filter(keputusan__status=Keputusan.Status.DITETAPKAN).values("peserta__permohonan")
    closed = [Permohonan.Status.DITOLAK, Permohonan.Status.DIBATALKAN]
    return rows.exclude(status__in=closed).exclude(pk__in=over).exists()


def seats() -> QuerySet[Anggota]:
    """The seats that stand; those of an earlier committee stay readable on the page of the meeting."""
    return Anggota.objects.filter(left_at=None)


def get_rapat(actor: Actor, ref: str) -> Rapat:
    found: Rapat = get_or_unseen(visible_rapat(actor), ref=ref)
    return found


def get_keputusan(actor: Actor, ref: str) -> Keputusan:
    everything = Keputusan.objects.select_related("rapat__jadwal__versi__skema", "asesmen__peserta__permohonan__asesi")
    seen = everything.filter(rapat__in=visible_rapat(actor))
    if not (actor.may("keputusan.read") or actor.has(Role.KOMITE)):
        seen = everything.filter(asesmen__peserta__permohonan__asesi_id=actor.self_id, status="ditetapkan")
    found: Keputusan = get_or_unseen(seen, ref=ref)
    return found


def members_of(rapat: Rapat) -> QuerySet[Anggota]:
    return seats().filter(rapat=rapat).select_related("person").order_by("id")


def former_members_of(rapat: Rapat) -> QuerySet[Anggota]:
    """Who sat before the committee was composed anew, the latest first."""
    return rapat.anggota_set.exclude(left_at=None).select_related("person").order_by("-left_at", "id")


def recompose_reasons(rapat: Rapat) -> list[str]:
    """Why each earlier committee was let go, the latest first, as the audit keeps it (D3)."""
    kind, name = events.RECOMPOSED.name, rapat._meta.model_name
    rows = AuditEntry.objects.filter(lsp_id=rapat.lsp_id, subject=name, subject_id=rapat.pk, kind=kind)
    return list(rows.order_by("-id").values_list("reason", flat=True))


def replaced_letters(rapat: Rapat) -> list[Lembar]:
    """The letters of earlier committees that went out, the latest first; all of them stay readable."""
    found: list[Lembar] = []
    for name in ("sk_komite", "undangan"):
        letter = getattr(rapat, name)
        while letter is not None:
            letter = letter.corrects
            if letter is not None and letter.locked_at:
                found.append(letter)
    return sorted(found, key=lambda one: one.locked_at or one.opened_at, reverse=True)


def keputusan_of_rapat(rapat: Rapat) -> QuerySet[Keputusan]:
    rows = rapat.keputusan_set.select_related(
        "asesmen__peserta__permohonan__asesi",
        "asesmen__peserta__permohonan__versi__skema",
        "asesmen__peserta__permohonan__apl01__key",
    )
    return rows.order_by("asesmen__peserta__permohonan__asesi__name", "id")


def committee_candidates(*, day: dt.date) -> QuerySet[Person]:
    return people_with(Role.KOMITE, day=day)


def votes_of(keputusan: Keputusan) -> dict[int, str]:
    """Each sitting member's newest vote by seat id."""
    return {row.anggota_id: row.vote for row in standing_votes().filter(keputusan=keputusan)}


def standing_votes() -> QuerySet[Suara]:
    """The votes of seats that stand, the oldest first."""
    return Suara.objects.filter(anggota__left_at=None).order_by("id")


def tally_of(keputusan: Keputusan, lsp: Lsp) -> Tally:
    members = members_of(keputusan.rapat).count()
    return tally(votes_of(keputusan), members=members, quorum=lsp.quorum)


def decidable(jadwal: Jadwal) -> list[Asesmen]:
    """The assessments that carry a recommendation; absence and withdrawal are no decision."""
    rows = Asesmen.objects.filter(
        peserta__jadwal=jadwal, peserta__is_live=True, status=Asesmen.Status.DIREKOMENDASIKAN
    ).select_related("peserta__permohonan__asesi", "peserta__permohonan__versi__skema", "rencana__mapa01", "rencana__mapa02",
                     "ak07", "ak01", "ia01", "ak02", "ak03",
                     "peserta__permohonan__apl01", "peserta__permohonan__apl02", "peserta__jadwal")  # fmt: skip
    return list(rows.order_by("peserta__permohonan__asesi__name", "id"))


@dataclass(frozen=True)
class RecordState:
    """One required record of a case: there, missing, or not yet possible in this release (D5)."""

    code: str
    title: str
    state: str  # "ada", "belum ada", "belum tersedia", "tidak diberikan"
    note: str = ""


def record_states(asesmen: Asesmen) -> list[RecordState]:
    """Every record that the decision waits for, and whether it is there (D5)."""
    case = asesmen.peserta.permohonan
    have = _records_present(asesmen)
    found = [_state_of(one, have, asesmen) for one in records_required(case.versi, case.mode, case.medium)]
    if asesmen.ak07 is None:
        return found
    # PL8: FR.AK.07 is asked of the asesi for whom it was opened.
    return [*found, RecordState("FR.AK.07", asesmen.ak07.title, "ada" if "FR.AK.07" in have else "belum ada")]


def _state_of(one: RequiredRecord, have: set[str], asesmen: Asesmen) -> RecordState:
    if one.code in have:
        return RecordState(one.code, one.title, "ada")
    if one.code == "FR.AK.03" and asesmen.ak03_waived_at:
        return RecordState(one.code, one.title, "tidak diberikan", asesmen.ak03_waiver)
    # A schedule from before the gate of the TUK was assessed without these two, and can no longer make them; nor could a
    # plan be asked of an assessment that was agreed before plans existed here.
    is_beyond = one.code in OF_PLACE and not asesmen.peserta.jadwal.asks_tuk
    is_older = asesmen.rencana is None and one.code.startswith("FR.MAPA.")
    can_be = one.available and not is_beyond and not is_older
    return RecordState(one.code, one.title, "belum ada" if can_be else "belum tersedia")


def records_of(asesmen: Asesmen) -> dict[str, Lembar | None]:
    """The sheet behind each record, closed or not."""
    jadwal = asesmen.peserta.jadwal
    duty, laporan, tinjauan, kaji = live_duty(jadwal), laporan_of(jadwal), tinjauan_of(jadwal), kaji_of(jadwal)
    verified, decree = verification_of(jadwal, jadwal.lsp), decree_of(jadwal)
    return {
        "FR.APL.01": asesmen.peserta.permohonan.apl01,
        "FR.APL.02": asesmen.peserta.permohonan.apl02,
        "SPT": duty.spt if duty else None,
        "VERIFIKASI.TUK": verified.lembar if verified else None,
        "SK.TUK": decree.lembar if decree else None,
        "FR.MAPA.01": asesmen.rencana.mapa01 if asesmen.rencana else None,
        "FR.MAPA.02": asesmen.rencana.mapa02 if asesmen.rencana else None,
        "FR.AK.07": asesmen.ak07,
        "FR.AK.01": asesmen.ak01,
        "FR.IA.01": asesmen.ia01,
        "FR.AK.02": asesmen.ak02,
        "FR.AK.03": asesmen.ak03,
        "FR.AK.05": laporan.lembar if laporan else None,
        "FR.AK.06": tinjauan.lembar if tinjauan else None,
        "FR.VA": kaji.va if kaji else None,
    }


def closed_records(asesmen: Asesmen) -> dict[str, Lembar]:
    """The records that are there: locked, or refused by the asesi with a note."""
    return {code: one for code, one in records_of(asesmen).items() if one is not None and _is_closed(one, asesmen)}


def _records_present(asesmen: Asesmen) -> set[str]:
    return {*closed_records(asesmen)} | ({"PINDAIAN"} if is_scanned(asesmen) else set())


def _is_closed(sheet: Lembar, asesmen: Asesmen) -> bool:
    """Locked, or signed by the asesor and refused by the asesi with a note (FX13)."""
    if sheet.locked_at:
        return True
    refused = bool(asesmen.refusal) or is_refused(sheet, "asesi")
    return refused and sheet.signatures.filter(role="asesor").exists()


def letter_rows(rapat: Rapat) -> dict[str, tuple[Row, ...]]:
    """The lists that the committee's papers share: members, and asesi with their outcome."""
    members = tuple(
        Row(one.ref, {"nomor": str(n), "nama": one.person.name, "reg": one.reg, "jabatan": one.position})
        for n, one in enumerate(members_of(rapat), 1)
    )
    asesi = tuple(
        Row(
            one.ref,
            {
                "nomor": str(n),
                "nama": name_on_forms(one.asesmen.peserta.permohonan),
                "skema": rapat.jadwal.versi.title,
                "keterangan": KETERANGAN.get(one.outcome, ""),
            },
        )
        for n, one in enumerate(keputusan_of_rapat(rapat), 1)
    )
    return {"anggota": members, "asesi": asesi}


def rapat_context(rapat: Rapat, lsp: Lsp, *, number: str, at: dt.datetime, replaces: str = "") -> Context:
    """Facts for SK komite, invitation, minutes and SK hasil; each letter takes the fields it has."""
    rows = letter_rows(rapat)
    outcomes = [one.outcome for one in keputusan_of_rapat(rapat)]
    meets = rapat.meets_at.astimezone(ZONES[lsp.zone])
    return Context(
        header=jadwal_header(rapat.jadwal),
        rows=rows,
        computed=letter_facts(lsp, number=number, at=at)
        | {
            "tanggal_rapat": long_date(meets.date().isoformat(), with_day=True),
            "menggantikan": replaces,
            "nomor_ba": rapat.berita_acara.number if rapat.berita_acara else "",
            "jumlah_kompeten": str(outcomes.count("K")),
            "jumlah_belum_kompeten": str(outcomes.count("BK")),
        },
        prefill={
            "tanggal_rapat": meets.date().isoformat(),
            "waktu_rapat": f"{meets:%H:%M}",
            "tempat_rapat": rapat.place,
            "agenda": "Verifikasi hasil asesmen dan keputusan sertifikasi",
        },
    )


def meeting_date(rapat: Rapat, lsp: Lsp) -> dt.date:
    return local_date(rapat.meets_at, lsp.zone)
