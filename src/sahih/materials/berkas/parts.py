"""What the file formats share: texts, codes, elemen and KUK, and why a value is refused."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from sahih.materials.berkas.reading import Document, Path, Problem, field_name

StandardKind = Literal["SKKNI", "SKKI", "SKKK"]  # K3


# What Word and PDF leave between letters and nobody sees: control and format signs, as the soft hyphen.
UNSEEN = frozenset({"Cc", "Cf"})
# Signs of a private font and halves of signs may have meant something, and print as nothing too.
UNREADABLE = UNSEEN | {"Cs", "Co"}


def as_pasted(text: str) -> str:
    """NFC, line ends one way, and without what is never seen; a sign that may have meant something stays, to be refused."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(sign for sign in lines if sign.isspace() or unicodedata.category(sign) not in UNSEEN)
    return unicodedata.normalize("NFC", seen)


def unreadable_in(text: str) -> str:
    """The code of the first sign that prints as nothing: it would make two texts look alike."""
    for sign in text:
        is_hidden = unicodedata.category(sign) in UNREADABLE and not sign.isspace()
        if is_hidden or ord(sign) & 0xFFFE == 0xFFFE:
            return f"U+{ord(sign):04X}"
    return ""


def require_readable(text: str) -> None:
    if code := unreadable_in(text):
        raise PydanticCustomError("invisible", "invisible", {"code": code})


def _clean(text: str) -> str:
    """Fold white space and refuse what prints as nothing."""
    require_readable(text)
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    if not folded:
        raise PydanticCustomError("blank", "blank")
    return folded


def as_text(value: object) -> object:
    """A code typed without quotes arrives as a whole number."""
    return str(value) if type(value) is int else value


Text = Annotated[str, AfterValidator(_clean), StringConstraints(min_length=1, max_length=2000)]
Title = Annotated[str, AfterValidator(_clean), StringConstraints(min_length=1, max_length=300)]
Code = Annotated[str, BeforeValidator(as_text), AfterValidator(_clean), StringConstraints(min_length=1, max_length=60)]
UnitCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-/]{2,39}$")]
KukNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?\.[1-9][0-9]?$")]


class Part(BaseModel):
    """A mapping of the file: unknown keys and silent conversions are refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class KukSpec(Part):
    """One kriteria unjuk kerja."""

    number: KukNumber
    text: Text


class ElemenSpec(Part):
    """One elemen kompetensi and its KUK."""

    number: Annotated[int, Field(ge=1, le=99)]
    title: Title
    kuk: tuple[KukSpec, ...]


def elemen_contradictions(elemen: ElemenSpec, path: Path, expected: int) -> Iterator[tuple[Path, str]]:
    if elemen.number != expected:
        yield (*path, "number"), out_of_order(elemen.number, expected)
    for row, kuk in enumerate(elemen.kuk):
        number = f"{elemen.number}.{row + 1}"
        if kuk.number != number:
            yield (*path, "kuk", row, "number"), out_of_order(kuk.number, number)


def out_of_order(number: object, expected: object) -> str:
    return _("nomor %(number)s tidak urut, seharusnya %(expected)s") % {"number": number, "expected": expected}


def first_hand(error: ValidationError) -> list[ErrorDetails]:
    """Leave out lists which are too short only because their items were refused."""
    details = error.errors(include_url=False)
    inner = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]


def problem_at(document: Document, detail: ErrorDetails) -> Problem:
    return placed(document, detail["loc"], reason_of(detail))


def placed(document: Document, path: Path, reason: str) -> Problem:
    return Problem(document.line(path), field_name(path), reason)


def reason_of(detail: ErrorDetails) -> str:
    """Say in Indonesian what pydantic found wrong with one value."""
    context: dict[str, Any] = detail.get("ctx", {})  # reason: pydantic types the context so
    if detail["type"] == "literal_error":
        context = {"expected": str(context["expected"]).replace(" or ", _(" atau "))}
    return _sentences().get(detail["type"], _("isinya tidak sah")) % context


def _sentences() -> dict[str, str]:
    return {
        "missing": _("wajib diisi"),
        "extra_forbidden": _("kunci tidak dikenal"),
        "string_type": _("harus berupa teks; beri tanda petik bila berupa angka"),
        "int_type": _("harus berupa bilangan bulat"),
        "bool_type": _("harus true atau false"),
        "tuple_type": _("harus berupa daftar"),
        "model_type": _("harus berupa kelompok kunci"),
        "literal_error": _("harus salah satu dari %(expected)s"),
        "string_pattern_mismatch": _("bentuknya tidak sesuai"),
        "string_too_long": _("lebih panjang dari %(max_length)d karakter"),
        "too_long": _("lebih panjang dari %(max_length)d karakter"),
        "string_too_short": _("tidak boleh kosong"),
        "too_short": _("daftar tidak boleh kosong"),
        "greater_than_equal": _("paling kecil %(ge)s"),
        "less_than_equal": _("paling besar %(le)s"),
        "blank": _("tidak boleh kosong"),
        "day": _("bukan tanggal yang ada; tulis seperti 2020-12-31"),
        "invisible": _("memuat karakter tak tampak %(code)s"),
    }
