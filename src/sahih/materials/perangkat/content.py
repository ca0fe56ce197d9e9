"""The content of a MUK between its rows and plain data; the keys are opened only where they are asked for (FX14)."""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import rfc8785

from sahih.kernel.keys import DataKey, box, unbox
from sahih.materials.berkas.parts import as_pasted
from sahih.materials.perangkat.enums import JENIS, METODE, Instrumen
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, MukSpec, PictureSpec, RefSpec
from sahih.materials.perangkat.models import Bagian, Butir, ButirAspek, ButirKuk, Kunci, Muk
from sahih.materials.skema.enums import AspekKind

T = TypeVar("T")

ORDER = {code: place for place, code in enumerate(Instrumen.values)}


@dataclass(frozen=True)
class Rows:
    """All rows of a MUK, or of some of its items."""

    bagian_list: tuple[Bagian, ...]
    butir_by_bagian: Mapping[Hashable, list[Butir]]
    refs_by_butir: Mapping[Hashable, list[RefSpec]]
    kunci_by_butir: Mapping[Hashable, Kunci]


def rows_of(muk: Muk, *, keys: bool, bagian: Bagian | None = None) -> Rows:
    """Read a MUK, or one instrument of it, whole: four queries, and one more for the keys."""
    own: dict[str, Any] = {"muk": muk}  # reason: a filter's keywords
    of_butir = own if bagian is None else {**own, "butir__bagian": bagian}
    if bagian is None:
        found = Bagian.objects.filter(muk=muk).select_related("kelompok")
        bagian_list = sorted(found, key=lambda one: (one.kelompok.number, ORDER[one.instrumen]))
    else:
        own, bagian_list = {**own, "bagian": bagian}, [bagian]
    butir = Butir.objects.filter(**own).select_related("picture").order_by("number")
    kunci = Kunci.objects.filter(**of_butir) if keys else ()
    return Rows(
        bagian_list=tuple(bagian_list),
        butir_by_bagian=_grouped((one.bagian_id, one) for one in butir),
        refs_by_butir=_grouped([*_kuk_refs(of_butir), *_aspek_refs(of_butir)]),
        kunci_by_butir={one.butir_id: one for one in kunci},
    )


def _grouped(pairs: Iterable[tuple[Hashable, T]]) -> Mapping[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for owner, one in pairs:
        found[owner].append(one)
    return found


def _kuk_refs(of_butir: Mapping[str, Any]) -> list[tuple[int, RefSpec]]:  # reason: a filter's keywords
    rows = ButirKuk.objects.filter(**of_butir).order_by(
        "kuk__elemen__unit__number", "kuk__elemen__number", "kuk__number"
    )
    values = rows.values_list("butir_id", "kuk__elemen__unit__code", "kuk__elemen__number", "kuk__number")
    return [(butir, RefSpec(unit=code, kuk=f"{elemen}.{number}")) for butir, code, elemen, number in values]


def _aspek_refs(of_butir: Mapping[str, Any]) -> list[tuple[int, RefSpec]]:  # reason: a filter's keywords
    rows = ButirAspek.objects.filter(**of_butir).order_by("aspek__unit__number", "aspek__kind", "aspek__number")
    values = rows.values_list("butir_id", "aspek__unit__code", "aspek__kind", "aspek__number")
    return [
        (butir, RefSpec(unit=code, kritis=number) if kind == AspekKind.KRITIS else RefSpec(unit=code, sikap=number))
        for butir, code, kind, number in values
    ]


def spec_of(muk: Muk, *, keys: bool) -> MukSpec:
    """The whole content as plain data; without the keys it is what a reader of the map needs."""
    rows = rows_of(muk, keys=keys)
    return MukSpec(
        skema=muk.versi.skema.number,
        # A title that was stored with signs that nobody sees; no such MUK could be signed.
        title=as_pasted(muk.title).strip() or f"MUK {muk.number}",
        pass_mark=muk.pass_mark,
        bagian=tuple(_bagian(one, rows, muk.key) for one in rows.bagian_list),
    )


def _bagian(row: Bagian, rows: Rows, key: DataKey) -> BagianSpec:
    items = tuple(butir_spec(one, row.instrumen, rows, key) for one in rows.butir_by_bagian.get(row.pk, ()))
    return head_spec(row).model_copy(update={"butir": items})


def head_spec(row: Bagian) -> BagianSpec:
    """One instrument without its items."""
    return BagianSpec.model_validate(
        {
            "instrumen": row.instrumen, "kelompok": row.kelompok.number, "petunjuk": row.petunjuk or None,
            "skenario": row.skenario or None, "perlengkapan": row.perlengkapan or None, "keluaran": row.keluaran or None,
            "minutes": row.minutes, "present_minutes": row.present_minutes,
        }
    )  # fmt: skip


def butir_spec(row: Butir, instrumen: str, rows: Rows, key: DataKey) -> ButirSpec:
    """One item; `jenis` and `metode` are named only where they differ from the instrument's own."""
    kunci = rows.kunci_by_butir.get(row.pk)
    own_jenis, own_metode = row.jenis != JENIS[Instrumen(instrumen)], row.metode != METODE[Instrumen(instrumen)]
    return ButirSpec.model_validate(
        {
            "text": row.text, "scope": row.scope or None, "refs": tuple(rows.refs_by_butir.get(row.pk, ())), "dimensi": row.dimensi or None,
            "jenis": row.jenis if own_jenis else None, "metode": row.metode if own_metode else None,
            "saat": row.saat or None, "kritis": row.kritis, "options": tuple(row.options),
            "kunci": opened(kunci, row, key) if kunci is not None else None,
            "picture": PictureSpec(sha256=row.picture.sha256, alt=row.picture_alt) if row.picture else None,
        }
    )  # fmt: skip


def sealed(spec: KunciSpec, butir: Butir, key: DataKey) -> bytes:
    return box(key, rfc8785.dumps(spec.model_dump(mode="json")), about=f"kunci:{butir.ref}")


def sealed_salt(salt: bytes, muk: Muk) -> bytes:
    return box(muk.key, salt, about=f"salt:{muk.ref}")


def salt_of(muk: Muk) -> bytes | None:
    """As secret as the keys: with it and all texts they can be tried out against the signed hash (FX14)."""
    return None if muk.sealed_salt is None else unbox(muk.key, bytes(muk.sealed_salt), about=f"salt:{muk.ref}")


def opened(kunci: Kunci, butir: Butir, key: DataKey) -> KunciSpec:
    """The key of one item in clear; whoever calls this has asked the policy and leaves an entry (FX14)."""
    return KunciSpec.model_validate(json.loads(unbox(key, bytes(kunci.sealed), about=f"kunci:{butir.ref}")))
