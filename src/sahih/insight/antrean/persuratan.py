"""Letters that wait for a signature, a receipt, or a place that must be looked at."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.insight.perjalanan.langkah import tanggal
from sahih.insight.persuratan.queries import JENIS, title_of, waiting_letters
from sahih.kernel.actor import Actor
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.tempat import VERIFICATIONS
from sahih.process.surat.models import Surat
from sahih.process.surat.queries import SIGNED, standing


def signatures(actor: Actor) -> Iterator[Tugas]:
    """One line a letter, for whoever's turn it is."""
    for one in waiting_letters(actor):
        what = _("Tandatangani %s") % title_of(JENIS[one.code])
        day = one.jadwal.day if one.jadwal else None
        why = " · ".join(filter(None, (one.lembar.number, one.versi.title if one.versi else "")))
        yield Tugas(Kind.SIGN_LETTER, what, why, one.changed_at, one.ref, day)


def receipts(actor: Actor) -> Iterator[Tugas]:
    """SPT verifikasi TUK to be received, then the place to be verified (E18, T2)."""
    mine = standing("SPT.TUK").filter(asesor__person=actor.person_id).select_related("jadwal__versi", "jadwal__tuk")
    done = Surat.objects.filter(code__in=VERIFICATIONS, jadwal=OuterRef("jadwal")).exclude(status=Surat.Status.BATAL)
    waits = mine.filter(~Exists(done.exclude(outcome=Surat.Outcome.TIDAK_SESUAI)), jadwal__status__in=_OPEN)
    for one in waits.order_by("signed_at", "id"):
        assert one.jadwal is not None
        why, since = f"{one.jadwal.versi.title} · {one.jadwal.tuk.name}", one.signed_at or one.changed_at
        if one.received_at is None:
            what = _("Tandai SPT verifikasi TUK diterima — %s") % one.lembar.number
            yield Tugas(Kind.RECEIVE_LETTER, what, why, since, one.ref, one.jadwal.day)
        else:
            what = _("Verifikasi TUK %s") % one.jadwal.tuk.name
            yield Tugas(Kind.VERIFY_PLACE, what, why, since, one.jadwal.ref, one.jadwal.day)


_OPEN = (Jadwal.Status.DIKONFIRMASI, Jadwal.Status.DITUGASKAN)


def places(_actor: Actor) -> Iterator[Tugas]:
    """Schedules with an asesor and without an order to verify their place; a standing TUK may still count (T3)."""
    ordered = Surat.objects.filter(code="SPT.TUK", jadwal=OuterRef("pk")).exclude(status=Surat.Status.BATAL)
    decreed = Surat.objects.filter(
        code="SK.TUK", tuk=OuterRef("tuk"), versi=OuterRef("versi"), status__in=SIGNED, valid_until__gte=OuterRef("day")
    )
    rows = Jadwal.objects.filter(~Exists(ordered), ~Exists(decreed), asks_tuk=True, status__in=_OPEN)
    for one in rows.select_related("versi", "tuk").order_by("day", "id"):
        what = _("Susun SPT verifikasi TUK — %s") % one.tuk.name
        yield Tugas(Kind.ORDER_PLACE, what, f"{one.versi.title} · {tanggal(one.day)}", one.changed_at, one.ref, one.day)
