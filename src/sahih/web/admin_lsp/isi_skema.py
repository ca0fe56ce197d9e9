"""All that a reviewer reads of a version: kelompok, unit, elemen and KUK, with what an asesor will hold people to beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.susunan import Elemen
from sahih.materials.skema.content import content_of, spec_of, susunan_of
from sahih.materials.skema.enums import RemotePart
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.standar.models import StandarUnit

Lists = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class IsiUnit:
    """One unit with what stands around its elemen."""

    kode: str
    judul: str
    elemen: Sequence[Elemen]
    lists: Lists


@dataclass(frozen=True)
class IsiKelompok:
    """One kelompok pekerjaan, and what of it may be assessed at a distance (K2)."""

    nomor: int
    judul: str
    remote: str
    unit: Sequence[IsiUnit]


def contents_shown(versi: SkemaVersi) -> list[IsiKelompok]:
    """The version whole; ten queries."""
    content = content_of(versi)
    spec = spec_of(content)
    told, standard = {unit.code: unit for unit in spec.units}, _standard_lists(content.unit_list)
    remote = {one.number: RemotePart(one.remote).label if one.remote else "" for one in spec.work_groups.groups}

    def lists(code: str) -> Lists:
        own = [(_("Aspek kritis"), told[code].critical_aspects), (_("Sikap kerja"), told[code].attitudes)]
        return [(label, rows) for label, rows in (*own, *standard.get(code, ())) if rows]

    return [
        IsiKelompok(group.nomor, group.judul, str(remote.get(group.nomor, "")), [
            IsiUnit(unit.kode, unit.judul, unit.elemen, lists(unit.kode)) for unit in group.unit
        ])
        for group in susunan_of(content)
    ]  # fmt: skip


def _standard_lists(units: Sequence[Unit]) -> dict[str, Lists]:
    """Batasan variabel and panduan penilaian, as the standard of each unit words them today."""
    places = {(one.standar_id, one.code) for one in units if one.standar_id}
    rows = StandarUnit.objects.filter(is_latest=True, standar__in={pk for pk, _code in places})
    found = {row.code: row.spec() for row in rows if (row.standar_id, row.code) in places}
    return {
        code: [
            (_("Batasan variabel (standar)"), [f"{one.number or ''} {one.text}".strip() for one in spec.batasan_variabel]),
            (_("Panduan penilaian (standar)"), [f"{one.number or ''} {one.text}".strip() for one in spec.panduan_penilaian]),
        ]
        for code, spec in found.items()
    }  # fmt: skip
