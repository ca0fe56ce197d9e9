"""A MUK with its items written row by row, for what reads it."""

import datetime as dt
import json
from collections.abc import Sequence

from sahih.institution.accounts.models import Person
from sahih.kernel.keys import new_data_key
from sahih.materials.perangkat.enums import BERKUNCI, JENIS, METODE, Dimensi, Instrumen
from sahih.materials.perangkat.models import Bagian, Butir, ButirAspek, ButirKuk, Kunci, Muk
from sahih.materials.skema.format import SkemaSpec
from sahih.materials.skema.models import AspekUnit, Kelompok, Kuk, Skema, SkemaVersi, Unit
from sahih.materials.skema.writing import write_versi

FOUR = (Instrumen.IA01, Instrumen.IA03, Instrumen.IA05, Instrumen.IA07)


def open_bank(versi: SkemaVersi, *, at: dt.datetime, number: int = 1) -> Muk:
    """An empty draft."""
    penyusun = Person.objects.create(name="Penyusun MUK")
    return Muk.objects.create(
        versi=versi, number=number, title="MUK observasi", key=new_data_key(), penyusun=penyusun, opened_at=at, changed_at=at
    )  # fmt: skip


def fill_bank(muk: Muk, *, instruments: Sequence[Instrumen] = FOUR, but: frozenset[str] = frozenset()) -> None:
    """One item a KUK in each instrument, but for the KUK of these refs; dimensions and moments take turns."""
    kelompok_of = dict(Unit.objects.filter(versi=muk.versi).values_list("pk", "kelompok_id"))
    rows = (
        Kuk.objects.filter(versi=muk.versi)
        .exclude(ref__in=but)
        .order_by("elemen__unit__number", "elemen__number", "number")
    )
    kuk = list(rows.values_list("pk", "elemen__unit_id"))
    bagian = _bagian(muk, instruments)
    counted: dict[int, int] = {}
    butir, links = [], []
    for key, unit in kuk:
        for code in instruments:
            own = bagian[code, kelompok_of[unit]]
            counted[own.pk] = counted.get(own.pk, 0) + 1
            butir.append(_butir(muk, own, code, counted[own.pk]))
            links.append(key)
    made = Butir.objects.bulk_create(butir, batch_size=1000)
    ButirKuk.objects.bulk_create(
        [ButirKuk(lsp_id=muk.lsp_id, muk=muk, versi=muk.versi, butir=one, kuk_id=key) for one, key in zip(made, links, strict=True)], batch_size=1000
    )  # fmt: skip
    Kunci.objects.bulk_create(
        [Kunci(lsp_id=muk.lsp_id, muk=muk, versi=muk.versi, butir=one, sealed=b"-") for one in made if one.bagian.instrumen in BERKUNCI], batch_size=1000
    )  # fmt: skip
    _aspek(muk, made, links)


def _bagian(muk: Muk, instruments: Sequence[Instrumen]) -> dict[tuple[Instrumen, int], Bagian]:
    groups = Kelompok.objects.filter(versi=muk.versi).values_list("pk", flat=True)
    rows = [
        Bagian(lsp_id=muk.lsp_id, muk=muk, versi=muk.versi, instrumen=code, kelompok_id=group)
        for code in instruments
        for group in groups
    ]
    return {(Instrumen(one.instrumen), one.kelompok_id): one for one in Bagian.objects.bulk_create(rows)}


def _butir(muk: Muk, own: Bagian, code: Instrumen, number: int) -> Butir:
    asks = code not in (Instrumen.IA01, Instrumen.IA02)
    return Butir(
        lsp_id=muk.lsp_id, muk=muk, versi=muk.versi, bagian=own, number=number, text=f"Butir {number}", jenis=JENIS[code], metode=METODE[code],
        dimensi=Dimensi.values[number % 5] if asks else "", options=["Ya", "Tidak"] if code == Instrumen.IA05 else [],
        saat=("sebelum", "sesudah")[number % 2] if code == Instrumen.IA03 else "",
    )  # fmt: skip


def _aspek(muk: Muk, made: Sequence[Butir], links: Sequence[int]) -> None:
    """Each aspek is measured by the first item of its unit."""
    unit_of = dict(Kuk.objects.filter(versi=muk.versi).values_list("pk", "elemen__unit_id"))
    first: dict[int, Butir] = {}
    for one, key in zip(made, links, strict=True):
        first.setdefault(unit_of[key], one)
    ButirAspek.objects.bulk_create(
        ButirAspek(lsp_id=muk.lsp_id, muk=muk, versi=muk.versi, butir=first[unit], aspek_id=key)
        for key, unit in AspekUnit.objects.filter(versi=muk.versi).values_list("pk", "unit_id")
        if unit in first
    )


def large_versi(*, units: int, at: dt.datetime) -> SkemaVersi:
    """A skema of ten kelompok, each unit with five elemen of three KUK and one aspek kritis."""
    codes = [f"M.71KKK{n:02d}.{n:03d}.1" for n in range(units)]
    groups = [{"number": n + 1, "title": f"Pekerjaan {n + 1}", "units": codes[n::10]} for n in range(10)]
    spec = SkemaSpec.model_validate_json(json.dumps(
        {
            "number": "SKM-BESAR", "title": "Skema besar", "kind": "Okupasi", "standard": "SKKNI",
            "requirements": {}, "work_groups": {"confirmed": True, "groups": groups},
            "units": [{"code": code, "title": f"Melaksanakan pekerjaan {code}", "standard_kind": "SKKNI", "critical_aspects": ["Ketelitian"], "elements": ELEMEN} for code in codes],
        }
    ))  # fmt: skip
    skema = Skema.objects.create(number=spec.number, title=spec.title, kind=spec.kind)
    return write_versi(skema, spec, version=1, source_sha256="0" * 64, at=at)


ELEMEN = [
    {
        "number": number, "title": f"Menyiapkan bagian {number} dari pekerjaan",
        "kuk": [{"number": f"{number}.{n}", "text": "Hasil pekerjaan diperiksa dan dilaporkan sesuai prosedur."} for n in (1, 2, 3)],
    }
    for number in range(1, 6)
]  # fmt: skip
