"""The smallest valid LSP, the person who manages its skema, and a complete small MUK."""

import datetime as dt

from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.keys import new_data_key
from sahih.materials.perangkat.format import MukSpec
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.writing import write_content
from sahih.materials.skema.models import SkemaVersi
from sahih.process.contoh.muk import full_spec


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


def make_muk(
    versi: SkemaVersi, *, penyusun: Person, at: dt.datetime, title: str = "Paket A", spec: MukSpec | None = None
) -> Muk:  # fmt: skip
    """A draft with a complete small content: an item for every KUK and aspek kritis, every question with its key."""
    muk = Muk.objects.create(
        versi=versi, number=Muk.objects.filter(versi=versi).count() + 1, title=title, key=new_data_key(),
        penyusun=penyusun, opened_at=at, changed_at=at,
    )  # fmt: skip
    write_content(muk, spec or full_spec(versi, title=title), at=at)
    return muk
