"""MUK as an actor may see them."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet

from sahih.documents.susunan import Elemen, Kelompok, Unit
from sahih.kernel.actor import Actor
from sahih.kernel.holds import Hold
from sahih.kernel.policy import get_or_unseen
from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.models import Bagian, Butir, ButirKuk, Muk
from sahih.materials.perangkat.policies import READERS, TIDAK_LAYAK
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.queries import tree


def visible_muk(actor: Actor) -> QuerySet[Muk]:
    """That a MUK exists is known to those who assess and manage; what it says is asked item by item (FX14)."""
    rows = Muk.objects.select_related(
        "versi__skema", "penyusun", "validator", "key", "pengesahan__key", "replaces__versi"
    )
    return rows if actor.is_system or actor.has(*READERS) else rows.none()


def get_muk(actor: Actor, ref: str) -> Muk:
    found: Muk = get_or_unseen(visible_muk(actor), ref=ref)
    return found


def muk_by_skema(actor: Actor, versi_list: Sequence[SkemaVersi]) -> dict[int, list[Muk]]:
    """By skema the MUK of all its versions, which a new one may begin from, the newest version first; one query."""
    found: dict[int, list[Muk]] = {one.skema_id: [] for one in versi_list}
    for row in visible_muk(actor).filter(versi__skema__in=found).order_by("-versi__version", "number"):
        found[row.versi.skema_id].append(row)
    return found


def usable_muk() -> QuerySet[Muk]:
    """The validated MUK, but for those that a team found unfit (PL10, FX9)."""
    unfit = Hold.objects.filter(subject="muk", kind=TIDAK_LAYAK, lifted_at=None).values("subject_id")
    return Muk.objects.filter(status=Muk.Status.TERVALIDASI).exclude(pk__in=unfit)


def usable_for(versi: SkemaVersi) -> QuerySet[Muk]:
    """Those of one version."""
    return usable_muk().filter(versi=versi).select_related("versi__skema", "penyusun", "key").order_by("number")


def get_bagian(muk: Muk, ref: str) -> Bagian:
    found: Bagian = get_or_unseen(Bagian.objects.select_related("kelompok", "muk__versi__skema", "muk__key", "muk__penyusun"), muk=muk, ref=ref)  # fmt: skip
    return found


def get_butir(muk: Muk, ref: str) -> Butir:
    rows = Butir.objects.select_related("bagian__kelompok", "picture__key", "muk__versi__skema", "muk__key", "muk__penyusun")  # fmt: skip
    found: Butir = get_or_unseen(rows, muk=muk, ref=ref)
    return found


def benchmarks_of(muk: Muk) -> dict[tuple[str, str], str]:
    """What FR.IA.01 prints as the standard of the workplace, by unit and elemen: each benchmark once; one query."""
    rows = ButirKuk.objects.filter(muk=muk, butir__bagian__instrumen=Instrumen.IA01).order_by(
        "butir__number", "kuk__number"
    )
    found: dict[tuple[str, str], dict[str, None]] = {}
    for unit, elemen, text in rows.values_list("kuk__elemen__unit__code", "kuk__elemen__number", "butir__text"):
        found.setdefault((unit, str(elemen)), {})[text] = None
    return {key: "\n".join(texts) for key, texts in found.items()}


def susunan_with(muk: Muk) -> tuple[Kelompok, ...]:
    """The tree of the version with the benchmarks of this MUK, as FR.IA.01 prints it."""
    said = benchmarks_of(muk)

    def elemen_of(unit: Unit, one: Elemen) -> Elemen:
        return replace(one, acuan=said.get((unit.kode, one.nomor), one.acuan))

    return tuple(
        replace(
            group,
            unit=tuple(replace(unit, elemen=tuple(elemen_of(unit, one) for one in unit.elemen)) for unit in group.unit),
        )
        for group in tree(muk.versi)
    )
