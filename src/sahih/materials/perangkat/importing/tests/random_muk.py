"""Random MUK for the small skema, in the form in which a reader leaves them."""

from hypothesis import strategies as st

from sahih.materials.perangkat.enums import BERKUNCI, Dimensi, Instrumen, Jenis, Metode, Saat
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, MukSpec
from sahih.materials.perangkat.importing.drafting import ORDER, folded, tidy
from sahih.materials.perangkat.importing.tests.word_files import small_acuan

# What people paste into a cell: formulas, codes, YAML signs, escapes of Excel, quotes, other scripts, line ends.
_AWKWARD = st.sampled_from([
    "=1+1", "+62 811", "-", "@SUM(A1)", "1.10", "true", "null", "~", "# bukan komentar", "- daftar", "a: b", "'petik'", '"',
    "_x000D_", "_x0041_", "&amp; <b>", "{x}", "[y]", "*alias", "&jangkar", "%d", "01", "1e3", "é ü ñ", "日本", "😀", "a;b", "x – y",
    "baris satu\nbaris dua", "tab\tdi tengah", "  tepi  ", "dua  spasi", "KUK 1.1", "a. b. c.",
])  # fmt: skip
_TEXT = st.one_of(_AWKWARD, st.text(min_size=1, max_size=30)).map(tidy).filter(bool)
_OPTION = _TEXT.map(folded).filter(bool)
_OPTIONAL = st.none() | _TEXT


@st.composite
def _kunci(draw: st.DrawFn, options: int) -> KunciSpec | None:
    option = draw(st.none() | st.integers(0, options - 1)) if options else None
    answer, rubric = draw(_OPTIONAL), draw(_OPTIONAL)
    if option is None and answer is None and rubric is None:
        return None
    return KunciSpec(option=option, answer=answer, rubric=rubric)


@st.composite
def _butir(draw: st.DrawFn, instrumen: str, kelompok: int) -> ButirSpec:
    known = [one.ref for one in small_acuan().isi if one.kelompok == kelompok]
    refs = draw(st.lists(st.sampled_from(known), unique=True, max_size=5))
    options = tuple(draw(st.lists(_OPTION, max_size=5)))
    return ButirSpec.model_validate({
        "text": draw(_TEXT), "scope": draw(st.none() | _OPTION), "refs": tuple(sorted(refs, key=small_acuan().place.__getitem__)),
        "dimensi": draw(st.none() | st.sampled_from(Dimensi.values)), "jenis": draw(st.none() | st.sampled_from(Jenis.values)),
        "metode": draw(st.none() | st.sampled_from(Metode.values)), "saat": draw(st.none() | st.sampled_from(Saat.values)),
        "kritis": draw(st.booleans()), "options": options,
        "kunci": draw(_kunci(len(options))) if instrumen in BERKUNCI else None,
    })  # fmt: skip


@st.composite
def muk_specs(draw: st.DrawFn) -> MukSpec:
    """Instruments in the order of a reader, items with anything an item may have."""
    names = st.tuples(st.sampled_from(Instrumen.values), st.sampled_from([1, 2]))
    found = sorted(draw(st.lists(names, unique=True, max_size=4)), key=lambda one: (one[1], ORDER[one[0]]))
    bagian = tuple(
        BagianSpec.model_validate({
            "instrumen": code, "kelompok": kelompok, "petunjuk": draw(_OPTIONAL), "skenario": draw(_OPTIONAL),
            "perlengkapan": draw(_OPTIONAL), "keluaran": draw(_OPTIONAL), "minutes": draw(st.none() | st.integers(1, 1440)),
            "present_minutes": draw(st.none() | st.integers(1, 1440)),
            "butir": tuple(draw(st.lists(_butir(code, kelompok), max_size=3))),
        })
        for code, kelompok in found
    )  # fmt: skip
    return MukSpec(skema="SKM/1/2026", title=draw(_OPTION), pass_mark=draw(st.integers(1, 100)), bagian=bagian)
