"""Read a MUK as plain rows, and lay a plan on it; five statements whatever its size, and no model instances."""

from collections.abc import Iterable

from django.db.models import F, Func, IntegerField, Q, QuerySet
from django.db.models.functions import Concat

from sahih.materials.muk.models import Rencana
from sahih.materials.muk.queries import IN_MAKING, instruments_of
from sahih.materials.perangkat.models import Bagian, ButirAspek, ButirKuk, Muk
from sahih.materials.peta.counting import AspekRow, BagianRow, ButirRow, KukRow, Peta, Planned, draw, under_plan
from sahih.materials.peta.gaps import Celah, gaps_under
from sahih.materials.skema.models import AspekUnit, Kuk, SkemaVersi

_BUTIR = ("ref", "number", "metode", "dimensi", "jenis", "saat")


def map_of(muk: Muk) -> Peta:
    """The whole map, no plan laid on it: the KUK, the aspek, the items with their bagian, and the two kinds of links."""
    bagian, butir = _items_of(muk)
    return draw(
        map(KukRow._make, _kuk_of(muk.versi_id)),
        map(AspekRow._make, _aspek_of(muk.versi_id)),
        bagian,
        butir,
        kuk_links=ButirKuk.objects.filter(muk=muk).values_list("butir_id", "kuk_id"),
        aspek_links=ButirAspek.objects.filter(muk=muk).values_list("butir_id", "aspek_id"),
    )


def map_of_plan(rencana: Rencana, muk: Muk) -> Peta:
    """What of this MUK the plan would open; what the plan opens and the MUK lacks is a gap."""
    return under_plan(map_of(muk), planned_of(rencana))


def planned_of(rencana: Rencana) -> Planned:
    """Per kelompok the instruments of FR.MAPA.02, for the potensi of this plan (FX3)."""
    return {int(group): frozenset(codes) for group, codes in instruments_of(rencana).items()}


def plans_for(versi: SkemaVersi) -> list[Rencana]:
    """The plans that a MUK has to serve: per potensi the one in force, else the one in making."""
    rows = Rencana.objects.filter(versi=versi).filter(Q(status="berlaku") | Q(status__in=IN_MAKING))
    found = sorted(rows.select_related("mapa02__key"), key=lambda one: (one.potensi, one.status != "berlaku"))
    return list({one.potensi: one for one in reversed(found)}.values())[::-1]


def gaps_of_muk(muk: Muk, peta: Peta | None = None) -> list[Celah]:
    """Every gap of a MUK under each plan of its skema version, each named once with the potensi that it touches."""
    plans = {one.potensi: planned_of(one) for one in plans_for(muk.versi)}
    return gaps_under(peta or map_of(muk), plans)


def gaps_of_plan(rencana: Rencana, muk: Muk, peta: Peta | None = None) -> list[Celah]:
    """What this plan would leave unmeasured with this MUK (PL6)."""
    return gaps_under(peta or map_of(muk), {rencana.potensi: planned_of(rencana)})


def _kuk_of(versi_id: int) -> QuerySet[Kuk, tuple[object, ...]]:
    rows = Kuk.objects.filter(versi=versi_id).order_by(
        "elemen__unit__kelompok__number", "elemen__unit__place", "elemen__number", "number"
    )
    return rows.values_list(
        "pk", "ref", "elemen__unit__kelompok__number", "elemen__unit__kelompok__title", "elemen__unit__code",
        "elemen__unit__title", "elemen__number", "elemen__title", "number", "text",
    )  # fmt: skip


def _aspek_of(versi_id: int) -> QuerySet[AspekUnit, tuple[object, ...]]:
    rows = AspekUnit.objects.filter(versi=versi_id).order_by("unit__kelompok__number", "unit__place", "kind", "number")
    return rows.values_list("pk", "ref", "unit__kelompok__number", "unit__code", "kind", "number", "text")


def _items_of(muk: Muk) -> tuple[list[BagianRow], Iterable[ButirRow]]:
    """Each bagian beside its items, one statement; a bagian without items is a row too."""
    of_butir = [f"butir_set__{name}" for name in _BUTIR]
    rows = Bagian.objects.filter(muk=muk).order_by("kelompok__number", "instrumen", "butir_set__number")
    read = rows.values_list(
        "ref", "kelompok__number", "instrumen", Concat("skenario", "keluaran"), "butir_set__pk", *of_butir,
        Func(F("butir_set__options"), function="jsonb_array_length", output_field=IntegerField()),
        "butir_set__kunci__pk",
    )  # fmt: skip
    bagian: dict[str, BagianRow] = {}
    butir = []
    for ref, kelompok, instrumen, words, key, own, number, metode, dimensi, jenis, saat, options, kunci in read:
        if ref not in bagian:
            bagian[ref] = BagianRow(ref, kelompok, instrumen, has_words=bool(words.strip()))
        if key is not None:
            butir.append(
                ButirRow(
                    key, own, ref, kelompok, instrumen, number, metode, dimensi, jenis, saat, options, kunci is not None
                )
            )
    return list(bagian.values()), butir
