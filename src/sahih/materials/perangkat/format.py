"""A whole MUK as plain data: what is imported, exported, hashed and signed."""

import hashlib
import unicodedata
from typing import Annotated, Literal

import rfc8785
from pydantic import AfterValidator, Field, StringConstraints

from sahih.materials.berkas.parts import KukNumber, Part, Text, Title, UnitCode, require_readable
from sahih.materials.perangkat.enums import JENIS, METODE, Instrumen

Dimensi = Literal["TS", "TMS", "CMS", "JRES", "TRS"]


def _clean_lines(text: str) -> str:
    """Keep the lines, fold the rest, and refuse what prints as nothing."""
    require_readable(text)
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


Long = Annotated[str, AfterValidator(_clean_lines), StringConstraints(min_length=1, max_length=8000)]
LONGEST_TITLE = 200
MukTitle = Annotated[Title, StringConstraints(max_length=LONGEST_TITLE)]
Minutes = Annotated[int, Field(ge=1, le=1440)]
SALT_BYTES = 32
Salt = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{2 * SALT_BYTES}}}$")]


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

    @property
    def head_digest(self) -> str:
        """What a page that shows the head remembers, to notice a change made elsewhere; its items are not of it."""
        return hashlib.sha256(rfc8785.dumps(self.model_dump(mode="json", exclude={"butir"}))).hexdigest()


class MukSpec(Part):
    """The content of a MUK for the skema of this number."""

    skema: Title
    title: MukTitle
    pass_mark: Annotated[int, Field(ge=1, le=100)] = 100
    bagian: tuple[BagianSpec, ...] = ()


class MukFile(Part):
    """The file: one MUK, and what its signed hash was salted with; a salt is only written beside keys, and taken by nobody."""

    muk: MukSpec
    salt: Salt | None = None

    @property
    def signed_sha256(self) -> str:
        return signed_sha256(self.muk, salt=bytes.fromhex(self.salt) if self.salt else None)


def without_keys(spec: MukSpec) -> MukSpec:
    bagian = (part.model_copy(update={"butir": tuple(one.model_copy(update={"kunci": None}) for one in part.butir)}) for part in spec.bagian)  # fmt: skip
    return spec.model_copy(update={"bagian": tuple(bagian)})


def content_sha256(spec: MukSpec) -> str:
    """What tells two contents apart. Whoever knows every text can try out the keys against it: it is not shown (FX14)."""
    return hashlib.sha256(rfc8785.dumps(spec.model_dump(mode="json"))).hexdigest()


def signed_sha256(spec: MukSpec, *, salt: bytes | None) -> str:
    """What penyusun and validator sign, and all may read: the keys cannot be tried out without the salt that lies beside them.

    A MUK that was signed before there were salts keeps the hash that its sheet bears.
    """
    if salt is None:
        return content_sha256(spec)
    return hashlib.sha256(rfc8785.dumps({"salt": salt.hex(), "muk": spec.model_dump(mode="json")})).hexdigest()
