"""A whole MUK as plain data: what is imported, exported, hashed and signed."""

import hashlib
import unicodedata
from typing import Annotated, Literal

import rfc8785
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from sahih.materials.berkas.parts import KukNumber, Part, Text, Title, UnitCode
from sahih.materials.perangkat.enums import JENIS, METODE, Instrumen

Dimensi = Literal["TS", "TMS", "CMS", "JRES", "TRS"]


def _clean_lines(text: str) -> str:
    """Keep the lines, fold the rest, and refuse what prints as nothing: it would make two texts look alike."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} and not character.isspace():
            raise PydanticCustomError("invisible", "invisible", {"code": f"U+{ord(character):04X}"})
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


Long = Annotated[str, AfterValidator(_clean_lines), StringConstraints(min_length=1, max_length=8000)]
LONGEST_TITLE = 200
MukTitle = Annotated[Title, StringConstraints(max_length=LONGEST_TITLE)]
Minutes = Annotated[int, Field(ge=1, le=1440)]


class RefSpec(Part):
    """A KUK of the skema, or an aspek kritis or sikap kerja by its number."""

    unit: UnitCode
    kuk: KukNumber | None = None
    kritis: Annotated[int, Field(ge=1, le=99)] | None = None
    sikap: Annotated[int, Field(ge=1, le=99)] | None = None


class KunciSpec(Part):
    """What only those who need it read: the right option (0 = a.), a model answer, a rubric."""

    option: Annotated[int, Field(ge=0, le=4)] | None = None
    answer: Long | None = None
    rubric: Long | None = None


class PictureSpec(Part):
    """A picture by its hash; the bytes travel beside the file."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    alt: Title


class ButirSpec(Part):
    """One item with all that it measures; `jenis` and `metode` default to those of its instrument.

    `scope` is what the item stands under: in FR.IA.04B what is presented, in FR.IA.09 the evidence that is asked about,
    in FR.IA.11 the part of the product.
    """

    text: Long
    scope: Title | None = None
    refs: tuple[RefSpec, ...] = ()
    dimensi: Dimensi | None = None
    jenis: Literal["L", "TL", "T"] | None = None
    metode: Literal["observasi", "terstruktur", "tanya_jawab", "portofolio", "produk", "pihak_ketiga"] | None = None
    saat: Literal["sebelum", "sesudah"] | None = None
    kritis: bool = False
    options: tuple[Text, ...] = ()
    kunci: KunciSpec | None = None
    picture: PictureSpec | None = None

    def jenis_in(self, instrumen: str) -> str:
        return self.jenis or JENIS[Instrumen(instrumen)].value

    @property
    def digest(self) -> str:
        """What a page that shows the item remembers, to notice a change made elsewhere."""
        return hashlib.sha256(rfc8785.dumps(self.model_dump(mode="json"))).hexdigest()

    def metode_in(self, instrumen: str) -> str:
        return self.metode or METODE[Instrumen(instrumen)].value


class BagianSpec(Part):
    """One instrument for one kelompok pekerjaan, by the number of the kelompok."""

    instrumen: Literal[
        "FR.IA.01", "FR.IA.02", "FR.IA.03", "FR.IA.04A", "FR.IA.04B", "FR.IA.05", "FR.IA.06", "FR.IA.07", "FR.IA.08", "FR.IA.09",
        "FR.IA.10", "FR.IA.11",
    ]  # fmt: skip
    kelompok: Annotated[int, Field(ge=1, le=99)]
    petunjuk: Long | None = None
    skenario: Long | None = None
    perlengkapan: Long | None = None
    keluaran: Long | None = None
    minutes: Minutes | None = None
    present_minutes: Minutes | None = None
    butir: tuple[ButirSpec, ...] = ()


class MukSpec(Part):
    """The content of a MUK for the skema of this number."""

    skema: Title
    title: MukTitle
    pass_mark: Annotated[int, Field(ge=1, le=100)] = 100
    bagian: tuple[BagianSpec, ...] = ()


class MukFile(Part):
    """The file: one key, one MUK."""

    muk: MukSpec


def content_sha256(spec: MukSpec) -> str:
    """Hash what the MUK says, its keys included; this is what penyusun and validator sign."""
    return hashlib.sha256(rfc8785.dumps(spec.model_dump(mode="json"))).hexdigest()
