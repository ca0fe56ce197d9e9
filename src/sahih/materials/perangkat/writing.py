"""Write plain data as the rows of a MUK that is a draft: checked whole first, then written whole."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.vocabulary import Problem
from sahih.kernel.policy import Refused
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import store
from sahih.materials.perangkat.content import sealed
from sahih.materials.perangkat.enums import BERKUNCI
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, MukSpec, RefSpec
from sahih.materials.perangkat.importing.bacaan import Gambar
from sahih.materials.perangkat.importing.pictures import ENDING, hash_of
from sahih.materials.perangkat.models import Bagian, Butir, ButirAspek, ButirKuk, Kunci, Muk
from sahih.materials.skema.enums import AspekKind
from sahih.materials.skema.models import AspekUnit, Kelompok, Kuk, SkemaVersi, Unit

PICTURE = "muk_gambar"


class ContentRefused(Refused):
    """The content names what its skema does not have, or contradicts itself; nothing of it is written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(one.message for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Places:
    """What the items of one version may point at, by the names that a file uses."""

    kelompok: Mapping[int, int]
    unit_kelompok: Mapping[str, int]
    kuk: Mapping[tuple[str, str], int]
    aspek: Mapping[tuple[str, str, int], int]

    def knows(self, ref: RefSpec) -> bool:
        return not reason_against(ref, self)


def places_of(versi: SkemaVersi) -> Places:
    """Four queries."""
    kuk = Kuk.objects.filter(versi=versi).values_list("pk", "elemen__unit__code", "elemen__number", "number")
    aspek = AspekUnit.objects.filter(versi=versi).values_list("pk", "unit__code", "kind", "number")
    return Places(
        kelompok=dict(Kelompok.objects.filter(versi=versi).values_list("number", "pk")),
        unit_kelompok=dict(Unit.objects.filter(versi=versi).values_list("code", "kelompok__number")),
        kuk={(code, f"{elemen}.{number}"): pk for pk, code, elemen, number in kuk},
        aspek={(code, kind, number): pk for pk, code, kind, number in aspek},
    )


def write_content(muk: Muk, spec: MukSpec, *, at: dt.datetime) -> None:
    """Replace all that a draft holds; part of the caller's transaction."""
    places = places_of(muk.versi)
    pictures = pictures_in(spec)
    if problems := [*_head_problems(muk, spec), *problems_of(spec, places, pictures)]:
        raise ContentRefused(problems)
    for model in (Kunci, ButirAspek, ButirKuk, Butir, Bagian):
        model.objects.filter(muk=muk).delete()
    for one in spec.bagian:
        row = Bagian.objects.create(muk=muk, versi_id=muk.versi_id, **bagian_columns(one, places))
        write_butir(muk, row, one.butir, places, pictures, first=1)
    muk.title, muk.pass_mark, muk.changed_at = spec.title, spec.pass_mark, at
    muk.save(update_fields=["title", "pass_mark", "changed_at"])


def bagian_columns(spec: BagianSpec, places: Places) -> dict[str, object]:
    return {
        "instrumen": spec.instrumen, "kelompok_id": places.kelompok[spec.kelompok], "petunjuk": spec.petunjuk or "",
        "skenario": spec.skenario or "", "perlengkapan": spec.perlengkapan or "", "keluaran": spec.keluaran or "",
        "minutes": spec.minutes, "present_minutes": spec.present_minutes,
    }  # fmt: skip


def write_butir(
    muk: Muk, bagian: Bagian, specs: Sequence[ButirSpec], places: Places, pictures: Mapping[str, StoredFile], *, first: int
) -> list[Butir]:  # fmt: skip
    """Add items in the order given: five statements, however many they are."""
    own = {"lsp_id": muk.lsp_id, "muk": muk, "versi_id": muk.versi_id}
    pairs = [
        (Butir(**own, bagian=bagian, number=number, **butir_columns(spec, bagian.instrumen, pictures)), spec)
        for number, spec in enumerate(specs, first)
    ]
    rows = Butir.objects.bulk_create(row for row, _spec in pairs)
    write_parts(muk, pairs, places)
    return rows


def butir_columns(spec: ButirSpec, instrumen: str, pictures: Mapping[str, StoredFile]) -> dict[str, object]:
    return {
        "text": spec.text, "scope": spec.scope or "", "options": list(spec.options), "dimensi": spec.dimensi or "", "jenis": spec.jenis_in(instrumen),
        "metode": spec.metode_in(instrumen), "saat": spec.saat or "", "kritis": spec.kritis,
        "picture": pictures[spec.picture.sha256] if spec.picture else None,
        "picture_alt": spec.picture.alt if spec.picture else "",
    }  # fmt: skip


def write_parts(muk: Muk, pairs: Sequence[tuple[Butir, ButirSpec]], places: Places) -> None:
    """What the items measure, and their keys."""
    own = {"lsp_id": muk.lsp_id, "muk": muk, "versi_id": muk.versi_id}
    refs = [(row, ref) for row, spec in pairs for ref in dict.fromkeys(spec.refs)]
    ButirKuk.objects.bulk_create(
        ButirKuk(**own, butir=row, kuk_id=places.kuk[ref.unit, ref.kuk]) for row, ref in refs if ref.kuk
    )
    ButirAspek.objects.bulk_create(
        ButirAspek(**own, butir=row, aspek_id=places.aspek[key]) for row, ref in refs if (key := aspek_key(ref))
    )
    Kunci.objects.bulk_create(
        Kunci(**own, butir=row, sealed=sealed(spec.kunci, row, muk.key)) for row, spec in pairs if spec.kunci
    )


def aspek_key(ref: RefSpec) -> tuple[str, str, int] | None:
    if ref.kritis is not None:
        return ref.unit, AspekKind.KRITIS.value, ref.kritis
    return (ref.unit, AspekKind.SIKAP.value, ref.sikap) if ref.sikap is not None else None


def pictures_in(spec: MukSpec | BagianSpec | ButirSpec) -> dict[str, StoredFile]:
    """The pictures that the content names, as far as this LSP's vault has them."""
    items = [spec] if isinstance(spec, ButirSpec) else _items(spec)
    wanted = {one.picture.sha256 for one in items if one.picture}
    rows = StoredFile.objects.filter(sha256__in=wanted, kind=PICTURE, key__destroyed_at=None) if wanted else ()
    return {one.sha256: one for one in rows}


def keep_picture(muk: Muk, gambar: Gambar, *, at: dt.datetime) -> StoredFile:
    """Into the vault under the key of the MUK; the name says nothing of the file that was handed in."""
    name = f"{hash_of(gambar)[:12]}.{ENDING[gambar.mime]}"
    return store([gambar.content], name=name, mime=gambar.mime, kind=PICTURE, at=at, key=muk.key)


def _items(spec: MukSpec | BagianSpec) -> list[ButirSpec]:
    parts = spec.bagian if isinstance(spec, MukSpec) else (spec,)
    return [one for part in parts for one in part.butir]


def _head_problems(muk: Muk, spec: MukSpec) -> Iterator[Problem]:
    number = muk.versi.skema.number
    if spec.skema != number:
        said = {"named": spec.skema, "own": number}
        yield Problem("skema", _("Isi ini untuk skema %(named)s, sedangkan MUK ini untuk skema %(own)s.") % said)


def problems_of(spec: MukSpec, places: Places, pictures: Mapping[str, StoredFile]) -> Iterator[Problem]:
    """All that keeps the content from being written, each with its place."""
    seen: set[tuple[str, int]] = set()
    for index, part in enumerate(spec.bagian):
        path, name = f"bagian/{index}", (part.instrumen, part.kelompok)
        said = {"instrumen": part.instrumen, "kelompok": part.kelompok}
        if part.kelompok not in places.kelompok:
            yield Problem(path, _("%(instrumen)s: skema tidak punya kelompok pekerjaan %(kelompok)d.") % said)
        if name in seen:
            yield Problem(path, _("%(instrumen)s kelompok %(kelompok)d ditulis dua kali.") % said)
        seen.add(name)
        for number, one in enumerate(part.butir, 1):
            over = _("%(instrumen)s kelompok %(kelompok)d butir %(number)d") % {**said, "number": number}
            for reason in reasons_against(one, part, places, pictures):
                yield Problem(f"{path}/butir/{number - 1}", f"{over}: {reason}")


def reasons_against(
    one: ButirSpec, part: BagianSpec, places: Places, pictures: Mapping[str, StoredFile]
) -> Iterator[str]:  # fmt: skip
    """Why this item cannot be written as it is."""
    for ref in one.refs:
        if reason := reason_against(ref, places):
            yield reason
        elif places.unit_kelompok[ref.unit] != part.kelompok:
            said = {"unit": ref.unit, "kelompok": part.kelompok}
            yield _("unit %(unit)s tidak termasuk kelompok pekerjaan %(kelompok)d.") % said
    if one.kunci and part.instrumen not in BERKUNCI:
        yield _("%s tidak memakai kunci atau jawaban model.") % part.instrumen
    if one.kunci and one.kunci.option is not None and one.kunci.option >= len(one.options):
        yield _("kunci menunjuk pilihan yang tidak ada.")
    if one.picture and one.picture.sha256 not in pictures:
        yield _("gambar %s… belum ada di MUK; unggah gambarnya lebih dulu.") % one.picture.sha256[:12]


def reason_against(ref: RefSpec, places: Places) -> str:
    """Why this KUK or aspek cannot be pointed at; empty where it can."""
    if ref.unit not in places.unit_kelompok:
        return _("skema tidak punya unit %s.") % ref.unit
    if len([one for one in (ref.kuk, ref.kritis, ref.sikap) if one is not None]) != 1:
        return _("sebut satu KUK, satu aspek kritis atau satu sikap kerja dari unit %s.") % ref.unit
    if ref.kuk is not None and (ref.unit, ref.kuk) not in places.kuk:
        return _("unit %(unit)s tidak punya KUK %(kuk)s.") % {"unit": ref.unit, "kuk": ref.kuk}
    key = aspek_key(ref)
    if key is not None and key not in places.aspek:
        words = {"kritis": _("aspek kritis"), "sikap": _("sikap kerja")}
        return _("unit %(unit)s tidak punya %(kind)s nomor %(number)d.") % {
            "unit": ref.unit, "kind": words[key[1]], "number": key[2],
        }  # fmt: skip
    return ""
