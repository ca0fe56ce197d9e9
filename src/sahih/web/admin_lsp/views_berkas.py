"""The whole file of one asesi: its cover, and taking it out of the house."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sahih.documents.models import Lembar
from sahih.insight.berkas.actions import export_berkas
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import get_permohonan
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.sampul import Kelengkapan, kelengkapan_of, sampul_response

READERS = ("permohonan.read", "permohonan.review")
OF_APPLICATION = {"FR.APL.01": "apl01", "FR.APL.02": "apl02"}


def may_read_records(actor: Actor) -> bool:
    """Who reads assessments or decisions reads each sheet of them; the others read the application's."""
    return actor.may("asesmen.read") or actor.may("keputusan.read")


def cover_of(permohonan: Permohonan, slug: str, actor: Actor) -> Kelengkapan:
    """Forms 6.6 as the progress of the case; each paper that is there and that this person may read is a link."""
    reads_all = may_read_records(actor)

    def address(code: str, sheet: Lembar | None) -> str:
        if sheet is not None and reads_all:
            return reverse("sop:lembar", args=[slug, permohonan.ref, sheet.ref])
        name = OF_APPLICATION.get(code) if sheet is not None else None
        return reverse("admin_lsp:permohonan_lembar", args=[slug, permohonan.ref, name]) if name else ""

    pdf = reverse("admin_lsp:permohonan_sampul", args=[slug, permohonan.ref])
    return kelengkapan_of(permohonan, address=address, pdf=pdf)


@needs(*READERS)
def sampul(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The cover sheet of the case as it stands now."""
    return sampul_response(get_permohonan(request.actor, ref), lsp=request.lsp, at=now())


@needs("audit.read")
@require_POST
def unduh(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The archive as it stands at this moment; who took it is an entry."""
    permohonan = get_permohonan(request.actor, ref)
    archive = export_berkas(permohonan, actor=request.actor, at=now())
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="berkas-{permohonan.ref}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response
