"""What waits after the assessment: meeting, votes, decrees, numbers, certificates."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.insight.antrean.kantor import grouped, people
from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.insight.perjalanan.langkah import tanggal
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.process.asesmen.models import Asesmen
from sahih.process.banding.models import Banding
from sahih.process.banding.queries import handled_by, next_due
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.kaji_ulang.models import KajiUlang
from sahih.process.kaji_ulang.queries import open_perbaikan
from sahih.process.keputusan.models import Keputusan, Rapat, Suara
from sahih.process.keputusan.queries import meeting_date, seats, standing_votes
from sahih.process.sertifikat.models import Permintaan, Sertifikat


def letters(_actor: Actor) -> Iterator[Tugas]:
    """SPT that the Ketua has to sign."""
    rows = Penugasan.objects.filter(is_live=True, jadwal__status=Jadwal.Status.DIKONFIRMASI)
    for one in rows.select_related("jadwal__versi", "asesor__person").order_by("answered_at", "id"):
        what = _("Tandatangani SPT — %s") % one.asesor.person.name
        why = f"{one.jadwal.versi.title} · {tanggal(one.jadwal.day)}"
        yield Tugas(Kind.SIGN_SPT, what, why, one.answered_at or one.offered_at, one.ref, one.jadwal.day)


def feedback(_actor: Actor) -> Iterator[Tugas]:
    """Finished dates whose asesi have not spoken on FR.AK.03, one line a date."""
    rows = Asesmen.objects.filter(
        ~Exists(Rapat.objects.filter(jadwal=OuterRef("peserta__jadwal"))), status=Asesmen.Status.DIREKOMENDASIKAN,
        peserta__jadwal__status=Jadwal.Status.SELESAI, ak03_waived_at=None,
    ).exclude(ak03__locked_at__isnull=False)  # fmt: skip
    rows = rows.select_related("peserta__jadwal__versi", "peserta__permohonan__asesi").order_by("changed_at", "id")
    for group in grouped(rows, lambda one: one.peserta.jadwal_id):
        jadwal = group[0].peserta.jadwal
        what = _("Ingatkan umpan balik FR.AK.03 — %s") % jadwal.versi.title
        why = group[0].peserta.permohonan.asesi.name if len(group) == 1 else people(len(group))
        yield Tugas(Kind.FEEDBACK, what, why, group[0].changed_at, ref=jadwal.ref)


def meetings(_actor: Actor) -> Iterator[Tugas]:
    """Reviewed dates without a committee, and meetings in which every vote is in."""
    reviewed = KajiUlang.objects.filter(jadwal=OuterRef("pk"), status=KajiUlang.Status.SELESAI)
    done = _without_meeting().filter(Exists(reviewed))
    for one in done.select_related("versi").annotate(count=Count("peserta_set")).order_by("changed_at", "id"):
        what = _("Susun rapat komite — %s") % one.versi.title
        why = f"{_('Asesmen')} {tanggal(one.day)} · {people(one.count)}"
        yield Tugas(Kind.COMPOSE, what, why, one.changed_at, ref=one.ref)
    full = _fully_voted()
    for rapat in _rapat_in(Rapat.Status.DIUNDANG):
        if rapat.pk in full:
            what = _("Tutup pemungutan suara — %s") % rapat.jadwal.versi.title
            yield Tugas(Kind.CLOSE, what, _("Semua anggota sudah bersuara"), rapat.meets_at, ref=rapat.ref)


def _without_meeting() -> QuerySet[Jadwal]:
    return Jadwal.objects.filter(~Exists(Rapat.objects.filter(jadwal=OuterRef("pk"))), status=Jadwal.Status.SELESAI)


def unreviewed(_actor: Actor) -> Iterator[Tugas]:
    """Reported dates for which no penyelia was ordered."""
    bare = _without_meeting().filter(~Exists(KajiUlang.objects.filter(jadwal=OuterRef("pk"))))
    for one in bare.select_related("versi").order_by("changed_at", "id"):
        what = _("Susun kaji ulang — %s") % one.versi.title
        yield Tugas(Kind.ORDER_REVIEW, what, f"{_('Asesmen')} {tanggal(one.day)}", one.changed_at, ref=one.ref)


def review_orders(actor: Actor) -> Iterator[Tugas]:
    """SPT of penyelia that the Ketua has to sign."""
    for one in _reviews(KajiUlang.Status.DISUSUN).exclude(penyelia_id=actor.self_id):
        what = _("Tandatangani SPT penyelia — %s") % one.penyelia.name
        yield Tugas(Kind.SIGN_REVIEW, what, one.jadwal.versi.title, one.changed_at, ref=one.ref)


def supervision(actor: Actor) -> Iterator[Tugas]:
    """Reviews ordered of oneself."""
    for one in _reviews(KajiUlang.Status.DITUGASKAN).filter(penyelia_id=actor.self_id):
        what = _("Kaji ulang asesmen — %s") % one.jadwal.versi.title
        why = _("FR.AK.06 dan FR.VA menunggu Anda")
        yield Tugas(Kind.REVIEW_PROCESS, what, why, one.changed_at, ref=one.ref)


def _reviews(state: str) -> QuerySet[KajiUlang]:
    return (
        KajiUlang.objects.filter(status=state).select_related("jadwal__versi", "penyelia").order_by("changed_at", "id")
    )


def improvements(_actor: Actor) -> Iterator[Tugas]:
    """What reviews want improved, in one line."""
    first = open_perbaikan().order_by("opened_at").first()
    if first is not None:
        count = open_perbaikan().count()
        why = _("%d perbaikan belum dijawab") % count
        yield Tugas(Kind.IMPROVE, _("Jawab perbaikan materi"), why, first.opened_at)


def _fully_voted() -> set[int]:
    """The meetings in which every member has voted on every asesi."""
    rows = Rapat.objects.filter(status=Rapat.Status.DIUNDANG)
    sitting = Count("anggota_set", filter=Q(anggota_set__left_at=None), distinct=True)
    wanted = rows.annotate(members=sitting, cases=Count("keputusan_set", distinct=True))
    given = standing_votes().filter(keputusan__rapat__in=rows).order_by()
    cast = given.values_list("keputusan__rapat_id", "keputusan_id", "anggota_id").distinct()
    votes = Counter(rapat_id for rapat_id, _keputusan, _anggota in cast)
    return {one.pk for one in wanted if votes[one.pk] and votes[one.pk] == one.members * one.cases}


def _rapat_in(*states: str) -> Iterator[Rapat]:
    yield from Rapat.objects.filter(status__in=states).select_related("jadwal__versi").order_by("changed_at", "id")


_PAPERS = {
    Rapat.Status.DISUSUN: (Kind.APPOINT, "Tandatangani SK komite teknis", "Rapat menunggu SK ini"),
    Rapat.Status.DITETAPKAN: (Kind.INVITE, "Tandatangani undangan rapat", "SK komite teknis sudah terbit"),
    Rapat.Status.BA_SAH: (Kind.DECREE, "Tandatangani SK hasil keputusan", "Berita acara sudah sah"),
}


def decrees(actor: Actor) -> Iterator[Tugas]:
    """The letters of a meeting, for a Ketua who does not sit in it, and the letters to BNSP."""
    own = set(seats().filter(person=actor.person_id).values_list("rapat_id", flat=True))
    for rapat in _rapat_in(*_PAPERS):
        if rapat.pk not in own:
            kind, what, why = _PAPERS[Rapat.Status(rapat.status)]
            yield Tugas(kind, f"{what} — {rapat.jadwal.versi.title}", why, rapat.changed_at, ref=rapat.ref)
    for one in _permintaan_in(Permintaan.Status.DISUSUN):
        what = _("Tandatangani permohonan blangko — %s") % one.surat.number
        yield Tugas(Kind.SEND, what, one.rapat.jadwal.versi.title, one.changed_at, ref=one.ref)


def committee(actor: Actor) -> Iterator[Tugas]:
    """Votes not yet given and minutes not yet signed, of one's own meetings."""
    for seat in (
        seats()
        .filter(person=actor.person_id)
        .select_related("rapat__jadwal__versi", "rapat__berita_acara", "rapat__lsp")
    ):
        rapat = seat.rapat
        title = rapat.jadwal.versi.title
        if rapat.status == Rapat.Status.DIUNDANG and local_date(now(), rapat.lsp.zone) >= meeting_date(
            rapat, rapat.lsp
        ):
            voted = Suara.objects.filter(anggota=seat).values("keputusan_id")
            count = Keputusan.objects.filter(rapat=rapat).exclude(pk__in=voted).count()
            if count:
                yield Tugas(
                    Kind.VOTE,
                    _("Beri suara — %s") % title,
                    _("%s belum Anda putuskan") % people(count),
                    rapat.changed_at,
                    rapat.ref,
                )
        elif rapat.status == Rapat.Status.DIPUTUSKAN and not _has_signed(rapat.berita_acara, actor):
            yield Tugas(
                Kind.MINUTES,
                _("Tandatangani berita acara — %s") % title,
                _("Suara sudah lengkap"),
                rapat.changed_at,
                rapat.ref,
            )


def _has_signed(sheet: Lembar | None, actor: Actor) -> bool:
    return sheet is None or sheet.signatures.filter(person_id=actor.person_id or 0).exists()


def requests(_actor: Actor) -> Iterator[Tugas]:
    """Decrees whose list has not gone to BNSP."""
    bare = Rapat.objects.filter(~Exists(Permintaan.objects.filter(rapat=OuterRef("pk"))), status=Rapat.Status.SK_TERBIT)
    for rapat in (
        bare.select_related("jadwal__versi", "sk_hasil")
        .annotate(count=Count("keputusan_set"))
        .order_by("changed_at", "id")
    ):
        number = rapat.sk_hasil.number if rapat.sk_hasil else ""
        what = _("Ajukan nomor blangko — %s") % number
        yield Tugas(
            Kind.REQUEST, what, f"{rapat.jadwal.versi.title} · {people(rapat.count)}", rapat.changed_at, ref=rapat.ref
        )


def _permintaan_in(state: str) -> Iterator[Permintaan]:
    rows = Permintaan.objects.filter(status=state).select_related("rapat__jadwal__versi", "surat")
    yield from rows.order_by("changed_at", "id")


def numbers(_actor: Actor) -> Iterator[Tugas]:
    """Requests that BNSP has still to answer."""
    for one in _permintaan_in(Permintaan.Status.DIAJUKAN):
        what = _("Masukkan nomor dari BNSP — %s") % one.surat.number
        yield Tugas(Kind.NUMBERS, what, one.rapat.jadwal.versi.title, one.changed_at, ref=one.ref)


def certificates(_actor: Actor) -> Iterator[Tugas]:
    """Certificates that bear their numbers and are not yet issued."""
    rows = Sertifikat.objects.filter(status=Sertifikat.Status.BERNOMOR).order_by("changed_at", "id")
    count = rows.count()
    first = rows.first()
    if first is not None:
        yield Tugas(Kind.ISSUE, _("Terbitkan sertifikat"), _("%s menunggu terbit") % people(count), first.changed_at)


def appeals(actor: Actor) -> Iterator[Tugas]:
    """Appeals that wait to be received or decided, each with its promised day, but for those one took part in (B3, B5)."""
    for one in handled_by(actor):
        name, due = one.keputusan.asesmen.peserta.permohonan.asesi.name, next_due(one)
        what = (
            _("Nyatakan banding diterima — %s") if one.status == Banding.Status.DIAJUKAN else _("Putuskan banding — %s")
        )
        why = _("%(number)s · paling lambat %(day)s") % {"number": one.number, "day": tanggal(due) if due else "–"}
        yield Tugas(Kind.APPEAL, what % name, why, one.changed_at, one.ref, due)
