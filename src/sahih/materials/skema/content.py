"""One version's content between its rows, its file format, and the row sources of the forms."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from sahih.documents import susunan
from sahih.documents.vocabulary import Row
from sahih.materials.skema.enums import AspekKind, Medium, Mode, SyaratKind
from sahih.materials.skema.format import SkemaSpec
from sahih.materials.skema.models import (
    AspekUnit,
    Elemen,
    Kelompok,
    Kuk,
    RekamanDilepas,
    RekamanWajib,
    SkemaVersi,
    Syarat,
    SyaratTuk,
    Unit,
)
from sahih.materials.skema.registry import default_codes

T = TypeVar("T")


class _By(Generic[T]):
    """Rows by the id of what they belong to, in the order they came."""

    def __init__(self, rows: Iterable[T], key: str) -> None:
        self._rows: dict[Hashable, list[T]] = defaultdict(list)
        for row in rows:
            self._rows[getattr(row, key)].append(row)

    def of(self, owner: Hashable) -> list[T]:
        return self._rows.get(owner, [])


@dataclass(frozen=True)
class Content:
    """All rows of a version, read in six queries whatever its size."""

    versi: SkemaVersi
    kelompok_list: tuple[Kelompok, ...]
    unit_list: tuple[Unit, ...]
    unit_by_kelompok: _By[Unit]
    elemen_by_unit: _By[Elemen]
    kuk_by_elemen: _By[Kuk]
    aspek_by_unit: _By[AspekUnit]
    syarat_list: tuple[Syarat, ...]


def content_of(versi: SkemaVersi) -> Content:
    """Read a version whole: six queries."""
    return contents_of([versi])[0]


def contents_of(rows: Sequence[SkemaVersi]) -> list[Content]:
    """Read several versions whole: six queries too."""
    unit = list(Unit.objects.filter(versi__in=rows).order_by("number"))
    units, groups = _By(unit, "versi_id"), _By(Kelompok.objects.filter(versi__in=rows).order_by("number"), "versi_id")
    by_kelompok = _By(sorted(unit, key=lambda one: one.place), "kelompok_id")
    elemen = _By(Elemen.objects.filter(versi__in=rows).order_by("number"), "unit_id")
    kuk = _By(Kuk.objects.filter(versi__in=rows).order_by("number"), "elemen_id")
    aspek = _By(AspekUnit.objects.filter(versi__in=rows).order_by("number"), "unit_id")
    syarat = _By(Syarat.objects.filter(versi__in=rows).order_by("kind", "number"), "versi_id")
    return [
        Content(
            versi=one, kelompok_list=tuple(groups.of(one.pk)), unit_list=tuple(units.of(one.pk)),
            unit_by_kelompok=by_kelompok, elemen_by_unit=elemen, kuk_by_elemen=kuk, aspek_by_unit=aspek,
            syarat_list=tuple(syarat.of(one.pk)),
        )
        for one in rows
    ]  # fmt: skip


def susunan_of(content: Content) -> tuple[susunan.Kelompok, ...]:
    """The kelompok pekerjaan with unit, elemen and KUK, as the forms print them."""
    return tuple(
        susunan.Kelompok(
            nomor=kelompok.number,
            judul=kelompok.title,
            unit=tuple(_susunan_unit(content, unit) for unit in content.unit_by_kelompok.of(kelompok.pk)),
        )
        for kelompok in content.kelompok_list
    )


def _susunan_unit(content: Content, unit: Unit) -> susunan.Unit:
    return susunan.Unit(
        kode=unit.code,
        judul=unit.title,
        elemen=tuple(_susunan_elemen(content, elemen) for elemen in content.elemen_by_unit.of(unit.pk)),
        standar=unit.standard or unit.get_standard_kind_display(),
    )


def _susunan_elemen(content: Content, elemen: Elemen) -> susunan.Elemen:
    return susunan.Elemen(
        nomor=str(elemen.number),
        judul=elemen.title,
        kuk=tuple(
            susunan.Kuk(nomor=f"{elemen.number}.{kuk.number}", teks=kuk.text)
            for kuk in content.kuk_by_elemen.of(elemen.pk)
        ),
    )


def syarat_rows(content: Content) -> dict[str, tuple[Row, ...]]:
    """The row sources of FR.APL.01 part 3; a requirement stands for itself where no paper proves it."""
    by_kind = _By(content.syarat_list, "kind")
    dasar = by_kind.of(SyaratKind.BUKTI_DASAR) or by_kind.of(SyaratKind.DASAR)
    return {"syarat_dasar": _rows(dasar), "syarat_administratif": _rows(by_kind.of(SyaratKind.ADMINISTRATIF))}


def _rows(syarat_list: Iterable[Syarat]) -> tuple[Row, ...]:
    return tuple(Row(syarat.key, {"nomor": str(syarat.number), "syarat": syarat.text}) for syarat in syarat_list)


def spec_of(content: Content, *, changes: Mapping[str, Any] | None = None) -> SkemaSpec:
    """The version in its file format, checked again; `changes` overwrite keys of its head. Three queries more."""
    rest = {"tuk_requirements": _tuk(content.versi), "records": _records(content.versi)}
    return _spec(content, rest | dict(changes or {}))


def bare_spec_of(content: Content) -> SkemaSpec:
    """Without persyaratan TUK and rekaman wajib, which no gap speaks of; no query."""
    return _spec(content, {})


def _spec(content: Content, rest: dict[str, Any]) -> SkemaSpec:
    return SkemaSpec.model_validate(
        _head(content) | {"requirements": _persyaratan(content), "work_groups": _kelompok_list(content)}
        | {"units": tuple(_unit(content, unit) for unit in content.unit_list)} | rest
    )  # fmt: skip


def _head(content: Content) -> dict[str, object]:
    versi = content.versi
    return {
        "number": versi.skema.number,
        "title": versi.title,
        "title_en": versi.title_en or None,
        "kind": versi.kind,
        "kind_confirmed": versi.kind_confirmed,
        "standard": versi.standard,
        "lsp_of_source": versi.lsp_of_source or None,
        "sector": versi.sector or None,
        "fee": versi.fee,
        "level": versi.level,
        "kbli": versi.kbli or None,
        "kbji": versi.kbji or None,
        "remote_category": versi.remote_category or None,
        "certificate_validity_years": versi.validity_years,
    }


def _persyaratan(content: Content) -> dict[str, object]:
    by_kind = _By(content.syarat_list, "kind")
    return {
        "basic_rule": content.versi.basic_rule or None,
        "basic": tuple(row.text for row in by_kind.of(SyaratKind.DASAR)),
        "basic_evidence": tuple(row.text for row in by_kind.of(SyaratKind.BUKTI_DASAR)),
        "administrative": tuple(row.text for row in by_kind.of(SyaratKind.ADMINISTRATIF)),
        "note": content.versi.persyaratan_note or None,
    }


def _kelompok_list(content: Content) -> dict[str, object]:
    return {
        "confirmed": content.versi.kelompok_confirmed,
        "note": content.versi.kelompok_note or None,
        "groups": tuple(
            {
                "number": kelompok.number,
                "title": kelompok.title or None,
                "units": tuple(unit.code for unit in content.unit_by_kelompok.of(kelompok.pk)),
                "remote": kelompok.remote or None,
            }
            for kelompok in content.kelompok_list
        ),
    }


def _unit(content: Content, unit: Unit) -> dict[str, object]:
    aspek = _By(content.aspek_by_unit.of(unit.pk), "kind")
    return {
        "code": unit.code,
        "title": unit.title,
        "title_en": unit.title_en or None,
        "standard_kind": unit.standard_kind,
        "standard": unit.standard or None,
        "critical_aspects": tuple(row.text for row in aspek.of(AspekKind.KRITIS)),
        "attitudes": tuple(row.text for row in aspek.of(AspekKind.SIKAP)),
        "elements": tuple(_elemen(content, elemen) for elemen in content.elemen_by_unit.of(unit.pk)),
        "completeness": unit.completeness or None,
    }


def _elemen(content: Content, elemen: Elemen) -> dict[str, object]:
    return {
        "number": elemen.number,
        "title": elemen.title,
        "kuk": tuple(
            {"number": f"{elemen.number}.{kuk.number}", "text": kuk.text} for kuk in content.kuk_by_elemen.of(elemen.pk)
        ),
    }


def _tuk(versi: SkemaVersi) -> tuple[dict[str, object], ...]:
    rows = SyaratTuk.objects.filter(versi=versi).order_by("number")
    return tuple(
        {"item": row.perlengkapan, "specification": row.spesifikasi or None, "amount": row.jumlah or None}
        for row in rows
    )


def _records(versi: SkemaVersi) -> tuple[dict[str, object], ...]:
    """Only the ways whose set is not the default one."""
    asked = _By(RekamanWajib.objects.filter(versi=versi).order_by("number"), "way")
    released = _By(RekamanDilepas.objects.filter(versi=versi).order_by("number"), "way")
    rows = []
    for mode, medium in ((mode, medium) for mode in Mode for medium in Medium):
        codes = tuple(row.code for row in asked.of((mode, medium)))
        if codes != default_codes(mode, medium):
            reasons = {row.code: row.reason for row in released.of((mode, medium))}
            rows.append({"mode": mode.value, "medium": medium.value, "codes": codes} | _released(codes, reasons, default_codes(mode, medium)))  # fmt: skip
    return tuple(rows)


def _released(codes: Iterable[str], reasons: Mapping[str, str], default: Iterable[str]) -> dict[str, object]:
    # A version from before a record joined the default set was never asked about it.
    before = {code: _("belum diminta ketika versi ini dibuat") for code in default if code not in codes}
    return {"released": tuple({"code": code, "reason": reason} for code, reason in (before | dict(reasons)).items())}
