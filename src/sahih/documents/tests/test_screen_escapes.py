"""Whatever anybody writes is text on the screen: it neither opens an element nor closes an attribute."""

from collections.abc import Callable
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from sahih.documents.content import Choice, Context
from sahih.documents.filling import begin
from sahih.documents.screen import render_screen
from sahih.documents.vocabulary import (
    Column,
    Field,
    FieldKind,
    Formulir,
    Grid,
    Guide,
    Option,
    Problem,
    Row,
    Section,
    Signature,
    Statement,
)

HOSTILE = st.text(alphabet="<>\"'&/x=", min_size=3, max_size=12)
KINDS: tuple[FieldKind, ...] = ("text", "paragraph", "date", "number", "choice", "many", "yesno", "files", "computed")
Write = Callable[[str], str]


def every_kind(text: str) -> tuple[Field, ...]:
    options = (Option(f"a{text}", text), Option(f"b{text}", text))
    plain = [
        Field(f"{kind}{by}", text, kind, by, options=options if kind in {"choice", "many"} else (), hint=text)
        for kind in KINDS
        for by in ("asesi", "asesor")
    ]
    aside = (
        Field("daftar", text, "choice", options=options, columns=0, group=text),
        Field("lipat", text, folded=True, tucked=True, required=False),
        Field("unggah", text, "files", source="unggahan"),
    )
    return (*plain, *aside)


def form(text: str) -> Formulir:
    fields = every_kind(text)
    columns = (
        Column(text, ("{kuk}", *fields), width=100, lines=True),
        Column(text, ("{acuan}",), width=20, merge="elemen"),
    )
    blocks = (
        Guide(text, (text,), intro=text),
        Section(text, (text, *fields), intro=text),
        Grid("kuk", columns, title=text, intro=text, heads=("kelompok", "unit"), foot=text),
        Statement(text, "setuju", "asesi"),
        Statement(text),
    )
    return Formulir("FR.UJI", 1, text, blocks, (Signature("asesi", text),))


def screen(text: str, *, readonly: bool) -> str:
    names = ("nomor", "kuk", "acuan", "elemen", "elemen_nomor", "unit", "unit_judul", "kelompok", "kelompok_judul")
    row = Row(text, dict.fromkeys(names, text), lines=(text,))
    files = (Choice(f"f{text}", text, note=text), Choice(f"g{text}", text))
    context = Context(
        rows={"kuk": (row,)}, choices={"berkas": files, "unggahan": files}, uploads=frozenset({"unggahan"})
    )
    formulir = form(text)
    content = begin(formulir, context)
    answers = {f"{kind}{by}": text for kind in ("text", "paragraph", "computed") for by in ("asesi", "asesor")}
    content["fields"] |= answers
    content["rows"]["kuk"][0]["answers"] |= answers | {"unggah": [f"f{text}"]}
    problems = [Problem("textasesi", text), Problem(f"kuk/{text}/unggah", text), Problem("", text)]
    typed = {"numberasesi": [text], f"kuk/{text}/dateasesi": [text]}
    return render_screen(formulir, content, context, role="asesi", readonly=readonly, problems=problems, typed=typed)


def elements(html: str) -> list[tuple[str, list[str]]]:
    """Every element with the names of its attributes, and nothing of what is written."""
    found: list[tuple[str, list[str]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, [name for name, _value in attrs]))

        def handle_endtag(self, tag: str) -> None:
            found.append((f"/{tag}", []))

    Reader().feed(html)
    return found


@given(HOSTILE, st.booleans())
def test_what_is_written_changes_no_element_of_the_page(text: str, readonly: bool) -> None:
    harmless = "x" * len(text)

    assert elements(screen(text, readonly=readonly)) == elements(screen(harmless, readonly=readonly))
