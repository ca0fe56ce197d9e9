"""What waits for an asesor: an offer, a letter, the sheets of a session."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sahih.insight.antrean.kantor import grouped, people
from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.insight.perjalanan.langkah import tanggal
from sahih.kernel.actor import Actor
from sahih.process.asesmen.models import Asesmen
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.kaji_ulang.models import Temuan

_OPEN = {
    Asesmen.Status.DISIAPKAN: "Tinjau asesmen mandiri",
    Asesmen.Status.DITINJAU: "Pilih rencana dan sepakati FR.AK.01",
    Asesmen.Status.DISETUJUI: "Mulai asesmen",
    Asesmen.Status.BERLANGSUNG: "Lengkapi FR.IA.01, FR.AK.06, dan FR.AK.02",
}


def duties(actor: Actor) -> Iterator[Tugas]:
    """Offers to answer and letters to receive."""
    rows = Penugasan.objects.filter(is_live=True, asesor__person=actor.person_id, spt_received_at=None)
    for one in rows.select_related("jadwal__versi", "jadwal__tuk", "spt").order_by("offered_at", "id"):
        why, day = f"{one.jadwal.versi.title} · {one.jadwal.tuk.name}", one.jadwal.day
        if one.answer == Penugasan.Answer.WAITING:
            yield Tugas(Kind.ANSWER, _("Nyatakan kesediaan untuk %s") % tanggal(day), why, one.offered_at, one.ref, day)
        elif one.spt is not None and one.spt.locked_at:
            yield Tugas(
                Kind.RECEIVE, _("Tandai SPT diterima — %s") % one.spt.number, why, one.spt.locked_at, one.ref, day
            )


def sessions(actor: Actor) -> Iterator[Tugas]:
    """The next sheet of each session, and the report at its end."""
    mine = Penugasan.objects.filter(is_live=True, asesor__person=actor.person_id).values("jadwal_id")
    rows = Asesmen.objects.filter(peserta__jadwal__in=mine, peserta__jadwal__status=Jadwal.Status.DITUGASKAN)
    rows = rows.select_related("peserta__jadwal__versi", "peserta__permohonan__asesi").order_by("changed_at", "id")
    for group in grouped(rows, lambda one: one.peserta.jadwal_id):
        jadwal = group[0].peserta.jadwal
        still_open = [one for one in group if one.status in _OPEN]
        for part in grouped(still_open, lambda one: one.status):
            what = f"{_OPEN[Asesmen.Status(part[0].status)]} — {jadwal.versi.title}"
            why = part[0].peserta.permohonan.asesi.name if len(part) == 1 else people(len(part))
            yield Tugas(Kind.ASSESS, what, why, part[0].changed_at, jadwal.ref, jadwal.day)
        if not still_open:
            what = _("Tandatangani FR.AK.05 — %s") % jadwal.versi.title
            yield Tugas(Kind.ASSESS, what, people(len(group)), group[-1].changed_at, jadwal.ref, jadwal.day)


def findings(actor: Actor) -> Iterator[Tugas]:
    """What a penyelia sent back to this asesor."""
    mine = Penugasan.objects.filter(is_live=True, asesor__person=actor.person_id).values("jadwal_id")
    rows = Temuan.objects.filter(kaji__jadwal__in=mine, answered_at=None).select_related("kaji__jadwal__versi")
    for one in rows.order_by("found_at", "id"):
        what = _("Jawab temuan kaji ulang — %s") % one.kaji.jadwal.versi.title
        yield Tugas(Kind.FINDING, what, one.text, one.found_at, ref=one.ref)
