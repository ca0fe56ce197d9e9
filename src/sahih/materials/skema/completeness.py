"""What keeps a skema a draft: every gap by name, in the order of the paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sahih.materials.skema.format import NO_STANDARD, PersyaratanSpec, SkemaSpec, UnitSpec

# A skema that an LSP offers before we know its number stands under a number that says so.
UNNUMBERED = "BELUM-BERNOMOR"


def missing(spec: SkemaSpec) -> list[str]:
    """All that must be added before the skema may be published; empty when nothing is missing."""
    gaps = [*_number_gaps(spec), *_head_gaps(spec), *_persyaratan_gaps(spec.requirements), *_kelompok_gaps(spec)]
    for unit in spec.units:
        gaps.extend(_unit_gaps(unit))
    return gaps


def _number_gaps(spec: SkemaSpec) -> Iterator[str]:
    if spec.number.upper().startswith(UNNUMBERED):
        yield _("number: nomor skema belum diisi")
    if spec.standard == NO_STANDARD:
        yield _("standard: standar kompetensi acuan belum diisi")
    if not spec.units:
        yield _("units: skema belum memuat unit kompetensi")


def _head_gaps(spec: SkemaSpec) -> Iterator[str]:
    if not spec.kind_confirmed:
        yield _("kind: jenis kemasan %(kind)s belum dipastikan") % {"kind": spec.kind}
    for key, label in _head_labels().items():
        if getattr(spec, key) is None:
            yield _("%(key)s: %(label)s belum diisi") % {"key": key, "label": label}


def _head_labels() -> dict[str, str]:
    return {
        "title_en": _("judul skema dalam bahasa Inggris"),
        "sector": _("bidang"),
        "fee": _("biaya sertifikasi"),
        "level": _("jenjang"),
        "kbli": _("kode KBLI"),
        "kbji": _("kode KBJI"),
        "remote_category": _("kategori sertifikasi jarak jauh"),
    }


def _persyaratan_gaps(requirements: PersyaratanSpec) -> Iterator[str]:
    # K4: SE.007/BNSP/V/2023 A.IV.1 publishes the basic requirements of every scheme.
    if not requirements.basic and not requirements.basic_evidence:
        yield _("requirements.basic: persyaratan dasar belum diisi")
    elif requirements.basic_rule is None:
        yield _("requirements.basic_rule: belum dipastikan apakah semua persyaratan dasar wajib atau cukup salah satu")
    if not requirements.administrative:
        yield _("requirements.administrative: bukti administratif belum diisi")


def _kelompok_gaps(spec: SkemaSpec) -> Iterator[str]:
    if not spec.work_groups.confirmed:
        yield _("work_groups: kelompok pekerjaan belum dipastikan")
    for kelompok in spec.work_groups.groups:
        if kelompok.title is None:
            yield _("work_groups: kelompok pekerjaan %(number)d belum berjudul") % {"number": kelompok.number}


def _unit_gaps(unit: UnitSpec) -> Iterator[str]:
    if unit.title_en is None:
        yield _("units.title_en: judul bahasa Inggris unit %(code)s belum diisi") % {"code": unit.code}
    if not unit.elements:
        yield _("kuk: unit %(code)s belum memuat elemen dan KUK") % {"code": unit.code}
    for elemen in unit.elements:
        if not elemen.kuk:
            yield _("kuk: unit %(code)s elemen %(number)d belum memuat KUK") % {
                "code": unit.code,
                "number": elemen.number,
            }
