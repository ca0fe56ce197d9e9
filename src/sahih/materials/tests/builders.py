"""The smallest valid LSP, the person who manages its skema, and a complete small MUK."""

import datetime as dt

from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.keys import new_data_key
from sahih.materials.perangkat.format import MukSpec
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.writing import write_content
from sahih.materials.skema.actions import publish_versi, review_versi
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
    return _actor(lsp, "manajer_sertifikasi", "skema.manage", "skema.review")


def reviewer_of(lsp: Lsp) -> Actor:
    """Who reads what the manager wrote (K7)."""
    return _actor(lsp, "manajer_mutu", "skema.review")


def _actor(lsp: Lsp, role: str, *rights: str) -> Actor:
    person = Person.objects.create(name=role)
    return Actor(
        user_id=1, person_id=person.pk, lsp_id=lsp.pk, roles=frozenset({role}), rights=frozenset(rights), level=Level.STRONG
    )  # fmt: skip


def publish(versi: SkemaVersi, *, actor: Actor, at: dt.datetime) -> SkemaVersi:
    """Reviewed by somebody else, then opened."""
    review_versi(versi, actor=reviewer_of(versi.lsp), at=at)
    return publish_versi(versi, actor=actor, at=at)


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
