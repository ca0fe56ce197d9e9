"""What waits for the office: applications, money, dates."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.insight.perjalanan.langkah import tanggal
from sahih.kernel.actor import Actor
from sahih.materials.skema.enums import UNPUBLISHED, Status
from sahih.materials.skema.models import IS_COMPLETE, SkemaVersi
from sahih.materials.skema.queries import authors_turn
from sahih.process.biaya.models import Tagihan
from sahih.process.biaya.queries import rupiah, unbilled
from sahih.process.jadwal.models import Jadwal, Peserta
from sahih.process.jadwal.queries import plannable, unstudied
from sahih.process.permohonan.models import Permohonan

T = TypeVar("T")


def grouped(rows: Iterable[T], key: Callable[[T], Hashable]) -> Iterator[list[T]]:
    """Rows that one act settles together, in the order of the oldest."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    yield from groups.values()


def people(count: int) -> str:
    return ngettext("%d orang", "%d orang", count) % count


def reviews(actor: Actor) -> Iterator[Tugas]:
    """Applications handed in, except one's own; those of one company for one skema in a line."""
    rows = Permohonan.objects.filter(status=Permohonan.Status.DIAJUKAN).exclude(asesi_id=actor.person_id)
    rows = rows.select_related("asesi", "perusahaan", "versi").order_by("changed_at", "id")
    for group in grouped(rows, lambda one: (one.versi_id, one.perusahaan_id or -one.pk)):
        first = group[0]
        yield Tugas(
            Kind.REVIEW, _("Tinjau permohonan — %s") % first.versi.title, _whose(group), first.changed_at,
            ref=first.ref if len(group) == 1 else "",
        )  # fmt: skip


def _whose(group: list[Permohonan]) -> str:
    first = group[0]
    who = first.asesi.name if len(group) == 1 else people(len(group))
    return f"{first.perusahaan.name} · {who}" if first.perusahaan else who


def bills(_actor: Actor) -> Iterator[Tugas]:
    """Accepted applications without an invoice, one line a payer."""
    for group in grouped(unbilled(), lambda one: one.perusahaan_id or -one.asesi_id):
        total = rupiah(sum(one.versi.fee or 0 for one in group))
        first = group[0]
        payer = first.perusahaan.name if first.perusahaan else first.asesi.name
        yield Tugas(Kind.BILL, _("Buat tagihan — %s") % payer, f"{people(len(group))} · {total}", first.changed_at)


def proofs(actor: Actor) -> Iterator[Tugas]:
    """Proofs of payment to be looked at, except one's own."""
    rows = Tagihan.objects.filter(status=Tagihan.Status.DIPERIKSA).select_related("perusahaan", "person")
    for one in rows.order_by("changed_at", "id"):
        if one.person_id is None or one.person_id != actor.person_id:
            why = f"{rupiah(one.total)} · {one.perusahaan or one.person}"
            yield Tugas(Kind.VERIFY, _("Periksa bukti pembayaran %s") % one.number, why, one.changed_at, ref=one.ref)


def studies(actor: Actor) -> Iterator[Tugas]:
    """Asesi who are ready and of whom nobody has recorded how they can be assessed (E17), one line a skema and way."""
    for group in grouped(unstudied().exclude(asesi_id=actor.person_id), lambda one: (one.versi_id, one.mode)):
        what = _("Kaji visibilitas — %s") % group[0].versi.title
        why = f"{people(len(group))} · {group[0].get_mode_display()}"
        yield Tugas(Kind.STUDY, what, why, group[0].changed_at, ref=group[0].ref)


def plans(_actor: Actor) -> Iterator[Tugas]:
    """Asesi who are ready and stand on no schedule, one line a skema."""
    for group in grouped(plannable(), lambda one: (one.versi_id, one.mode, one.medium, one.uji_coba)):
        what = _("Susun jadwal — %s") % group[0].versi.title
        yield Tugas(Kind.PLAN, what, _("%s siap dijadwalkan") % people(len(group)), group[0].changed_at)


def open_dates(_actor: Actor) -> Iterator[Tugas]:
    """Dates without an asesor, and asesi who asked for another date."""
    waiting = Jadwal.objects.filter(status=Jadwal.Status.DISUSUN).select_related("versi", "tuk")
    for one in waiting.annotate(count=Count("peserta_set")).order_by("day", "id"):
        why = f"{one.versi.title} · {one.tuk.name} · {people(one.count)}"
        yield Tugas(
            Kind.FIND_ASESOR, _("Pilih asesor untuk %s") % tanggal(one.day), why, one.changed_at, one.ref, one.day
        )
    wishes = Peserta.objects.filter(is_live=True, jadwal__status__in=_MOVABLE).exclude(wish="")
    for wish in wishes.select_related("jadwal", "permohonan__asesi").order_by("jadwal__day", "id"):
        what = _("Asesi minta tanggal lain — %s") % wish.permohonan.asesi.name
        yield Tugas(Kind.WISH, what, wish.wish, wish.jadwal.changed_at, wish.jadwal.ref, wish.jadwal.day)


_MOVABLE = (Jadwal.Status.DISUSUN, Jadwal.Status.DITAWARKAN, Jadwal.Status.DIKONFIRMASI)


def drafts(_actor: Actor) -> Iterator[Tugas]:
    """Versions of skema that are not yet published: to complete, or, once reviewed, to publish."""
    waiting = SkemaVersi.objects.filter(status__in=UNPUBLISHED).select_related("skema").order_by("imported_at", "id")
    for one in waiting:
        if one.status == Status.DITINJAU:
            why, since = _("Versi %d sudah ditinjau") % one.version, one.reviewed_at or one.imported_at
            yield Tugas(Kind.COMPLETE, _("Terbitkan skema — %s") % one.title, why, since, ref=one.ref)
        else:
            asked = _("Peninjau minta: %s") % " · ".join(one.review_note.splitlines()) if one.review_note else ""
            why = asked or _("Versi %d masih draf") % one.version
            yield Tugas(Kind.COMPLETE, _("Lengkapi skema — %s") % one.title, why, one.imported_at, ref=one.ref)


def unread_drafts(actor: Actor) -> Iterator[Tugas]:
    """Drafts whose head is whole, which this reader did not write (K7) and which do not wait for whoever did."""
    waiting = SkemaVersi.objects.filter(IS_COMPLETE, status=Status.DRAF).exclude(penyusun_set__person=actor.person_id)
    rows = list(waiting.order_by("imported_at", "id"))
    homes = authors_turn(rows)
    for one in (row for row in rows if row.pk not in homes):
        why = _("Versi %d menunggu orang yang tidak ikut menyusunnya") % one.version
        yield Tugas(Kind.COMPLETE, _("Tinjau skema — %s") % one.title, why, one.imported_at, ref=one.ref)
