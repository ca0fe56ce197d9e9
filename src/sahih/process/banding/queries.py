"""Appeals as an actor may see them, their days, and the facts that FR.AK.04 bears."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from sahih.documents.content import Context
from sahih.institution.accounts.queries import accounts_of
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import get_or_unseen
from sahih.kernel.workdays import workdays_after
from sahih.process.banding.models import Banding
from sahih.process.jadwal.models import Penugasan
from sahih.process.jadwal.queries import jadwal_header
from sahih.process.keputusan.models import Anggota, Keputusan
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import name_on_forms


def visible_banding(actor: Actor) -> QuerySet[Banding]:
    """Who handles appeals sees all that were filed, the appellant their own (B2)."""
    rows = Banding.objects.select_related(
        "keputusan__asesmen__peserta__permohonan__asesi__user", "keputusan__asesmen__peserta__permohonan__key",
        "keputusan__asesmen__peserta__permohonan__versi__skema", "keputusan__asesmen__peserta__jadwal__versi__skema",
        "keputusan__asesmen__peserta__jadwal__tuk", "keputusan__rapat__sk_hasil", "lembar__key",
    )  # fmt: skip
    own = Q(keputusan__asesmen__peserta__permohonan__asesi_id=actor.self_id)
    if actor.may("banding.handle") or actor.may("keputusan.read"):
        return rows.filter(~Q(status=Banding.Status.DRAF) | own)
    return rows.filter(own)


def handled_by(actor: Actor) -> QuerySet[Banding]:
    """The open appeals in which this actor took no part: what `may_handle` says of each, in one query (B3)."""
    waiting = visible_banding(actor).filter(status__in=[Banding.Status.DIAJUKAN, Banding.Status.DITERIMA])
    place = "keputusan__asesmen__peserta__jadwal_id"
    duties = Penugasan.objects.filter(jadwal_id=OuterRef(place), spt__isnull=False, asesor__person_id=actor.self_id)
    sat = Anggota.objects.filter(rapat_id=OuterRef("keputusan__rapat_id"), person_id=actor.self_id)
    own = Q(keputusan__asesmen__peserta__permohonan__asesi_id=actor.self_id)
    return waiting.exclude(own).exclude(Exists(duties)).exclude(Exists(sat)).order_by("filed_at", "id")


def get_banding(actor: Actor, ref: str) -> Banding:
    found: Banding = get_or_unseen(visible_banding(actor), ref=ref)
    return found


def banding_of(keputusan: Keputusan) -> Banding | None:
    return Banding.objects.filter(keputusan=keputusan).select_related("lembar__key").first()


def is_appealing(person_id: int, *, skema_id: int) -> bool:
    """Whether this human being, by NIK too, waits for the outcome of an appeal for this skema; a complaint reopens nothing."""
    cases = Permohonan.objects.filter(asesi__in=accounts_of(person_id), versi__skema=skema_id)
    waiting = [Banding.Status.DIAJUKAN, Banding.Status.DITERIMA]
    rows = Banding.objects.filter(kind=Banding.Kind.BANDING, status__in=waiting)
    return rows.filter(keputusan__asesmen__peserta__permohonan__in=cases).exists()


def file_by(keputusan: Keputusan, lsp: Lsp) -> dt.date:
    """B5: the last day on which an appeal is in time, counted from the decree."""
    decreed = keputusan.rapat.decreed_on
    assert decreed is not None
    return workdays_after(decreed, lsp.banding_within)


def banding_context(keputusan: Keputusan) -> Context:
    """The identity rows of FR.AK.04; its scheme follows from them."""
    peserta = keputusan.asesmen.peserta
    return Context(header=jadwal_header(peserta.jadwal, asesi=name_on_forms(peserta.permohonan)))


def is_overdue(banding: Banding, *, day: dt.date) -> bool:
    """Whether the LSP is behind what it promised."""
    due = next_due(banding)
    return due is not None and day > due


def next_due(banding: Banding) -> dt.date | None:
    """The day by which the LSP owes the next step."""
    return {
        Banding.Status.DIAJUKAN: banding.answer_by,
        Banding.Status.DITERIMA: banding.decide_by,
    }.get(Banding.Status(banding.status))


def filed_on(banding: Banding, lsp: Lsp) -> dt.date:
    assert banding.filed_at is not None
    return local_date(banding.filed_at, lsp.zone)
