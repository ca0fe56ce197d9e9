"""Studies as an actor may see them, and the facts that their sheet bears."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from sahih.documents.content import Context
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.materials.skema.enums import Mode, RemoteCategory
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import name_on_forms, permits_of, skema_header
from sahih.process.visibilitas.models import Visibilitas

NO_PERMIT = "Tidak ada (uji coba di luar izin)"


def visible_visibilitas(actor: Actor) -> QuerySet[Visibilitas]:
    """The office's own record; the asesi finds it in their file."""
    rows = Visibilitas.objects.select_related(
        "permohonan__asesi", "permohonan__versi__skema", "permohonan__key", "permohonan__apl01__key", "lembar__key"
    )
    return rows if actor.may("permohonan.read") or actor.may("permohonan.review") else rows.none()


def get_visibilitas(actor: Actor, ref: str) -> Visibilitas:
    found: Visibilitas = get_or_unseen(visible_visibilitas(actor), ref=ref)
    return found


def live_visibilitas(permohonan: Permohonan) -> Visibilitas | None:
    """The study that stands."""
    return Visibilitas.objects.filter(permohonan=permohonan, is_live=True).select_related("lembar__key").first()


def studies_of(permohonan: Permohonan) -> QuerySet[Visibilitas]:
    """Every signed study, the latest first."""
    return (
        Visibilitas.objects.filter(permohonan=permohonan)
        .exclude(signed_at=None)
        .select_related("lembar")
        .order_by("-id")
    )


def studied_ids(cases: Iterable[Permohonan]) -> set[int]:
    rows = Visibilitas.objects.filter(permohonan__in=list(cases), is_live=True)
    return set(rows.values_list("permohonan_id", flat=True))


def visibilitas_context(permohonan: Permohonan, lsp: Lsp, *, day: dt.date) -> Context:
    """What is known before anybody studies: what was asked for, the category (K2), the permits (L9)."""
    permits = permits_of(permohonan, lsp, day=day)
    return Context(
        header=skema_header(permohonan.versi, asesi=name_on_forms(permohonan)),
        computed={
            "diajukan": str(Mode(permohonan.mode).label),
            "kategori": str(RemoteCategory(permohonan.versi.remote_category).label),
            "izin": "; ".join(permits) or NO_PERMIT,
        },
    )
