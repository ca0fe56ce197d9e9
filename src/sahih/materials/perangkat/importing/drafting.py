"""A MUK in the making while a file is read: items in the order they come, and what was not understood."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sahih.materials.berkas.parts import UNREADABLE, as_pasted
from sahih.materials.perangkat.enums import BERKUNCI, Instrumen
from sahih.materials.perangkat.format import (
    LONGEST_TITLE,
    BagianSpec,
    ButirSpec,
    KunciSpec,
    MukSpec,
    PictureSpec,
    RefSpec,
)
from sahih.materials.perangkat.importing.acuan import Acuan, said
from sahih.materials.perangkat.importing.bacaan import Alamat, Bacaan, Gambar, Saran, Terlewat, quoted
from sahih.materials.perangkat.importing.pictures import hash_of, reencoded
from sahih.materials.perangkat.importing.similarity import Kamus

ORDER = {code: place for place, code in enumerate(Instrumen.values)}
LONG, OPTION, TITLE, MANY_OPTIONS = 8000, 2000, 300, 5
FIELDS = ("petunjuk", "skenario", "perlengkapan", "keluaran")
# Answered by somebody who was there, about no KUK in particular.
WITHOUT_SUGGESTION = (Instrumen.IA10,)


@dataclass
class ButirDraf:
    """One item while its parts are found."""

    where: str
    printed: str = ""
    text: str = ""
    scope: str = ""
    refs: list[RefSpec] = field(default_factory=list)
    several: list[RefSpec] = field(default_factory=list)
    dimensi: str | None = None
    saat: str | None = None
    jenis: str | None = None
    metode: str | None = None
    kritis: bool = False
    options: list[str] = field(default_factory=list)
    option: int | None = None
    answer: str = ""
    rubric: str = ""
    picture: tuple[str, str] | None = None


@dataclass
class BagianDraf:
    """One instrument for one kelompok while it is read."""

    instrumen: str
    kelompok: int
    fields: dict[str, str] = field(default_factory=dict)
    minutes: int | None = None
    present_minutes: int | None = None
    butir: list[ButirDraf] = field(default_factory=list)


def tidy(text: str) -> str:
    """Line ends one way, nothing that prints as nothing; blanks inside a line stay as typed."""
    return "".join(sign for sign in as_pasted(text) if sign in "\n\t" or _prints(sign)).strip()


def _prints(sign: str) -> bool:
    return unicodedata.category(sign) not in UNREADABLE | {"Cn"}


def folded(text: str) -> str:
    return " ".join(tidy(text).split())


class Pengumpul:
    """Gathers what a reader finds; `finished` makes of it a draft that keeps every limit of the format."""

    def __init__(self, acuan: Acuan, *, title: str = "") -> None:
        self.acuan = acuan
        self.is_titled = bool(title)
        self.title = title or _("MUK %s") % acuan.title
        self.pass_mark = 100
        self.terlewat: list[Terlewat] = []
        self.catatan: list[str] = []
        self.gambar: dict[str, Gambar] = {}
        self._bagian: dict[tuple[str, int], BagianDraf] = {}
        self._told: list[str] = []
        self._several: dict[Alamat, Sequence[RefSpec]] = {}
        self.understood: list[str] = []

    def bagian(self, instrumen: str, kelompok: int) -> BagianDraf:
        return self._bagian.setdefault((instrumen, kelompok), BagianDraf(instrumen, kelompok))

    def all_bagian(self, instrumen: str) -> list[BagianDraf]:
        return [one for (code, _kelompok), one in self._bagian.items() if code == instrumen]

    @property
    def has_butir(self) -> bool:
        return any(part.butir for part in self._bagian.values())

    def note(self, text: str) -> None:
        """Say a thing once."""
        if text not in self.catatan:
            self.catatan.append(text)

    def miss(self, where: str, text: str, why: str, todo: str, *, is_secret: bool = False) -> None:
        self._told.append(text)
        one = Terlewat(where, quoted(text), why, todo, is_secret=is_secret)
        if one not in self.terlewat[-MANY_OPTIONS:]:
            self.terlewat.append(one)

    def understand(self, *texts: str) -> None:
        """Read for its meaning and not kept: heads of papers and columns, guidance, references, an asesi's answers."""
        self.understood += texts

    def words(self) -> Iterable[str]:
        """All that stands in the draft or in the list of what was not taken, as the file had it."""
        yield from self._told
        yield from (one.text for one in self.terlewat)
        for part in self._bagian.values():
            yield from part.fields.values()
            for one in part.butir:
                yield from (one.text, one.scope, one.answer, one.rubric, *one.options)

    def keep_picture(self, content: bytes) -> str | None:
        """The hash under which the picture goes into the vault, or nothing where it is none."""
        picture = reencoded(content)
        if picture is None:
            return None
        self.gambar[hash_of(picture)] = picture
        return hash_of(picture)

    def finished(self) -> Bacaan:
        parts = sorted(self._bagian.values(), key=lambda one: (one.kelompok, ORDER[one.instrumen]))
        bagian = tuple(self._bagian_spec(one) for one in parts)
        spec = MukSpec(skema=self.acuan.skema, title=self._short_title(), pass_mark=self.pass_mark, bagian=bagian)
        used = {one.picture.sha256 for part in bagian for one in part.butir if one.picture}
        return Bacaan(
            spec=spec, terlewat=tuple(self.terlewat), catatan=tuple(self.catatan), saran=suggestions(spec, self.acuan, self._several), is_titled=self.is_titled,
            gambar={name: one for name, one in self.gambar.items() if name in used},
        )  # fmt: skip

    def _short_title(self) -> str:
        if self.is_titled and len(self.title) > LONGEST_TITLE:
            self.miss(_("Judul MUK"), self.title, _("lebih panjang dari %d huruf") % LONGEST_TITLE, _("Persingkat judulnya pada halaman MUK."))  # fmt: skip
        return self.title[:LONGEST_TITLE].strip()

    def _bagian_spec(self, one: BagianDraf) -> BagianSpec:
        name = f"{one.instrumen}, kelompok {one.kelompok}"
        values = {key: self._long(text, name) for key, text in one.fields.items()}
        made = [(draf, spec) for draf in one.butir if (spec := self._butir_spec(draf, one))]
        for number, (draf, _spec) in enumerate(made, 1):
            self._several[Alamat(one.instrumen, one.kelompok, number)] = draf.several
        return BagianSpec.model_validate(
            {
                "instrumen": one.instrumen, "kelompok": one.kelompok, **values, "minutes": self._minutes(one.minutes, name),
                "present_minutes": self._minutes(one.present_minutes, name), "butir": tuple(spec for _draf, spec in made),
            }
        )  # fmt: skip

    def _minutes(self, value: int | None, where: str) -> int | None:
        if value is None or 1 <= value <= 1440:
            return value
        self.miss(where, str(value), _("waktu di luar 1 sampai 1440 menit"), _("Isi waktunya pada halaman MUK."))
        return None

    def _long(self, text: str, where: str) -> str | None:
        clean = tidy(text)
        if len(clean) > LONG:
            self.miss(where, clean, _("lebih panjang dari %d huruf") % LONG, _("Persingkat, lalu unggah lagi."))
            return None
        return clean or None

    def _butir_spec(self, one: ButirDraf, part: BagianDraf) -> ButirSpec | None:
        text = self._long(one.text, one.where)
        if text is None:
            return None
        kunci = self._kunci_spec(one, part.instrumen)
        return ButirSpec.model_validate(
            {
                "text": text, "scope": self._scope(one), "refs": tuple(self._fitting(one, part.kelompok)), "dimensi": one.dimensi, "saat": one.saat,
                "jenis": one.jenis, "metode": one.metode, "kritis": one.kritis, "options": tuple(self._options(one)),
                "kunci": kunci, "picture": PictureSpec(sha256=one.picture[0], alt=one.picture[1]) if one.picture else None,
            }
        )  # fmt: skip

    def _fitting(self, one: ButirDraf, kelompok: int) -> list[RefSpec]:
        """What the skema has and this kelompok holds, in the order of the skema."""
        place = self.acuan.place
        for ref in one.refs:
            if ref not in place:
                self.miss(
                    one.where, said(ref), _("tidak ada dalam skema ini"), _("Pilih KUK yang benar pada pratinjau.")
                )
            elif self.acuan.unit_kelompok[ref.unit] != kelompok:
                self.miss(one.where, said(ref), _("unit ini bukan bagian kelompok pekerjaan %d") % kelompok, _("Pindahkan butir ke kelompok yang benar, atau pilih KUK lain."))  # fmt: skip
        kept = {ref for ref in one.refs if ref in place and self.acuan.unit_kelompok[ref.unit] == kelompok}
        return sorted(kept, key=lambda ref: place[ref])

    def _scope(self, one: ButirDraf) -> str | None:
        text = folded(one.scope)
        if len(text) > TITLE:
            self.miss(one.where, text, _("lingkup lebih panjang dari %d huruf") % TITLE, _("Persingkat pada halaman MUK."))  # fmt: skip
            return None
        return text or None

    def _options(self, one: ButirDraf) -> Iterable[str]:
        for text in one.options[:MANY_OPTIONS]:
            yield folded(text)[:OPTION]

    def _kunci_spec(self, one: ButirDraf, instrumen: str) -> KunciSpec | None:
        for place, text in enumerate(one.options):
            if place >= MANY_OPTIONS or len(folded(text)) > OPTION:
                self.miss(one.where, text, _("pilihan keenam, atau lebih panjang dari %d huruf") % OPTION, _("Susun ulang pilihannya, lalu unggah lagi."))  # fmt: skip
        answer, rubric = self._long(one.answer, one.where), self._long(one.rubric, one.where)
        option = one.option if one.option is not None and one.option < min(len(one.options), MANY_OPTIONS) else None
        if one.option is not None and option is None:
            self.miss(one.where, "abcde"[one.option : one.option + 1], _("kunci menunjuk pilihan yang tidak ada"), _("Isi kuncinya pada halaman MUK."), is_secret=True)  # fmt: skip
        if option is None and answer is None and rubric is None:
            return None
        if instrumen not in BERKUNCI:
            self.miss(one.where, "\n".join(text for text in (one.answer, one.rubric) if text), _("instrumen ini tidak memakai kunci"), _("Bila ini standar industri, tulis pada teks butirnya."), is_secret=True)  # fmt: skip
            return None
        return KunciSpec(option=option, answer=answer, rubric=rubric)


def suggestions(
    spec: MukSpec, acuan: Acuan, several: Mapping[Alamat, Sequence[RefSpec]]
) -> dict[Alamat, tuple[Saran, ...]]:
    """For every item that points at nothing; a person confirms each."""
    kamus: Kamus | None = None
    found: dict[Alamat, tuple[Saran, ...]] = {}
    for part in spec.bagian:
        if part.instrumen in WITHOUT_SUGGESTION:
            continue
        for number, one in enumerate(part.butir, 1):
            if one.refs:
                continue
            kamus = kamus or Kamus(acuan)
            address = Alamat(part.instrumen, part.kelompok, number)
            found[address] = kamus.suggest(_words(one), kelompok=part.kelompok, named=several.get(address, ()))
    return found


def _words(one: ButirSpec) -> str:
    parts: Sequence[str | None] = (one.scope, one.text, *one.options)
    return " ".join(part for part in parts if part)
