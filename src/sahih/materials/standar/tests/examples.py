"""Two small units of no real standard, and random ones."""

import io
import zipfile

from hypothesis import strategies as st

from sahih.materials.berkas.parts import ElemenSpec, KukSpec
from sahih.materials.standar.format import StandarSpec, StandarUnitSpec, UraianSpec

YAML = """\
standard:
  kind: SKKNI
  number: 77
  year: 2021
  title: Penetapan SKKNI Bidang Uji
  units:
  - code: A.01UJI00.001.1
    title: Menyiapkan ruang uji
    description: Unit ini mencakup penyiapan ruang.
    elements:
    - number: 1
      title: Memeriksa ruang
      kuk:
      - number: '1.1'
        text: Penerangan ruang diukur sesuai prosedur.
      - number: '1.2'
        text: Kebisingan dicatat.
    batasan_variabel:
    - number: 1
      text: Konteks variabel
    - number: '1.1'
      text: =SUM(A1) bukan rumus, 007 bukan bilangan.
    panduan_penilaian:
    - text: Tanpa nomor
    critical_aspects: [Ketepatan mengukur penerangan]
    attitudes: [Teliti, Cermat]
  - code: A.01UJI00.002.1
    title: Menutup ruang uji
"""


def swapped(content: bytes, name: str, data: bytes) -> bytes:
    """The archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for one in before.namelist():
            if one != name:
                after.writestr(one, before.read(one))
        after.writestr(name, data)
    return out.getvalue()


# Any letter that a file may hold; what is invisible is refused elsewhere.
_ALPHABET = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def texts(longest: int) -> st.SearchStrategy[str]:
    return st.text(_ALPHABET, min_size=1, max_size=longest).map(lambda text: f"u{text}").filter(str.strip)


titles, paragraphs = texts(30), texts(80)
numbers = st.sampled_from((None, "1", "2.1", "3.1.2"))


@st.composite
def elements(draw: st.DrawFn) -> tuple[ElemenSpec, ...]:
    kuk = draw(st.lists(st.lists(paragraphs, max_size=3), max_size=3))
    return tuple(
        ElemenSpec(
            number=row,
            title=draw(titles),
            kuk=tuple(KukSpec(number=f"{row}.{place}", text=text) for place, text in enumerate(one, 1)),
        )
        for row, one in enumerate(kuk, 1)
    )


uraian = st.builds(UraianSpec, number=numbers, text=paragraphs)
units = st.builds(
    StandarUnitSpec,
    code=st.integers(1, 999).map(lambda number: f"A.01UJI00.{number:03}.1"),
    title=titles,
    title_en=st.none() | titles,
    description=st.none() | paragraphs,
    elements=elements(),
    batasan_variabel=st.lists(uraian, max_size=2).map(tuple),
    panduan_penilaian=st.lists(uraian, max_size=2).map(tuple),
    critical_aspects=st.lists(paragraphs, max_size=2).map(tuple),
    attitudes=st.lists(titles, max_size=2).map(tuple),
)
standards = st.builds(
    StandarSpec,
    kind=st.sampled_from(("SKKNI", "SKKK", "SKKI")),
    number=st.sampled_from(("1", "77", "KEP.12/X")),
    year=st.integers(1990, 2100),
    title=paragraphs,
    status=st.sampled_from(("berlaku", "dicabut", "digantikan")),
    status_on=st.just("2022-02-28"),
    status_decree=titles,
    units=st.lists(units, max_size=2, unique_by=lambda one: one.code).map(tuple),
)
