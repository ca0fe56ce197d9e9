"""The map in force, and each step as the LSP's own SOP calls it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from sahih.institution.sop.langkah import LANGKAH, Langkah
from sahih.institution.sop.models import PetaSop


@dataclass(frozen=True)
class Sebutan:
    """A step under the number and title by which the auditor of this LSP knows it."""

    langkah: Langkah
    nomor: str
    judul: str


def versions() -> QuerySet[PetaSop]:
    return PetaSop.objects.select_related("made_by").order_by("-version")


def peta_now() -> PetaSop | None:
    return versions().first()


def sebutan_of(peta: PetaSop | None) -> list[Sebutan]:
    """Every step in our order, by the LSP's words where it has given some."""
    own: Mapping[str, Mapping[str, str]] = peta.steps if peta else {}
    return [
        Sebutan(
            one,
            own.get(one.nomor, {}).get("nomor") or one.nomor,
            own.get(one.nomor, {}).get("judul") or one.judul,
        )
        for one in LANGKAH
    ]
