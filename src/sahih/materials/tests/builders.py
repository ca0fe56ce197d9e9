"""The smallest valid LSP and the person who manages its skema."""

import datetime as dt

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level


def make_lsp(slug: str, number: int, **facts: str) -> Lsp:
    values = {
        "kind": "P3", "sector": "K3L", "address": "Jl. Veteran 1", "city": "Gresik", "phone": "031-1",
        "code": slug.upper(), "email": f"{slug}@example.test",
        "licensed_from": dt.date(2024, 1, 1), "licensed_until": dt.date(2029, 1, 1),
    }  # fmt: skip
    return Lsp.objects.create(slug=slug, name=f"LSP {slug}", licence=f"BNSP-LSP-{number:04d}-ID", **values | facts)


def manager_of(lsp: Lsp) -> Actor:
    roles, rights = frozenset({"manajer_sertifikasi"}), frozenset({"skema.manage"})
    return Actor(user_id=1, person_id=1, lsp_id=lsp.pk, roles=roles, rights=rights, level=Level.STRONG)
