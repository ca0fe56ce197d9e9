"""Files to begin from, for an LSP that has no standard and no skema of its own to download yet."""

from django.http import HttpResponse

from sahih.materials.data import skema_bytes
from sahih.materials.standar.format import load_standar
from sahih.materials.standar.sheets import dump_sheets
from sahih.web.gate import LspRequest, needs

YAML = "application/yaml; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("skema.manage")
def standar_yaml(request: LspRequest, slug: str) -> HttpResponse:
    """One small standard, with what each line means."""
    return _file(skema_bytes("templat_standar"), YAML, "templat-standar.yaml")


@needs("skema.manage")
def standar_xlsx(request: LspRequest, slug: str) -> HttpResponse:
    """The same as a workbook."""
    return _file(dump_sheets(load_standar(skema_bytes("templat_standar"))), XLSX, "templat-standar.xlsx")


@needs("skema.manage")
def skema_yaml(request: LspRequest, slug: str) -> HttpResponse:
    """One small skema, with what each line means."""
    return _file(skema_bytes("templat_skema"), YAML, "templat-skema.yaml")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
