"""The LSP as its papers and pages name it."""

from typing import Any

from sahih.documents.logo import logo_svg
from sahih.institution.lsp.models import Lsp


def kop(lsp: Lsp) -> dict[str, Any]:  # Any: JSON that the template reads
    """The letterhead: the LSP's own words and logo and no sign of BNSP (L11); and what of it heads a form."""
    return {
        "name": lsp.name,
        "logo": logo_svg(),
        "form_head": lsp.form_head,
        "licence": lsp.licence,
        "address": lsp.address,
        "contact": " · ".join(filter(None, (lsp.phone, lsp.email, lsp.website))),
    }
