"""What a map lacks, in words, each with the place where it is mended (PL11, E6, FX18); pure, like the counting."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.materials.perangkat.enums import BERDIMENSI, DIJAWAB, METODE, PRINTED, TOLD, Dimensi, Instrumen, Metode, Saat
from sahih.materials.peta.counting import (
    MOST,
    ButirRow,
    KukRow,
    Peta,
    Planned,
    instruments_in,
    kelompok_of,
    matching,
    repeated,
    under_plan,
)
from sahih.materials.skema.enums import AspekKind

PRACTICE = frozenset({Instrumen.IA01, Instrumen.IA02})


class Jenis(StrEnum):
    """The kinds of gaps; LEBIH is a note and keeps nothing waiting, LEPAS are items that measure nothing."""

    INSTRUMEN = "instrumen"
    KUK = "kuk"
    ASPEK = "aspek"
    DIMENSI = "dimensi"
    SAAT = "saat"
    KUNCI = "kunci"
    JAWABAN = "jawaban"
    LEPAS = "lepas"
    OPSI = "opsi"
    LEBIH = "lebih"


@dataclass(frozen=True)
class Celah:
    """One gap: what lacks, in which kelompok, and where it is mended; `bagian` is empty where none was opened yet."""

    jenis: Jenis
    kelompok: int
    subject: str
    words: str
    instrumen: str = ""
    bagian: str = ""
    butir: str = ""
    unit: str = ""
    potensi: tuple[str, ...] = ()
    # Every potensi whose plan has it, also where it touches them all and `potensi` names none.
    plans: tuple[str, ...] = ()
    # The MUK has it in these instruments, and the plan opens none of them: the plan is to mend, not the MUK.
    closed_in: tuple[str, ...] = ()

    @property
    def is_note(self) -> bool:
        return self.jenis == Jenis.LEBIH

    @property
    def key(self) -> tuple[object, ...]:
        return self.jenis, self.kelompok, self.unit, self.subject


def gaps_of(peta: Peta, *, most: int = MOST) -> list[Celah]:
    """Every gap under the plan that is laid on the map, kelompok by kelompok; without a plan, under the MUK itself."""
    found = [
        one
        for kelompok in kelompok_of(peta)
        for rule in (_instruments, _kuk, _aspek, _dimensions, _moments, _papers, _unanswerable, _unlinked)
        for one in rule(peta, kelompok)
    ]
    return found + list(_repeated(peta, most))


def gaps_under(peta: Peta, plans: Mapping[str, Planned], *, most: int = MOST) -> list[Celah]:
    """The gaps under each plan by its potensi, every one once; what touches all of them names none."""
    if not plans:
        return gaps_of(peta, most=most)
    merged: dict[tuple[object, ...], Celah] = {}
    for potensi, planned in plans.items():
        for one in gaps_of(under_plan(peta, planned), most=most):
            had = merged.get(one.key)
            merged[one.key] = replace(had or one, potensi=(*(had.potensi if had else ()), potensi))
    told = (replace(one, plans=one.potensi) for one in merged.values())
    return [_said(one, everywhere=len(one.plans) == len(plans)) for one in told]


def must_be_mended(found: Iterable[Celah]) -> list[Celah]:
    """No reason makes a question of choices answerable without choices, or markable without its key (FX14, FX15)."""
    return [one for one in found if one.jenis in (Jenis.KUNCI, Jenis.OPSI)]


def real_gaps(found: Iterable[Celah]) -> list[Celah]:
    """Those that a validator answers with a signed reason; notes are not among them."""
    return [one for one in found if not one.is_note]


def summary_of(found: Iterable[Celah]) -> str:
    """The whole in one sentence, for the head of the page and of a print."""
    left = real_gaps(found)
    parts = []
    for jenis, words in _SUMMARY.items():
        if number := sum(1 for one in left if one.jenis == jenis):
            parts.append(words(number))
    return ", ".join(parts) if parts else _("Tidak ada celah: setiap KUK, aspek kritis dan dimensi terukur")


_SUMMARY: Mapping[Jenis, Callable[[int], str]] = {
    Jenis.KUK: lambda n: ngettext("%d KUK belum terukur", "%d KUK belum terukur", n) % n,
    Jenis.ASPEK: lambda n: ngettext("%d aspek kritis belum terukur", "%d aspek kritis belum terukur", n) % n,
    Jenis.DIMENSI: lambda n: ngettext("%d dimensi kosong", "%d dimensi kosong", n) % n,
    Jenis.INSTRUMEN: lambda n: ngettext("%d instrumen tanpa isi", "%d instrumen tanpa isi", n) % n,
    Jenis.SAAT: lambda n: ngettext("%d bagian FR.IA.03 kosong", "%d bagian FR.IA.03 kosong", n) % n,
    Jenis.KUNCI: lambda n: ngettext("%d butir tanpa kunci", "%d butir tanpa kunci", n) % n,
    Jenis.JAWABAN: lambda n: ngettext("%d instrumen dengan pertanyaan tanpa jawaban acuan", "%d instrumen dengan pertanyaan tanpa jawaban acuan", n) % n,
    Jenis.LEPAS: lambda n: ngettext("%d instrumen dengan butir tanpa KUK", "%d instrumen dengan butir tanpa KUK", n) % n,
    Jenis.OPSI: lambda n: ngettext("%d butir kurang pilihan", "%d butir kurang pilihan", n) % n,
}  # fmt: skip


def _said(one: Celah, *, everywhere: bool) -> Celah:
    if everywhere:
        return replace(one, potensi=())
    return replace(one, words=_("%(gap)s (rencana potensi %(potensi)s)") % {"gap": one.words, "potensi": ", ".join(one.potensi)})  # fmt: skip


def _instruments(peta: Peta, kelompok: int) -> Iterator[Celah]:
    """Planned by FR.MAPA.02, and nothing in the MUK to fill it with."""
    if peta.planned is None:
        return
    filled = {one.instrumen for one in peta.butir if one.kelompok == kelompok}
    filled |= {
        one.instrumen for one in peta.bagian if one.kelompok == kelompok and one.has_words and one.instrumen in TOLD
    }
    said = _("Kelompok %(kelompok)d: %(kode)s direncanakan, tetapi MUK ini tidak punya isinya")
    for code in sorted(instruments_in(peta, kelompok) - filled - PRINTED):
        yield _gap(peta, Jenis.INSTRUMEN, kelompok, code, said % {"kelompok": kelompok, "kode": code}, instrumen=code)


def _kuk(peta: Peta, kelompok: int) -> Iterator[Celah]:
    bare = _("KUK %(nomor)s unit %(unit)s belum diukur oleh butir mana pun")
    closed = _("KUK %(nomor)s unit %(unit)s hanya diukur di %(kode)s, yang tidak dibuka rencana")
    where = _first(peta, kelompok)
    for row in peta.kuk:
        if row.kelompok == kelompok and not peta.at_kuk(row.key):
            facts, beyond = {"nomor": row.nomor, "unit": row.unit}, peta.whole.at_kuk(row.key) if peta.whole else ()
            gap = _gap(peta, Jenis.KUK, kelompok, row.nomor, bare % facts, instrumen=where, unit=row.unit)
            yield _closed(gap, beyond, closed, facts)


def _aspek(peta: Peta, kelompok: int) -> Iterator[Celah]:
    """PL11: one item per aspek kritis; a sikap kerja is seen in the whole of the work."""
    bare = _("Aspek kritis %(nomor)d unit %(unit)s belum diukur oleh butir mana pun")
    closed = _("Aspek kritis %(nomor)d unit %(unit)s hanya diukur di %(kode)s, yang tidak dibuka rencana")
    where = _first(peta, kelompok)
    for row in peta.aspek:
        if row.kelompok == kelompok and row.kind == AspekKind.KRITIS and not peta.at_aspek(row.key):
            facts, beyond = {"nomor": row.number, "unit": row.unit}, peta.whole.at_aspek(row.key) if peta.whole else ()
            gap = _gap(peta, Jenis.ASPEK, kelompok, str(row.number), bare % facts, instrumen=where, unit=row.unit)
            yield _closed(gap, beyond, closed, facts)


def _dimensions(peta: Peta, kelompok: int) -> Iterator[Celah]:
    """FX18, E6: over the questions of FR.IA.03, 04B, 05, 06 and 07."""
    opened = instruments_in(peta, kelompok)
    where = next((code for code in BERDIMENSI if code in opened), Instrumen.IA03)
    asked = [one for one in peta.butir if one.kelompok == kelompok and one.instrumen in BERDIMENSI]
    beyond = _beyond(peta, kelompok, BERDIMENSI)
    bare = _("Kelompok %(kelompok)d: dimensi %(dimensi)s belum punya pertanyaan")
    closed = _("Kelompok %(kelompok)d: dimensi %(dimensi)s hanya ditanyakan di %(kode)s, yang tidak dibuka rencana")
    for dimensi in Dimensi.values:
        if not matching(asked, dimensi=dimensi):
            facts = {"kelompok": kelompok, "dimensi": dimensi}
            gap = _gap(peta, Jenis.DIMENSI, kelompok, dimensi, bare % facts, instrumen=where)
            yield _closed(gap, matching(beyond, dimensi=dimensi), closed, facts)


def _moments(peta: Peta, kelompok: int) -> Iterator[Celah]:
    """PL11: where practice is observed, FR.IA.03 asks before it (K3L, SOP) and after it (CMS, JRES, TRS)."""
    if not PRACTICE & instruments_in(peta, kelompok):
        return
    asked = [one for one in peta.butir if one.kelompok == kelompok and one.instrumen == Instrumen.IA03]
    beyond = _beyond(peta, kelompok, {Instrumen.IA03})
    for saat, (bare, closed) in _moment_words().items():
        if not matching(asked, saat=saat):
            gap = _gap(peta, Jenis.SAAT, kelompok, saat, bare % kelompok, instrumen=Instrumen.IA03)
            yield _closed(gap, matching(beyond, saat=saat), closed, {"kelompok": kelompok})


def _moment_words() -> Mapping[Saat, tuple[str, str]]:
    return {
        Saat.SEBELUM: (
            _("Kelompok %d: FR.IA.03 belum punya pertanyaan sebelum praktik (K3L, SOP)"),
            _("Kelompok %(kelompok)d: pertanyaan sebelum praktik (K3L, SOP) ada di %(kode)s, yang tidak dibuka rencana"),
        ),
        Saat.SESUDAH: (
            _("Kelompok %d: FR.IA.03 belum punya pertanyaan sesudah praktik (CMS, JRES, TRS)"),
            _("Kelompok %(kelompok)d: pertanyaan sesudah praktik (CMS, JRES, TRS) ada di %(kode)s, yang tidak dibuka rencana"),
        ),
    }  # fmt: skip


def _papers(peta: Peta, kelompok: int) -> Iterator[Celah]:
    """A question of FR.IA.05 has a key and a choice, else nobody can mark it."""
    for one in peta.butir:
        if one.kelompok != kelompok or one.instrumen != Instrumen.IA05:
            continue
        facts = {"kelompok": kelompok, "nomor": one.number}
        if not one.has_kunci:
            yield _of_item(
                one, Jenis.KUNCI, _("FR.IA.05 kelompok %(kelompok)d no. %(nomor)d belum punya kunci") % facts
            )
        if one.options < 2:
            yield _of_item(one, Jenis.OPSI, _("FR.IA.05 kelompok %(kelompok)d no. %(nomor)d belum punya dua pilihan jawaban") % facts)  # fmt: skip


def _unanswerable(peta: Peta, kelompok: int) -> Iterator[Celah]:
    """What is answered in words is laid beside a model answer or a rubric, else two asesor judge it twice; one gap an instrument."""
    said = _("%(kode)s kelompok %(kelompok)d: butir %(nomor)s belum punya jawaban acuan atau rubrik")
    for code in DIJAWAB:
        own = [one for one in peta.butir if (one.kelompok, one.instrumen) == (kelompok, code) and not one.has_kunci]
        if own:
            words = said % {"kode": code, "kelompok": kelompok, "nomor": _numbers(own)}
            yield _gap(peta, Jenis.JAWABAN, kelompok, code, words, instrumen=code)


def _numbers(items: Iterable[ButirRow]) -> str:
    return ", ".join(str(number) for number in sorted(one.number for one in items))


def _unlinked(peta: Peta, kelompok: int) -> Iterator[Celah]:
    """An item that measures no KUK and no aspek costs the asesi time and proves nothing; one gap an instrument.

    What is printed on a form (FR.IA.10) measures none and is no choice of the penyusun.
    """
    linked = {one.key for own in (*peta.by_kuk.values(), *peta.by_aspek.values()) for one in own}
    said = _("%(kode)s kelompok %(kelompok)d: butir %(nomor)s tidak mengukur KUK mana pun")
    own = [
        one for one in peta.butir if one.kelompok == kelompok and one.key not in linked and one.instrumen not in PRINTED
    ]
    for code in sorted({one.instrumen for one in own}):
        numbers = _numbers(one for one in own if one.instrumen == code)
        words = said % {"kode": code, "kelompok": kelompok, "nomor": numbers}
        yield _gap(peta, Jenis.LEPAS, kelompok, code, words, instrumen=code)


def _repeated(peta: Peta, most: int) -> Iterator[Celah]:
    for row in peta.kuk:
        for (code, metode), number in repeated(peta.at_kuk(row.key), most=most).items():
            yield _note(row, code, metode, number, peta)


def _note(row: KukRow, code: str, metode: str, number: int, peta: Peta) -> Celah:
    said = _(
        "KUK %(nomor)s unit %(unit)s ditanyakan %(n)d kali dalam %(kode)s (%(metode)s); pertimbangkan menguranginya"
    )
    facts = {"nomor": row.nomor, "unit": row.unit, "n": number, "kode": code, "metode": Metode(metode).label.lower()}
    own = next(one for one in peta.at_kuk(row.key) if one.instrumen == code)
    return Celah(
        Jenis.LEBIH, row.kelompok, f"{row.nomor}/{code}/{metode}", said % facts, instrumen=code, bagian=own.bagian, unit=row.unit
    )  # fmt: skip


def _of_item(one: ButirRow, jenis: Jenis, words: str) -> Celah:
    return Celah(
        jenis, one.kelompok, one.ref, words, instrumen=one.instrumen, bagian=one.bagian, butir=one.ref
    )  # fmt: skip


def _gap(peta: Peta, jenis: Jenis, kelompok: int, subject: str, words: str, *, instrumen: str, unit: str = "") -> Celah:
    bagian = next((one.ref for one in peta.bagian if one.kelompok == kelompok and one.instrumen == instrumen), "")
    return Celah(jenis, kelompok, subject, words, instrumen=instrumen, bagian=bagian, unit=unit)


def _beyond(peta: Peta, kelompok: int, instruments: Collection[str]) -> list[ButirRow]:
    """The questions of the MUK in these instruments, also where the plan keeps them closed."""
    return [one for one in (peta.whole or peta).butir if one.kelompok == kelompok and one.instrumen in instruments]


def _closed(gap: Celah, beyond: Iterable[ButirRow], words: str, facts: Mapping[str, object]) -> Celah:
    codes = tuple(sorted({one.instrumen for one in beyond}))
    if not codes:
        return gap
    return replace(gap, words=words % {**facts, "kode": ", ".join(codes)}, instrumen=codes[0], closed_in=codes)


def _first(peta: Peta, kelompok: int) -> str:
    """Where an item for a bare KUK is added: what the plan opens first, in the order of the paper."""
    opened = instruments_in(peta, kelompok)
    return next((code for code in METODE if code in opened), Instrumen.IA01)
