"""A MUK from YAML: strict, line by line; a KUK that the skema lacks is told, anything else wrong refuses the file."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.materials.berkas.parts import first_hand, placed, problem_at
from sahih.materials.berkas.reading import Document, FileRefused, Path, read_yaml, require_own
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, MukFile, MukSpec
from sahih.materials.perangkat.importing.acuan import Acuan, said
from sahih.materials.perangkat.importing.bacaan import Bacaan
from sahih.materials.perangkat.importing.drafting import FIELDS, MANY_OPTIONS, BagianDraf, ButirDraf, Pengumpul
from sahih.materials.perangkat.importing.photos import Album

Where = Callable[[int, int], str]


def read_yaml_muk(
    content: bytes, *, acuan: Acuan, files: Mapping[str, bytes] | None = None, known: AbstractSet[str] = frozenset()
) -> Bacaan:  # fmt: skip
    """`files` are pictures that came beside the file, `known` the hashes of those that the LSP has already."""
    document = read_yaml(content)
    require_own(document, "muk")
    try:
        spec = MukFile.model_validate(document.data).muk
    except ValidationError as error:
        raise FileRefused(*(problem_at(document, detail) for detail in first_hand(error))) from error
    wrong = [placed(document, ("muk", *path), reason) for path, reason in _contradictions(spec, acuan)]
    if wrong:
        raise FileRefused(*wrong)
    gather = Pengumpul(acuan, title=spec.title)
    gather.pass_mark = spec.pass_mark
    _tell_skema(spec, gather)
    take_spec(spec, gather, Album(gather, files or {}, known), where=_lines_of(document))
    return gather.finished()


def _lines_of(document: Document) -> Where:
    def line(bagian: int, butir: int) -> str:
        return _("Baris %d") % document.line(("muk", "bagian", bagian, "butir", butir))

    return line


def _tell_skema(spec: MukSpec, gather: Pengumpul) -> None:
    if spec.skema != gather.acuan.skema:
        gather.note(_("Nomor skema di dalam berkas “%(file)s”, sedangkan MUK ini untuk “%(own)s”. Pastikan berkasnya benar.") % {"file": spec.skema, "own": gather.acuan.skema})  # fmt: skip


def take_spec(spec: MukSpec, gather: Pengumpul, album: Album, *, where: Where) -> None:
    """Put plain data in as if it had been read item by item."""
    for index, part in enumerate(spec.bagian):
        draft = gather.bagian(part.instrumen, part.kelompok)
        _take_head(part, draft)
        for number, one in enumerate(part.butir):
            draft.butir.append(_draft(one, where(index, number), album))


def _take_head(part: BagianSpec, draft: BagianDraf) -> None:
    draft.fields = {key: text for key in FIELDS if (text := getattr(part, key))}
    draft.minutes, draft.present_minutes = part.minutes, part.present_minutes


def _draft(one: ButirSpec, where: str, album: Album) -> ButirDraf:
    kunci = one.kunci
    return ButirDraf(
        where, text=one.text, scope=one.scope or "", refs=list(one.refs), dimensi=one.dimensi, saat=one.saat, jenis=one.jenis, metode=one.metode,
        kritis=one.kritis, options=list(one.options), option=kunci.option if kunci else None,
        answer=(kunci.answer or "") if kunci else "", rubric=(kunci.rubric or "") if kunci else "",
        picture=album.find(one.picture.sha256, one.picture.alt, where) if one.picture else None,
    )  # fmt: skip


def _contradictions(spec: MukSpec, acuan: Acuan) -> Iterator[tuple[Path, str]]:
    seen: set[tuple[str, int]] = set()
    for index, part in enumerate(spec.bagian):
        name = (part.instrumen, part.kelompok)
        if part.kelompok not in acuan.units:
            yield ("bagian", index, "kelompok"), _("skema ini tidak punya kelompok pekerjaan %d") % part.kelompok
        if name in seen:
            yield ("bagian", index, "instrumen"), _("instrumen ini sudah ditulis untuk kelompok %d") % part.kelompok
        seen.add(name)
        for number, one in enumerate(part.butir):
            yield from _wrong_in(one, ("bagian", index, "butir", number))


def _wrong_in(one: ButirSpec, path: Path) -> Iterator[tuple[Path, str]]:
    if len(one.options) > MANY_OPTIONS:
        yield (*path, "options"), _("paling banyak %d pilihan") % MANY_OPTIONS
    for place, ref in enumerate(one.refs):
        if sum(value is not None for value in (ref.kuk, ref.kritis, ref.sikap)) != 1:
            yield (*path, "refs", place), _("tulis salah satu saja untuk %s: kuk, kritis, atau sikap") % said(ref)
