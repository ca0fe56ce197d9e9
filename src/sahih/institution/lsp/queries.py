"""The LSP as its papers and pages name it."""

from typing import Any

from sahih.institution.lsp.models import Lsp


def kop(lsp: Lsp) -> dict[str, Any]:  # Any: JSON that the template reads
    """The letterhead: the LSP's own words and no sign of BNSP (L11)."""
    return {
        "name": lsp.name,
        "licence": lsp.licence,
        "address": lsp.address,
        "contact": " · ".join(filter(None, (lsp.phone, lsp.email, lsp.website))),
    }
