"""The whole file of one asesi, taken out of the house."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from sahih.insight.berkas.actions import export_berkas
from sahih.kernel.clock import now
from sahih.process.permohonan.queries import get_permohonan
from sahih.web.gate import LspRequest, needs


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
